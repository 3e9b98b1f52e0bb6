/**
 * Quotas over sliding windows. A counter keeps the time of every call that it let pass, so that no window of its length,
 * wherever it begins, ever holds more than the limit. No clock of its own: the caller says what time it is.
 */
import type { Limit } from "../schema/policy.ts";

export const WINDOW_MILLISECONDS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const satisfies Record<
  Limit["window"],
  number
>;

/** What a call has taken of its quotas. Given back once at most. */
export interface Reservation {
  grant: string;
  time: number;
  counters: readonly string[];
}

/** Times of calls, rising. Entries before `first` are past every window. */
interface Log {
  times: number[];
  first: number;
  /** The longest window that was ever asked for; older calls are forgotten. */
  keep: number;
}

export class Counters {
  readonly #logs = new Map<string, Map<string, Log>>();
  readonly #open = new WeakSet<Reservation>();

  /** Milliseconds until the limit lets one more call pass; 0 when it does now. */
  computeWait(grant: string, limit: Limit, now: number): number {
    const log = this.#getLog(grant, limit);
    const window = WINDOW_MILLISECONDS[limit.window];
    const time = advance(log, now);
    const { times } = log;
    // The call that has to leave the window before one more may enter it.
    const oldest = times.length - limit.max;
    if (oldest < log.first) return 0;
    const leaves = (times[oldest] ?? time) + window;
    // A clock that was set back moves on from the last call that was seen.
    return leaves > time ? leaves - now : 0;
  }

  /** Takes one call of each limit's counter; a counter that several limits share counts the call once. */
  reserve(grant: string, limits: readonly Limit[], now: number): Reservation {
    const counters = [...new Set(limits.map((limit) => limit.counter))];
    let latest = now;
    for (const limit of limits) latest = Math.max(latest, advance(this.#getLog(grant, limit), now));
    for (const counter of counters) this.#logs.get(grant)?.get(counter)?.times.push(latest);
    const reservation = { grant, time: latest, counters };
    this.#open.add(reservation);
    return reservation;
  }

  /** For a call that the upstream failed. A second time, or with a reservation of another store, nothing happens. */
  giveBack(reservation: Reservation): void {
    if (!this.#open.delete(reservation)) return;
    for (const counter of reservation.counters) {
      const log = this.#logs.get(reservation.grant)?.get(counter);
      const index = log?.times.lastIndexOf(reservation.time) ?? -1;
      if (log && index >= log.first) log.times.splice(index, 1);
    }
  }

  #getLog(grant: string, limit: Limit): Log {
    let logs = this.#logs.get(grant);
    if (!logs) {
      logs = new Map();
      this.#logs.set(grant, logs);
    }
    let log = logs.get(limit.counter);
    if (!log) {
      log = { times: [], first: 0, keep: 0 };
      logs.set(limit.counter, log);
    }
    log.keep = Math.max(log.keep, WINDOW_MILLISECONDS[limit.window]);
    return log;
  }
}

/** Forgets what is past every window. Gives the time that counts: `now`, or the last call's where the clock was set back. */
function advance(log: Log, now: number): number {
  const { times } = log;
  const time = Math.max(now, times.at(-1) ?? now);
  while (log.first < times.length && (times[log.first] ?? time) <= time - log.keep) log.first += 1;
  if (log.first > 1_000 && log.first * 2 > times.length) {
    log.times = times.slice(log.first);
    log.first = 0;
  }
  return time;
}
