/** What an earlier crawl left of a server: whether it still holds, and what becomes of it when nothing better is found. */
import { join } from "node:path";
import type { CrawlIssueCode } from "../../../src/core/crawl-issues.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import { type Repository, Server } from "../../../src/core/schema/server.ts";
import { type Candidate, identify, type ServerSource } from "../../../src/core/sources.ts";
import { parseDataText } from "../data-file.ts";
import { sha256 } from "../hash.ts";
import { serverFolder, writeServer } from "../store.ts";
import type { CrawlContext, ServerOutcome } from "./crawl-server.ts";
import type { CrawlFailure } from "./failure.ts";
import type { Place } from "./places.ts";

/** Answers that say how a repository is, not how the connection is. */
const REPOSITORY_STATES: Partial<Record<string, NonNullable<Repository["state"]>>> = {
  "repository-not-found": "gone",
  "repository-blocked": "blocked",
  "repository-empty": "empty",
  "repository-private": "private",
} satisfies Partial<Record<CrawlIssueCode, NonNullable<Repository["state"]>>>;

/** News of the repository, although nothing was read from it. */
export interface RepositoryNews {
  /** As `identify` names it. */
  place: string;
  now: Pick<Repository, "state"> | Pick<Repository, "owner" | "name" | "url">;
}

/** What a failure tells of the repository itself. */
export function readNews(
  { issue }: CrawlFailure,
  candidate: Candidate,
  place: Place | undefined,
): RepositoryNews | undefined {
  const state = REPOSITORY_STATES[issue.code];
  if (state) return { place: identify(candidate), now: { state } };
  if (issue.code !== ("repository-listed" satisfies CrawlIssueCode) || !place?.repository) return undefined;
  const { owner, name, url } = place.repository;
  return { place: identify(candidate), now: { owner, name, url } };
}

export function recordPath(source: ServerSource, { dataDir }: CrawlContext): string {
  return join(serverFolder(dataDir, source.slug), "server.json");
}

/** What an earlier run left. Data that cannot be read is as good as none, and named. */
export function loadStanding(text: string | undefined, path: string, reasons: string[]): Server | undefined {
  if (text === undefined) return undefined;
  try {
    return parseDataText(text, Server, path);
  } catch (error) {
    reasons.push(formatIssue({ code: "data-unusable", args: { reason: (error as Error).message } }));
    return undefined;
  }
}

/** The data stays; that its repository is gone, or has another name, is a fact that belongs to it. */
export async function keepStanding(
  server: Server,
  news: RepositoryNews | undefined,
  reasons: string[],
  context: CrawlContext,
): Promise<ServerOutcome> {
  const { slug, repository, tools, provenance } = server;
  const outcome = { slug, tools: tools.length, from: provenance.from, reasons };
  if (!repository || !news || news.place !== identifyRepository(repository)) return { ...outcome, state: "kept" };
  const isChanged = await writeServer(context.dataDir, { ...server, repository: { ...repository, ...news.now } });
  return { ...outcome, state: isChanged ? "changed" : "kept" };
}

/**
 * Whoever deletes or renames a repository leaves its name to anybody: one that answers to it with another number is
 * another repository, and stays marked as such. A number that nobody asked for this time is the one from before.
 */
export function markReplaced(repository: Repository, standing: Server | undefined): Repository {
  const before = standing?.repository;
  if (!standing || !before?.id || !isAskedAs(repository, standing)) return repository;
  if (!repository.id) {
    const { id, forkOf, replaces } = before;
    return { ...repository, id, ...(forkOf && { forkOf }), ...(replaces && { replaces }) };
  }
  const replaces = repository.id === before.id ? before.replaces : (before.replaces ?? before.id);
  return { ...repository, ...(replaces && replaces !== repository.id && { replaces }) };
}

/** Whether the record was read at this address, be it that it led elsewhere then. */
function isAskedAs({ owner, name }: Repository, { repository, issues }: Server): boolean {
  const asked = `${owner}/${name}`.toLowerCase();
  const former = issues.filter(({ code }) => code === ("repository-renamed" satisfies CrawlIssueCode));
  const names = [`${repository?.owner}/${repository?.name}`, ...former.map(({ args }) => String(args["from"]))];
  return names.some((name) => name.toLowerCase() === asked);
}

export function identifyRepository({ owner, name, subfolder }: Repository): string {
  return identify({ kind: "github", owner, name, ...(subfolder && { subfolder }) });
}

/** The last crawl of exactly this source by exactly this code, where its record still stands as it was written. */
export function findSeen(context: CrawlContext, source: ServerSource, text: string | undefined, asked: string) {
  const seen = context.state.get(source.slug);
  if (!seen || text === undefined || seen.source !== asked || seen.code !== context.code) return undefined;
  return seen.record === sha256(text) ? seen : undefined;
}
