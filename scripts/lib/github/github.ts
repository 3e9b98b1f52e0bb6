/**
 * Reads repositories from GitHub: first where they stand, then the archive of that commit. Works without a token, within
 * the smaller limit. Throws `CrawlFailure`.
 */
import { Readable } from "node:stream";
import { type SourceFiles, type SourceLimits, unpackArchive } from "../crawl/archive.ts";
import { CrawlFailure, describeCause } from "../crawl/failure.ts";
import { withTimeout } from "../timeout.ts";
import { fetchHead, fetchHeads, HEADS_PER_REQUEST, keyOf, type RepositoryHead, type RepositoryPlace } from "./heads.ts";
import { createWaiting } from "./limit-waiting.ts";
import { createOctokit, explainGithubError, hasAnswer, type OctokitOptions } from "./octokit.ts";

export type { RepositoryHead, RepositoryPlace } from "./heads.ts";

export interface GithubClient {
  /** The web address that repositories have, without a final slash. */
  readonly webUrl: string;
  /**
   * Finds the heads of many repositories ahead, a hundred a request, where there is a token for it; `fetchHead` then
   * answers from them. Never throws: what was not found out is asked for again, or refused, one by one. Returns how many
   * different repositories were asked for.
   */
  prefetchHeads(places: readonly RepositoryPlace[], onProgress?: (done: number) => void): Promise<number>;
  fetchHead(place: RepositoryPlace): Promise<RepositoryHead>;
  fetchFiles(head: RepositoryHead): Promise<SourceFiles>;
}

export interface GithubClientOptions extends OctokitOptions {
  webUrl?: string | undefined;
  limits?: SourceLimits;
  requestSeconds?: number;
  downloadSeconds?: number;
  /** How long all waiting for limits to be renewed may take together; nothing without it. */
  waitSeconds?: number | undefined;
  signal?: AbortSignal | undefined;
}

/** Archives that are kept in memory for the next server of the same repository. */
const RECENT_ARCHIVES = 2;

export function createGithubClient(options: GithubClientOptions = {}): GithubClient {
  const { limits, token, requestSeconds = 60, downloadSeconds = 300, signal } = options;
  const octokit = createOctokit(options);
  /** Tens of thousands are found ahead: as values, which take less than promises. */
  const found = new Map<string, RepositoryHead | CrawlFailure>();
  const heads = new Map<string, Promise<RepositoryHead>>();
  const archives = new Map<string, Promise<SourceFiles>>();
  let reachable: Promise<void> | undefined;
  /** Why nothing more is asked. */
  let limited: CrawlFailure | undefined;
  const waitForReset = createWaiting(options);

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

  const ask = async <Value>(
    repository: string,
    seconds: number,
    request: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> => {
    await ensureReachable();
    if (limited) throw limited;
    try {
      return await withTimeout({ place: repository, seconds, signal }, request);
    } catch (error) {
      const failure = explainGithubError(error, repository);
      // Every further request would be refused as well, and asking on makes GitHub block for longer.
      if (!(failure instanceof CrawlFailure && isOfAll(failure))) throw failure;
      if (await waitForReset(failure)) return ask(repository, seconds, request);
      limited = failure;
      throw failure;
    }
  };

  return {
    webUrl: (options.webUrl ?? "https://github.com").replace(/\/+$/, ""),

    async prefetchHeads(places, onProgress = () => {}) {
      if (!token) return 0;
      const unknown = [...new Map(places.map((place) => [keyOf(place), place])).values()];
      for (let from = 0; from < unknown.length && !limited && !signal?.aborted; from += HEADS_PER_REQUEST) {
        const batch = unknown.slice(from, from + HEADS_PER_REQUEST);
        const place = `${batch.length} repositories`;
        const answers = await ask(place, requestSeconds, (timeout) => fetchHeads(octokit, batch, timeout)).catch(
          // A refused query says nothing of any one repository: each is asked for by itself.
          () => undefined,
        );
        for (const [index, head] of (answers ?? []).entries()) {
          const known = batch[index];
          if (known && head) found.set(keyOf(known), head);
        }
        onProgress(from + batch.length);
      }
      return unknown.length;
    },

    async fetchHead(place) {
      const known = found.get(keyOf(place));
      if (known instanceof CrawlFailure) throw known;
      if (known) return known;
      const repository = `${place.owner}/${place.name}`;
      return remember(heads, keyOf(place), Number.POSITIVE_INFINITY, () =>
        ask(repository, requestSeconds, (timeout) =>
          fetchHead(octokit, place, { isSigned: token !== undefined, signal: timeout }),
        ).catch((error) => {
          if (error instanceof CrawlFailure && error.issue.args["status"] === 422) {
            throw new CrawlFailure("ref-not-found", { repository, ref: place.ref ?? "HEAD" });
          }
          throw error;
        }),
      );
    },

    fetchFiles(head) {
      const key = `${head.owner}/${head.name}@${head.commit}`;
      // An archive has no checksum to go by: one that broke off may well come whole the second time.
      return remember(archives, key, RECENT_ARCHIVES, () =>
        download(head).catch((error) => (isBroken(error) && !signal?.aborted ? download(head) : Promise.reject(error))),
      );
    },
  };

  function download({ owner, name, commit }: RepositoryHead): Promise<SourceFiles> {
    const repository = `${owner}/${name}`;
    const place = `${repository}@${commit}`;
    return ask(repository, downloadSeconds, async (timeout) => {
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

/** Refused is not this request, but whoever asks: the limit is used up, or the token is not valid. */
function isOfAll({ issue }: CrawlFailure): boolean {
  return issue.code === "github-rate-limited" || (issue.code === "github-refused" && issue.args["status"] === 401);
}

function isBroken(error: unknown): boolean {
  if (!(error instanceof CrawlFailure)) return false;
  return error.issue.code === "archive-broken" || error.issue.code === "connection-lost";
}
