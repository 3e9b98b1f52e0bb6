/** Which servers a crawl is about: the lists, and the part of them that was asked for. */
import { readFile } from "node:fs/promises";
import { addDiscovered } from "../../../src/core/discovery.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import { Discovered } from "../../../src/core/schema/discovered.ts";
import type { Slug } from "../../../src/core/schema/slug.ts";
import { identify, parseSources, type ServerSource } from "../../../src/core/sources.ts";
import { UsageError } from "../command.ts";
import { DataFileError, loadDataFile } from "../data-file.ts";
import { sha256 } from "../hash.ts";

/** Part `index` of `count`, counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

export interface SourceSelection {
  sourcesFile: string;
  /** What the discovery wrote, to be read as well. */
  discoveredFile?: string | undefined;
  /** One server only. */
  only?: string | undefined;
  shard?: Shard | undefined;
}

export interface LoadedSources {
  /** Those that were asked for. */
  sources: ServerSource[];
  /** Of all that are listed: the slug of the server that a place belongs to, by `identify`. */
  owners: Map<string, Slug>;
  issues: string[];
  /** Entries with a fault were left out, so that their servers only look as if nobody listed them. */
  isPartial: boolean;
}

/** Sentences name what is wrong with single entries. Throws when a list cannot be used at all. */
export async function loadSources(selection: SourceSelection): Promise<LoadedSources> {
  const { sourcesFile, discoveredFile, only, shard } = selection;
  const { sources: listed, issues } = parseSources(await readJson(sourcesFile));
  const unusable = issues.find((issue) => issue.code === "sources-shape");
  if (unusable) throw new DataFileError(`${sourcesFile}: ${formatIssue(unusable)}`);
  const discovered = discoveredFile === undefined ? undefined : await loadDataFile(discoveredFile, Discovered);
  if (discoveredFile !== undefined && !discovered) {
    throw new UsageError(`There is no file ${discoveredFile}: run "npm run discover" first.`);
  }
  const { sources, unreadable } = addDiscovered(listed, discovered?.servers ?? []);
  if (unreadable > 0) issues.push({ code: "source-unreadable", args: { count: unreadable } });
  const chosen = sources.filter(
    ({ slug }) => (only === undefined || slug === only) && (shard === undefined || isInShard(slug, shard)),
  );
  if (only !== undefined && chosen.length === 0) {
    throw new UsageError(`${sourcesFile} has no source with the slug ${only}.`);
  }
  const owners = new Map(sources.flatMap(({ slug, candidates }) => candidates.map((place) => [identify(place), slug])));
  const isPartial = issues.some(({ code }) => code === "source-invalid");
  return { sources: chosen, owners, isPartial, issues: issues.map((issue) => `${sourcesFile}: ${formatIssue(issue)}`) };
}

/** `2/4`. Throws `UsageError`. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!index || shard.index > shard.count) {
    throw new UsageError(`--shard ${text}: expected i/n, such as 2/4 for the second part of four.`);
  }
  return shard;
}

/** Minutes. Throws `UsageError`. */
export function parseWait(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new UsageError(`--wait ${text}: expected a number of minutes, such as 90.`);
  return Number(text);
}

/** A server's part depends on its slug alone, so that it stays where it is when others come and go. */
export function isInShard(slug: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256(slug).slice(0, 8), 16) % count === index - 1;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT" ? `There is no file ${path}: name the list of sources by --sources FILE.` : error.message,
    );
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DataFileError(`${path} is not JSON: ${(error as Error).message}. Correct it, then crawl again.`);
  }
}
