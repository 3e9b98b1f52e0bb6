/**
 * Reads repositories through GitHub's REST interface: the commit first, then the archive of that commit. Works without
 * a token, within the smaller limit. Throws `CrawlFailure`.
 */
import { Readable } from "node:stream";
import { Octokit } from "octokit";
import { type SourceFiles, type SourceLimits, unpackArchive } from "./archive.ts";
import { fetchBounded } from "./bounded-fetch.ts";
import { CrawlFailure, describeCause } from "./crawl-failure.ts";
import { withTimeout } from "./timeout.ts";

export interface RepositoryPlace {
  owner: string;
  name: string;
  ref?: string;
}

export interface RepositoryCommit {
  /** As GitHub calls the repository now, which a rename may have changed. */
  owner: string;
  name: string;
  commit: string;
}

export interface GithubClient {
  /** The web address that repositories have, without a final slash. */
  readonly webUrl: string;
  fetchCommit(place: RepositoryPlace): Promise<RepositoryCommit>;
  fetchFiles(commit: RepositoryCommit): Promise<SourceFiles>;
}

export interface GithubClientOptions {
  /** Where the REST interface lies; GitHub's own without it. */
  apiUrl?: string | undefined;
  webUrl?: string | undefined;
  token?: string | undefined;
  limits?: SourceLimits;
  /** The longest wait for a limit to be renewed; beyond it, the limit counts as used up. */
  maxWaitSeconds?: number;
  requestSeconds?: number;
  downloadSeconds?: number;
  /** How long a second of waiting is: 1000, except in tests. */
  secondMs?: number;
  signal?: AbortSignal | undefined;
  onWait?: (sentence: string) => void;
}

const RETRIES = 2;
/** Archives that are kept in memory for the next server of the same repository. */
const RECENT_ARCHIVES = 2;
/** An answer that another try would not change, and 429, which the throttling plugin sees to. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 429, 451];

export function createGithubClient(options: GithubClientOptions = {}): GithubClient {
  const { limits, maxWaitSeconds = 60, requestSeconds = 60, downloadSeconds = 300, signal } = options;
  const octokit = createOctokit(options, maxWaitSeconds);
  let reachable: Promise<void> | undefined;
  let limited: CrawlFailure | undefined;
  const commits = new Map<string, Promise<RepositoryCommit>>();
  const archives = new Map<string, Promise<SourceFiles>>();

  /** Finds out once whether there is anything to talk to, so that no other request has to wait for it. */
  const ensureReachable = () => {
    reachable ??= withTimeout({ place: "GitHub", seconds: 10, signal }, async (timeout) => {
      await octokit.request("GET /rate_limit", { request: { signal: timeout, retries: 0 } });
    }).catch((error) => {
      if (hasAnswer(error) || signal?.aborted) return;
      throw new CrawlFailure("github-unreachable", { reason: describeCause(error) }, { transient: true });
    });
    return reachable;
  };

  const ask = async <Value>(repository: string, seconds: number, request: (signal: AbortSignal) => Promise<Value>) => {
    await ensureReachable();
    if (limited) throw limited;
    try {
      return await withTimeout({ place: repository, seconds, signal }, request);
    } catch (error) {
      const failure = explain(error, repository);
      // Every further request would be refused as well, and asking on makes GitHub block for longer.
      if (failure instanceof CrawlFailure && failure.issue.code === "github-rate-limited") limited = failure;
      throw failure;
    }
  };

  return {
    webUrl: (options.webUrl ?? "https://github.com").replace(/\/+$/, ""),

    fetchCommit({ owner, name, ref = "HEAD" }) {
      return remember(commits, `${owner}/${name}@${ref}`.toLowerCase(), Infinity, () => readHead(owner, name, ref));
    },

    fetchFiles(commit) {
      const key = `${commit.owner}/${commit.name}@${commit.commit}`;
      return remember(archives, key, RECENT_ARCHIVES, () => download(commit));
    },
  };

  async function readHead(owner: string, name: string, ref: string): Promise<RepositoryCommit> {
    const repository = `${owner}/${name}`;
    const answer = await ask(repository, requestSeconds, (timeout) =>
      octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", {
        owner,
        repo: name,
        ref,
        mediaType: { format: "sha" },
        request: { signal: timeout },
      }),
    ).catch((error) => {
      if (error instanceof CrawlFailure && error.issue.args["status"] === 422) {
        throw new CrawlFailure("ref-not-found", { repository, ref });
      }
      throw error;
    });
    const commit = readCommit(answer.data);
    if (!commit) throw new CrawlFailure("repository-answer-unreadable", { repository, reason: "it names no commit" });
    const moved = /\/repositories\/\d+\//.test(answer.url);
    return { ...(moved ? await fetchPresentName(repository, owner, name) : { owner, name }), commit };
  }

  async function download({ owner, name, commit }: RepositoryCommit): Promise<SourceFiles> {
    const repository = `${owner}/${name}`;
    const place = `${repository}@${commit}`;
    const attempt = () =>
      ask(repository, downloadSeconds, async (timeout) => {
        const answer = await octokit.request("GET /repos/{owner}/{repo}/tarball/{ref}", {
          owner,
          repo: name,
          ref: commit,
          request: { signal: timeout, parseSuccessResponseBody: false },
        });
        const body = answer.data as ReadableStream<Uint8Array> | null;
        if (!body) throw new CrawlFailure("archive-broken", { place, reason: "empty" }, { transient: true });
        return unpackArchive(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), {
          place,
          ...(limits && { limits }),
          signal: timeout,
        });
      });
    // An archive has no checksum to go by: one that broke off may well come whole the second time.
    return attempt().catch((error) => (isBroken(error) && !signal?.aborted ? attempt() : Promise.reject(error)));
  }

  async function fetchPresentName(repository: string, owner: string, name: string) {
    const { data } = await ask(repository, requestSeconds, (timeout) =>
      octokit.request("GET /repos/{owner}/{repo}", { owner, repo: name, request: { signal: timeout } }),
    );
    return { owner: data.owner.login, name: data.name };
  }
}

