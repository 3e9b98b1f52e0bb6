/** One JSON document from a public interface: bounded in size and time, retried only where that may help. */
import { setTimeout as sleep } from "node:timers/promises";
import { fetchBounded } from "./bounded-fetch.ts";
import { CrawlFailure, describeCause } from "./crawl/failure.ts";
import { withTimeout } from "./timeout.ts";

export interface FetchJsonOptions {
  signal?: AbortSignal | undefined;
  seconds?: number;
  /** How long a second of waiting is: 1000, except in tests. */
  secondMs?: number;
}

const ATTEMPTS = 3;
const LONGEST_WAIT_SECONDS = 60;

/** Throws `CrawlFailure`; `place` is what messages call the interface. */
export async function fetchJson(url: URL, place: string, options: FetchJsonOptions = {}): Promise<unknown> {
  const { signal, seconds = 60, secondMs = 1000 } = options;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await withTimeout({ place, seconds, signal }, (timeout) => attemptFetch(url, place, timeout)).catch(
      (error) => {
        if (error instanceof CrawlFailure) return { failure: error, wait: attempt };
        throw error;
      },
    );
    if ("value" in outcome) return outcome.value;
    const { failure, wait } = outcome;
    if (!failure.transient || attempt === ATTEMPTS || wait > LONGEST_WAIT_SECONDS) throw failure;
    await sleep(wait * secondMs, undefined, signal && { signal });
  }
}

type Attempt = { value: unknown } | { failure: CrawlFailure; wait: number };

async function attemptFetch(url: URL, place: string, signal: AbortSignal): Promise<Attempt> {
  let response: Response;
  let body: string;
  try {
    response = await fetchBounded(url.href, {
      signal,
      headers: { accept: "application/json", "user-agent": "permitbook" },
    });
    body = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CrawlFailure("address-unreachable", { place, reason: describeCause(error) }, { transient: true });
  }
  if (!response.ok) {
    const transient = response.status === 429 || response.status >= 500;
    const failure = new CrawlFailure("address-refused", { place, status: response.status }, { transient });
    return { failure, wait: Number(response.headers.get("retry-after")) || 1 };
  }
  try {
    return { value: JSON.parse(body) };
  } catch (error) {
    throw new CrawlFailure("address-unreadable", { place, reason: (error as Error).message.slice(0, 120) });
  }
}
