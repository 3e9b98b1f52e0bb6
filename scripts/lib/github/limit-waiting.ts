/** Waits until a limit is renewed, as long as the time that was given for waiting lasts. */
import { setTimeout as sleep } from "node:timers/promises";
import type { CrawlFailure } from "../crawl/failure.ts";

interface WaitingOptions {
  /** For all waits together. */
  waitSeconds?: number | undefined;
  /** How long a second is: 1000, except in tests. */
  secondMs?: number;
  signal?: AbortSignal | undefined;
  onWait?: (sentence: string) => void;
}

/** A clock that is wrong by less than this wakes nobody too early. */
const MARGIN_SECONDS = 5;

/** Whether it is worth asking again: true after the wait, false where there is no time for it or no word of when. */
export function createWaiting(options: WaitingOptions): (limited: CrawlFailure) => Promise<boolean> {
  const { secondMs = 1000, signal, onWait = () => {} } = options;
  let left = options.waitSeconds ?? 0;
  /** Many requests meet one limit: all of them wait once. */
  let waiting: { reset: string; over: Promise<boolean> } | undefined;

  const wait = async (reset: string): Promise<boolean> => {
    const seconds = Math.max(0, Math.ceil((Date.parse(reset) - Date.now()) / 1000)) + MARGIN_SECONDS;
    if (seconds > left) {
      if (left > 0)
        onWait(`GitHub's rate limit is renewed at ${reset}, which is later than may be waited for: stopping`);
      return false;
    }
    left -= seconds;
    onWait(`GitHub's rate limit is used up: waiting until ${reset}, ${Math.ceil(seconds / 60)} min`);
    await sleep(seconds * secondMs, undefined, signal && { signal });
    // A limit that is not renewed then is waited for again, as long as there is time.
    waiting = undefined;
    return true;
  };

  return ({ issue }) => {
    const reset = String(issue.args["reset"] ?? "");
    if (Number.isNaN(Date.parse(reset))) return Promise.resolve(false);
    if (waiting?.reset !== reset) waiting = { reset, over: wait(reset) };
    return waiting.over;
  };
}
