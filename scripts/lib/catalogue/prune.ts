/**
 * Servers that no list names any more. The crawl leaves their data where it is, since a list may be a part of all lists;
 * removing them is a step of its own.
 */
import { rm } from "node:fs/promises";
import { UsageError } from "../command.ts";
import { lockData } from "../crawl/lock.ts";
import { loadSources, type SourceSelection } from "../crawl/sources.ts";
import { listServerSlugs, serverFolder } from "../store.ts";

export interface PruneOptions extends Pick<SourceSelection, "sourcesFile" | "discoveredFile"> {
  dataDir: string;
  /** Says what would be removed, and removes nothing. */
  isDryRun?: boolean;
}

/** Returns their slugs, sorted. Throws `UsageError` or `DataFileError` where the lists cannot be relied on. */
export async function pruneServers({ dataDir, isDryRun = false, ...lists }: PruneOptions): Promise<string[]> {
  const { owners, isPartial, issues } = await loadSources(lists);
  if (isPartial) {
    const why = "An entry with a fault looks like one that was removed, so nothing is removed";
    throw new UsageError(`${why}:\n  ${issues.join("\n  ")}`);
  }
  const listed = new Set(owners.values());
  if (listed.size === 0) throw new UsageError(`${lists.sourcesFile} lists no server, so nothing is removed.`);
  const lock = isDryRun ? undefined : await lockData(dataDir);
  try {
    const unlisted = await findUnlisted(dataDir, listed);
    if (lock) for (const slug of unlisted) await rm(serverFolder(dataDir, slug), { recursive: true });
    return unlisted;
  } finally {
    await lock?.release();
  }
}

export async function findUnlisted(dataDir: string, listed: ReadonlySet<string>): Promise<string[]> {
  return (await listServerSlugs(dataDir)).filter((slug) => !listed.has(slug));
}

const MOST_NAMED = 5;

export function describeUnlisted(slugs: readonly string[]): string {
  const more = slugs.length > MOST_NAMED ? ` and ${slugs.length - MOST_NAMED} more` : "";
  const named = `${slugs.slice(0, MOST_NAMED).join(", ")}${more}`;
  return `in the data and in no list of this crawl: ${named}. "npm run prune" removes what is listed no longer`;
}
