/**
 * The crawl: sources in, `servers/<slug>/server.json` out. A server that fails never ends the run.
 *
 * Throws `UsageError` or `DataFileError` only where the list of sources cannot be used, another run is at work, or nothing
 * can be written.
 */
import { dirname, resolve } from "node:path";
import pLimit from "p-limit";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { formatPrintable } from "../../../src/core/printable.ts";
import { describeUnlisted, findUnlisted } from "../catalogue/prune.ts";
import { DataFileError, DiskError } from "../data-file.ts";
import { createExtractor, type Extractor } from "../extract/extractor.ts";
import { createGithubClient, type GithubClient, type RepositoryPlace } from "../github/github.ts";
import { sha256 } from "../hash.ts";
import { loadNpmOptions } from "../npm/config.ts";
import { createNpmClient } from "../npm/npm.ts";
import { type Progress, SILENT } from "../progress.ts";
import { computeCodeVersion } from "./code-version.ts";
import { crawlServer, type ServerOutcome } from "./crawl-server.ts";
import { lockData } from "./lock.ts";
import { loadSources, type SourceSelection } from "./sources.ts";
import { openCrawlState } from "./state.ts";
import { createWorks } from "./works.ts";

export interface CrawlOptions extends SourceSelection {
  dataDir: string;
  progress?: Progress;
  /** Ends the crawl: nothing new begins, what is under way is dropped, what is written stays. */
  signal?: AbortSignal | undefined;
  env?: NodeJS.ProcessEnv;
  /** How long the crawl may wait for GitHub's limits to be renewed, all waits together; not at all without it. */
  waitMinutes?: number | undefined;
  /** Where the crawl remembers what it saw; in `.cache` without it. */
  stateFile?: string | undefined;
  /** Reads the tools out of the files; this project's own without it. */
  extractor?: Pick<Extractor, "extract" | "close">;
}

export interface CrawlReport {
  /** Sorted by slug. */
  servers: ServerOutcome[];
  totals: Record<ServerOutcome["state"] | "servers" | "tools", number>;
  /** Sentences about the list of sources. */
  sourceIssues: string[];
  interrupted: boolean;
}

/** Servers that are looked at at once, requests for versions, and trees in memory. */
const SERVERS = 48;
const LOOKUPS = 16;
const WORKS = { most: 4, bytes: 32 * 2 ** 20 };

export async function crawl(options: CrawlOptions): Promise<CrawlReport> {
  const { dataDir, progress = SILENT, env = process.env } = options;
  // A disk that takes nothing more is no fault of one server: nothing further would be written either.
  const halt = new AbortController();
  const signal = AbortSignal.any([halt.signal, ...(options.signal ? [options.signal] : [])]);
  const { sources, owners, issues } = await loadSources(options);
  const lock = await lockData(dataDir, options.shard);
  const extractor = options.extractor ?? (await createExtractor({ workers: 2 }));
  const stage = progress.stage("crawl", sources.length);
  for (const sentence of issues) stage.note(sentence);
  try {
    const state = await openCrawlState(options.stateFile ?? defaultStateFile(dataDir));
    const context = {
      dataDir,
      owners,
      members: listMembers(owners.keys()),
      extractor,
      signal,
      npm: createNpmClient({ npm: await loadNpmOptions(process.cwd(), env), signal }),
      github: createGithubClient({
        apiUrl: env["GITHUB_API_URL"],
        webUrl: env["GITHUB_SERVER_URL"],
        token: env["GITHUB_TOKEN"],
        waitSeconds: (options.waitMinutes ?? 0) * 60,
        signal,
        onWait: (sentence) => stage.note(sentence),
      }),
      folders: [process.cwd(), dirname(resolve(options.sourcesFile))],
      state,
      code: await computeCodeVersion(),
      lookups: pLimit(LOOKUPS),
      works: createWorks(WORKS),
    };
    const places = sources.flatMap(({ candidates }) => candidates.filter((candidate) => candidate.kind === "github"));
    await prefetchHeads(context.github, places, progress);
    // Those that were never seen come first, then those that were looked at longest ago: a run that has to stop half-way
    // because of a limit leaves the others to the next one.
    const queue = sources.toSorted((a, b) => state.position(a.slug) - state.position(b.slug));
    const outcomes = await runAll(queue, async (source) => {
      const outcome = await crawlServer(source, context).catch((error) => {
        if (error instanceof DiskError) halt.abort(error);
        if (signal.aborted) return undefined;
        // A fault of ours in one server is still no reason to lose the others.
        const reason = error instanceof DataFileError ? error.message : describeFault(error);
        return { slug: source.slug, state: "failed" as const, tools: 0, reasons: [reason] };
      });
      if (outcome) stage.advance(source.slug);
      return outcome;
    });
    halt.signal.throwIfAborted();
    const report = summarise(outcomes, issues, signal.aborted);
    const unlisted = await findUnlisted(dataDir, new Set(owners.values()));
    if (unlisted.length > 0) stage.note(describeUnlisted(unlisted));
    for (const sentence of listFailures(report)) stage.note(sentence);
    stage.done(describeTotals(report));
    return report;
  } finally {
    await extractor.close();
    await lock.release();
  }
}