/** Several servers may live in one repository: what was asked once is not asked again, up to `most` answers. */
function remember<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  most: number,
  fetch: () => Promise<Value>,
): Promise<Value> {
  const present = known.get(key);
  if (present) return present;
  const answer = fetch();
  known.set(key, answer);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return answer;
}

function createOctokit(options: GithubClientOptions, maxWaitSeconds: number): Octokit {
  const { apiUrl, token, onWait = () => {}, secondMs = 1000 } = options;
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

/** The media type asks for the bare hash; a server that does not know it gives the whole commit. */
function readCommit(data: unknown): string | undefined {
  const text = typeof data === "string" ? data : (data as { sha?: unknown } | null)?.sha;
  return typeof text === "string" && /^[0-9a-f]{40}$/.test(text.trim()) ? text.trim() : undefined;
}

function hasAnswer(error: unknown): boolean {
  return error instanceof Error && "response" in error && error.response !== undefined;
}

function isBroken(error: unknown): boolean {
  if (!(error instanceof CrawlFailure)) return false;
  return error.issue.code === "archive-broken" || error.issue.code === "connection-lost";
}

/** Octokit's errors, by their status, as ours. */
function explain(error: unknown, repository: string): unknown {
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
  const { status, response } = error as Error & { status: number; response: { headers: Record<string, string> } };
  const exhausted = response.headers["x-ratelimit-remaining"] === "0";
  if (status === 429 || (status === 403 && (exhausted || /rate limit/i.test(error.message)))) {
    const reset = Number(response.headers["x-ratelimit-reset"]);
    const time = exhausted && reset > 0 ? new Date(reset * 1000).toISOString() : "";
    return new CrawlFailure("github-rate-limited", { repository, reset: time }, { transient: true });
  }
  if (status === 404) return new CrawlFailure("repository-not-found", { repository });
  if (status === 451) return new CrawlFailure("repository-blocked", { repository });
  if (status === 409) return new CrawlFailure("repository-empty", { repository });
  return new CrawlFailure("github-refused", { repository, status }, { transient: status >= 500 });
}
