/**
 * The nightly pipeline, step by step, as the workflow runs it on several machines and anybody runs it on one: discover,
 * crawl in parts, merge, classify, check, commit, record what changed.
 */
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Changes } from "../../../src/core/schema/changes.ts";
import { classify } from "../classify/classify-stage.ts";
import { DEFAULT_OVERRIDES_DIR } from "../classify/overrides.ts";
import { UsageError } from "../command.ts";
import { type CrawlReport, crawl, describeTotals, listNews } from "../crawl/crawl.ts";
import type { Shard } from "../crawl/sources.ts";
import { DataFileError, writeDataFile } from "../data-file.ts";
import { type DiscoveryPlace, discover, discoveredFile } from "../discover/discover.ts";
import type { Progress } from "../progress.ts";
import { collectChanges } from "./changes.ts";
import { checkData } from "./check-data.ts";
import {
  commitData,
  findPreviousCommit,
  mergeParts,
  openDataBranch,
  packChanges,
  pushData,
  restoreFolder,
} from "./data-branch.ts";
import { pruneServers } from "./prune.ts";

export interface NightlyOptions {
  /** Where the data branch is checked out. */
  catalogue: string;
  sourcesFile: string;
  progress: Progress;
  signal: AbortSignal;
  /** A file that takes Markdown, such as the summary of a job. */
  summaryFile?: string | undefined;
}

/** Finds servers, and packs what is new. A place that cannot be read costs only its own finds. */
export async function runDiscover(
  options: NightlyOptions & { from: readonly DiscoveryPlace[]; limit?: number | undefined; pack?: string | undefined },
): Promise<void> {
  const { catalogue, from, limit, progress, signal } = options;
  await openDataBranch(catalogue);
  const report = await discover({ from, limit, dataDir: catalogue, progress, signal });
  const { servers, new: added } = report.totals;
  await summarise(options, "Discovery", [`${servers} servers known, ${added} of them new`, ...report.failures]);
  if (options.pack) await packChanges(catalogue, options.pack);
}

/** Crawls one part. Servers that fail keep their last good data, and are listed. */
export async function runCrawl(
  options: NightlyOptions & {
    parts: readonly string[];
    shard?: Shard | undefined;
    stateFile?: string | undefined;
    waitMinutes?: number | undefined;
    pack?: string | undefined;
  },
): Promise<CrawlReport> {
  const { catalogue, sourcesFile, shard, stateFile, waitMinutes, progress, signal } = options;
  await openDataBranch(catalogue);
  await mergeParts(catalogue, options.parts);
  const discovered = discoveredFile(catalogue);
  const report = await crawl({
    sourcesFile,
    discoveredFile: discovered,
    dataDir: catalogue,
    shard,
    stateFile,
    waitMinutes,
    progress,
    signal,
  });
  const title = shard ? `Crawl, part ${shard.index} of ${shard.count}` : "Crawl";
  const news = listNews(report.servers);
  const more = news.length > MOST_LISTED ? [`and ${news.length - MOST_LISTED} more`] : [];
  await summarise(options, title, [describeTotals(report), ...news.slice(0, MOST_LISTED), ...more]);
  if (options.pack) await packChanges(catalogue, options.pack);
  return report;
}

/**
 * Merges the parts, removes what is listed no longer, judges, checks, commits, and records what changed. Throws when the
 * check finds a problem that no single server has.
 */
export async function runPublish(
  options: NightlyOptions & { parts: readonly string[]; push: boolean; date: string },
): Promise<void> {
  const { catalogue, progress, signal } = options;
  await openDataBranch(catalogue);
  await mergeParts(catalogue, options.parts);
  await pruneCatalogue(options);
  const { totals } = await classify({ dataDir: catalogue, progress, signal });
  const problems = await checkCatalogue(options);
  if (problems.length > 0) {
    await summarise(options, "Not published", problems.slice(0, MOST_LISTED));
    throw new UsageError(
      `The data is not published, since it has ${problems.length} problems:\n  ${problems.join("\n  ")}`,
    );
  }
  const commit = await commitData(catalogue, `Update the catalogue: ${totals.servers} servers, ${totals.tools} tools`);
  const previous = commit && (await findPreviousCommit(catalogue));
  const counts = previous ? await recordChanges(options, previous, commit) : [];
  await summarise(options, "Catalogue", [
    `${totals.servers} servers, ${totals.tools} tools`,
    ...(commit ? counts : ["nothing has changed"]),
  ]);
  if (commit && options.push) await pushData(catalogue);
}

/** A list that cannot be used says nothing of what is missing in it. */
async function pruneCatalogue({ catalogue, sourcesFile, progress }: NightlyOptions): Promise<void> {
  const stage = progress.stage("prune");
  try {
    const pruned = await pruneServers({ dataDir: catalogue, sourcesFile, discoveredFile: discoveredFile(catalogue) });
    if (pruned.length > 0) stage.done(`removed, since no list names them: ${pruned.join(", ")}`);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof DataFileError)) throw error;
    stage.note(error.message);
  }
}

/**
 * What is wrong with the catalogue as a whole. A server in whose own files something is wrong goes back to its last
 * published state, or out where that is no better: one server never holds up the others. Nor does a correction that no
 * longer fits, since it lies on the branch of people.
 */
async function checkCatalogue(options: NightlyOptions): Promise<string[]> {
  const { catalogue, progress } = options;
  const restore = (path: string) => restoreFolder(catalogue, path);
  const remove = (path: string) => rm(join(catalogue, path), { recursive: true, force: true });
  for (const cure of [restore, remove, undefined]) {
    const { problems, faulty, misfits } = await checkData(catalogue, DEFAULT_OVERRIDES_DIR);
    if (faulty.length === 0 || !cure) {
      if (misfits.length > 0) await summarise(options, "Corrections that no longer fit", misfits);
      return problems.filter((problem) => !misfits.includes(problem));
    }
    await summarise(options, "Held back", [...faulty, ...problems].slice(0, MOST_LISTED));
    progress.stage("check").done(`held back, since something is wrong with their files: ${faulty.join(", ")}`);
    for (const slug of faulty) await cure(join("servers", slug));
  }
  return [];
}

const MOST_LISTED = 50;

async function recordChanges(
  { catalogue, date }: NightlyOptions & { date: string },
  before: string,
  after: string,
): Promise<string[]> {
  const changes = await collectChanges({ before, after, dataDir: ".", repository: catalogue });
  await writeDataFile(join(catalogue, "changes", `${date}.json`), Changes, changes);
  await commitData(catalogue, `Record the changes of ${date}`);
  const tools = changes.servers.flatMap((server) => server.tools);
  return (["added", "removed", "changed"] as const).map((kind) => {
    return `${tools.filter((tool) => tool.kind === kind).length} tools ${kind}`;
  });
}

/** Crawled names and messages are text, never Markdown of ours. */
async function summarise({ summaryFile }: NightlyOptions, title: string, sentences: string[]): Promise<void> {
  if (!summaryFile) return;
  const items = sentences.map(
    (sentence) => `- ${sentence.replace(/[\\`*_{}[\]<>#|&!]/g, "\\$&").replace(/\s+/g, " ")}\n`,
  );
  await appendFile(summaryFile, `## ${title}\n\n${items.join("")}\n`);
}