function describeFault(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `a fault of the crawler itself, please report it: ${formatPrintable(stack)}`;
}

async function prefetchHeads(github: GithubClient, places: RepositoryPlace[], progress: Progress): Promise<void> {
  const stage = progress.stage("heads");
  const count = await github.prefetchHeads(places, (done) => stage.advance(`${done} repositories`));
  if (count > 0) stage.done(`${count} repositories asked for their newest commit`);
}

/** A bounded number at once, so that memory does not grow with the length of the list. */
async function runAll<Item, Value>(items: readonly Item[], task: (item: Item) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  const work = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) values.push(await task(item));
  };
  await Promise.all(Array.from({ length: SERVERS }, work));
  return values;
}

/** Folders that are sources of their own, by repository: both as `identify` has them. */
function listMembers(places: Iterable<string>): Map<string, string[]> {
  const members = new Map<string, string[]>();
  for (const place of places) {
    const [repository = "", folder] = place.split("#");
    if (folder === undefined || !place.startsWith("github:")) continue;
    const list = members.get(repository);
    if (list) list.push(folder);
    else members.set(repository, [folder]);
  }
  for (const list of members.values()) list.sort(compareCodePoints);
  return members;
}

/** Outside the data, which holds nothing of when or where it was made. */
function defaultStateFile(dataDir: string): string {
  return resolve(".cache", "crawl", `${sha256(resolve(dataDir)).slice(0, 16)}.jsonl`);
}

function summarise(outcomes: (ServerOutcome | undefined)[], sourceIssues: string[], interrupted: boolean): CrawlReport {
  const servers = outcomes.filter((outcome) => outcome !== undefined).sort((a, b) => compareCodePoints(a.slug, b.slug));
  const totals = { servers: servers.length, tools: 0, new: 0, changed: 0, unchanged: 0, kept: 0, failed: 0 };
  for (const { state, tools } of servers) {
    totals[state] += 1;
    totals.tools += tools;
  }
  return { servers, totals, sourceIssues, interrupted };
}

/** What `listNews` says, after a line for what all have in common. */
function listFailures({ servers }: CrawlReport): string[] {
  const common = /GitHub cannot be reached \([^)]*\)/;
  const without = servers.filter(({ reasons }) => reasons.some((reason) => common.test(reason)));
  const shared = without.flatMap(({ reasons }) => reasons.map((reason) => common.exec(reason)?.[0])).find(Boolean);
  const lines = shared ? [`${shared}: ${without.length} servers could not be read from their repositories`] : [];
  return [...lines, ...listNews(servers)];
}

/** A line for each server that someone should look at. */
export function listNews(servers: readonly ServerOutcome[]): string[] {
  return servers.flatMap(({ slug, state, reasons, masked = [] }) => {
    const lines = masked.map((sentence) => `${slug}: ${sentence}`);
    return state === "failed" || state === "kept" ? [...lines, `${slug} (${state}): ${reasons.join("; ")}`] : lines;
  });
}

export function describeTotals({ totals, interrupted }: CrawlReport): string {
  const parts = [
    `${totals.servers} servers, ${totals.tools} tools`,
    `${totals.new} new, ${totals.changed} changed, ${totals.unchanged} unchanged`,
    ...(totals.kept > 0 ? [`${totals.kept} kept as they were`] : []),
    ...(totals.failed > 0 ? [`${totals.failed} failed`] : []),
    ...(interrupted ? ["stopped before the end; the next run goes on from here"] : []),
  ];
  return parts.join("; ");
}

export type { ServerOutcome } from "./crawl-server.ts";
