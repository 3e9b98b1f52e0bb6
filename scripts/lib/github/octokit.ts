/** Octokit as this project uses it: it waits and retries within bounds, and its errors become ours. */
import { Octokit } from "octokit";
import { fetchBounded } from "../bounded-fetch.ts";
import { CrawlFailure, describeCause } from "../crawl/failure.ts";

export interface OctokitOptions {
  /** Where the REST interface lies; GitHub's own without it. */
  apiUrl?: string | undefined;
  token?: string | undefined;
  /** The longest wait for a limit to be renewed; beyond it, the limit counts as used up. */
  maxWaitSeconds?: number;
  /** How long a second of waiting is: 1000, except in tests. */
  secondMs?: number;
  onWait?: (sentence: string) => void;
}

const RETRIES = 2;
/** An answer that another try would not change, and 429, which the throttling plugin sees to. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

export function createOctokit(options: OctokitOptions): Octokit {
  const { apiUrl, token, onWait = () => {}, secondMs = 1000, maxWaitSeconds = 60 } = options;
  const wait = (what: string) => (seconds: number, _request: unknown, _octokit: unknown, retryCount: number) => {
    if (seconds > maxWaitSeconds || retryCount >= RETRIES) return false;
    onWait(`GitHub's ${what} is reached: going on in ${seconds} s`);
    return true;
  };
  const silent = () => {};
  return new Octokit({
    ...(apiUrl && { baseUrl: apiUrl.replace(/\/+$/, "") }),
    ...(token && { auth: token }),
    userAgent: "permitbook",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchBounded },
    retry: { retries: RETRIES, doNotRetry: FINAL, retryAfterBaseValue: secondMs },
    throttle: {
      onRateLimit: wait("rate limit"),
      onSecondaryRateLimit: wait("secondary rate limit"),
      retryAfterBaseValue: secondMs,
    },
  });
}

/** Whether GitHub said anything at all. */
export function hasAnswer(error: unknown): boolean {
  return error instanceof Error && "response" in error && error.response !== undefined;
}

/** Octokit's errors, by their status, as ours. */
export function explainGithubError(error: unknown, repository: string): unknown {
  if (error instanceof CrawlFailure || !(error instanceof Error) || error.name === "AbortError") return error;
  if (!hasAnswer(error)) {
    const reason = describeCause(error);
    if (/redirect/.test(reason)) return new CrawlFailure("repository-answer-unreadable", { repository, reason });
    // An error without a request comes from a body that broke off after the answer had begun.
    if (!("request" in error)) {
      return new CrawlFailure("connection-lost", { place: repository, reason }, { transient: true, cause: error });
    }
    return new CrawlFailure("github-unreachable", { reason }, { transient: true, cause: error });
  }
  // A query over the limit is answered by 200 and says so in its text.
  const { status = 403, response } = error as Error & {
    status?: number;
    response: { headers?: Record<string, string> };
  };
  const { headers = {} } = response;
  const exhausted = headers["x-ratelimit-remaining"] === "0";
  if (status === 429 || (status === 403 && (exhausted || /rate limit/i.test(error.message)))) {
    const reset = Number(headers["x-ratelimit-reset"]);
    const time = exhausted && reset > 0 ? new Date(reset * 1000).toISOString() : "";
    return new CrawlFailure("github-rate-limited", { repository, reset: time }, { transient: true });
  }
  if (status === 404) return new CrawlFailure("repository-not-found", { repository });
  if (status === 451) return new CrawlFailure("repository-blocked", { repository });
  if (status === 409) return new CrawlFailure("repository-empty", { repository });
  // A refusal of us (401, 403) says nothing of the repository either.
  const transient = status >= 500 || status === 401 || status === 403;
  return new CrawlFailure("github-refused", { repository, status }, { transient });
}
