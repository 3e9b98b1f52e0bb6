/**
 * Quotas over sliding windows. A counter keeps the time of every call that it let pass, so that no window of its length,
 * wherever it begins, ever holds more than the limit. No clock of its own: the caller says what time it is. A call counts
 * one, whatever its arguments; nothing but `giveBack` and time takes from a counter.
 */
import type { Limit } from "../schema/policy.ts";

export const WINDOW_MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const satisfies Record<
  Limit["window"],
  number
>;

/** A limit, and how long its counter has to remember a call: the longest window of all limits that share the counter. */
export interface CountedLimit extends Limit {
  /** Milliseconds. */
  keep: number;
}

/** What a call has taken of its quotas; `giveBack` takes it once. */
export interface Reservation {
  readonly time: number;
  /** The counters that hold it; none once it was given back. */
  logs: readonly Log[];
}

/** The first limit that is used up, and the milliseconds until it lets one more call pass. */
export interface Exhausted {
  index: number;
  wait: number;
}

interface Log {
  /** Of calls, rising. Entries before `first` are past every window. */
  times: number[];
  first: number;
  /** The latest time at which the counter was asked, whatever became of the call. */
  seen: number;
  /** Milliseconds after which a call is forgotten. */
  keep: number;
}

export class Counters {
  readonly #grants = new Map<string, Map<string, Log>>();

  /** Takes one call of every limit's counter, or of none when a limit is used up. Limits that name one counter share it. */
  reserve(grant: string, limits: readonly CountedLimit[], now: number): Reservation | Exhausted {
    const counters = this.#getGrant(grant);
    const logs: Log[] = [];
    let time = now;
    for (const [index, limit] of limits.entries()) {
      const log = getLog(counters, limit);
      // A clock that was set back moves on from the latest time that was seen.
      const seen = advance(log, now);
      const wait = computeWait(log, limit, seen);
      if (wait > 0) return { index, wait: wait + seen - now };
      if (seen > time) time = seen;
      if (!logs.includes(log)) logs.push(log);
    }
    for (const log of logs) {
      log.times.push(time);
      log.seen = time;
    }
    return { time, logs };
  }

  /** For a call that the upstream failed. A second time nothing happens. */
  giveBack(reservation: Reservation): void {
    for (const log of reservation.logs) {
      const index = log.times.lastIndexOf(reservation.time);
      if (index >= log.first) log.times.splice(index, 1);
    }
    reservation.logs = [];
  }

  #getGrant(grant: string): Map<string, Log> {
    const known = this.#grants.get(grant);
    if (known) return known;
    const counters = new Map<string, Log>();
    this.#grants.set(grant, counters);
    return counters;
  }
}

function getLog(counters: Map<string, Log>, { counter, keep }: CountedLimit): Log {
  const known = counters.get(counter);
  if (known) {
    if (known.keep < keep) known.keep = keep;
    return known;
  }
  const log = { times: [], first: 0, seen: Number.NEGATIVE_INFINITY, keep };
  counters.set(counter, log);
  return log;
}

/** Forgets what is past every window. Gives the time that counts: `now`, or the latest that was seen where the clock was set back. */
function advance(log: Log, now: number): number {
  const { times } = log;
  const time = Math.max(now, log.seen);
  log.seen = time;
  while (log.first < times.length && (times[log.first] ?? time) <= time - log.keep) log.first += 1;
  if (log.first > 1_000 && log.first * 2 > times.length) {
    log.times = times.slice(log.first);
    log.first = 0;
  }
  return time;
}

/** Milliseconds from `time` until the limit lets one more call pass; 0 when it does now. */
function computeWait({ times, first }: Log, { max, window }: Limit, time: number): number {
  // The call that has to leave the window before one more may enter it.
  const oldest = times.length - max;
  if (oldest < first) return 0;
  const leaves = (times[oldest] ?? time) + WINDOW_MILLISECONDS[window];
  return leaves > time ? leaves - time : 0;
}
