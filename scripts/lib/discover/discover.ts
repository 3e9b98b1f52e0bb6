/** The discovery: registries and lists in, `data/discovered/servers.json` out. A place that fails costs only its own finds. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { forgetSightings, mergeDiscovered } from "../../../src/core/discovery.ts";
import { formatIssue } from "../../../src/core/issues.ts";
import { formatPrintable } from "../../../src/core/printable.ts";
import {
  DISCOVERED_SCHEMA_VERSION,
  Discovered,
  type DiscoveredServer,
  type FoundServer,
  type Sighting,
} from "../../../src/core/schema/discovered.ts";
import { parseSourceLine } from "../../../src/core/source-line.ts";
import { UsageError } from "../command.ts";
import { CrawlFailure } from "../crawl/failure.ts";
import { lockDiscovery } from "../crawl/lock.ts";
import { loadDataFile, writeDataFile } from "../data-file.ts";
import { searchRepositories } from "../github/search.ts";
import { loadNpmOptions } from "../npm/config.ts";
import { searchPackages } from "../npm/search.ts";
import { type Progress, SILENT, type Stage } from "../progress.ts";
import { fetchRegistryPages } from "./mcp-registry.ts";
import { findMonorepoServers } from "./monorepos.ts";
import { followRenames } from "./renames.ts";

export const DISCOVERY_PLACES = ["registry", "github", "npm", "file", "monorepo"] as const;
export type DiscoveryPlace = (typeof DISCOVERY_PLACES)[number];

export interface DiscoverOptions {
  from: readonly DiscoveryPlace[];
  dataDir: string;
  /** The list, where `from` names `file`. */
  file?: string | undefined;
  /** At most so many of each place. */
  limit?: number | undefined;
  /** Asks the registry for everything, not only for what has changed since the last time. */
  full?: boolean;
  env?: NodeJS.ProcessEnv;
  progress?: Progress;
  signal?: AbortSignal | undefined;
  /** Milliseconds since 1970. */
  today?: number;
  secondMs?: number;
}

export interface DiscoverReport {
  /** By place: how many were found, and in which of them something went wrong. */
  found: Partial<Record<DiscoveryPlace, number>>;
  failures: string[];
  totals: { servers: number; new: number; readable: number };
}

/** Throws `UsageError` where another discovery of the same data is at work. */
export async function discover(options: DiscoverOptions): Promise<DiscoverReport> {
  const lock = await lockDiscovery(options.dataDir);
  try {
    return await discoverAlone(options);
  } finally {
    await lock.release();
  }
}

async function discoverAlone(options: DiscoverOptions): Promise<DiscoverReport> {
  const { from, dataDir, progress = SILENT, signal } = options;
  const path = discoveredFile(dataDir);
  const known = (await loadDataFile(path, Discovered)) ?? { schemaVersion: DISCOVERED_SCHEMA_VERSION, servers: [] };
  const report: DiscoverReport = { found: {}, failures: [], totals: { servers: 0, new: 0, readable: 0 } };
  const stage = progress.stage("discover");
  let { registryUpdatedAt } = known;
  let servers = await followRenames(dataDir, known.servers);
  for (const place of from) {
    const [found, withdrawn]: [FoundServer[], Sighting[]] = [[], []];
    const collect = { ...options, stage, found, withdrawn, report, servers, updatedSince: known.registryUpdatedAt };
    try {
      const latest = await COLLECTORS[place](collect);
      registryUpdatedAt = latest ?? registryUpdatedAt;
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof CrawlFailure)) throw error;
      report.failures.push(error.message);
    }
    // What came before a failure is found all the same.
    report.found[place] = found.length;
    servers = mergeDiscovered(forgetSightings(servers, withdrawn), found);
  }
  await writeDataFile(path, Discovered, {
    schemaVersion: DISCOVERED_SCHEMA_VERSION,
    ...(registryUpdatedAt && { registryUpdatedAt }),
    servers,
  });
  const before = new Set(known.servers.map(({ slug }) => slug));
  report.totals = {
    servers: servers.length,
    new: servers.filter(({ slug }) => !before.has(slug)).length,
    readable: servers.filter((server) => server.repository ?? server.package).length,
  };
  for (const failure of report.failures) stage.note(failure);
  const { servers: total, new: added, readable } = report.totals;
  stage.done(`${total} servers known, ${added} of them new, ${readable} with a place to read`);
  return report;
}

export function discoveredFile(dataDir: string): string {
  return join(dataDir, "discovered", "servers.json");
}

/** Of `--limit`. Throws `UsageError`. */
export function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--limit ${text}: expected a whole number above 0.`);
  return Number(text);
}

interface Collect extends DiscoverOptions {
  stage: Stage;
  found: FoundServer[];
  /** What a place had once and says to have no longer. */
  withdrawn: Sighting[];
  report: DiscoverReport;
  /** What is known so far. */
  servers: readonly DiscoveredServer[];
  updatedSince: string | undefined;
}

/** Longer than any two clocks differ, and than a change takes to be seen. */
const SETTLED_MS = 3_600_000;

/** Each fills `found` as it goes; the registry's also returns the latest change that it was told of. */
const COLLECTORS: Record<DiscoveryPlace, (collect: Collect) => Promise<string | undefined>> = {
  async registry({ env = process.env, full, limit, updatedSince, signal, secondMs = 1000, ...collect }) {
    const { today = Date.now(), stage, found, withdrawn } = collect;
    const since = full ? undefined : updatedSince;
    let latest = updatedSince;
    const pages = fetchRegistryPages({ url: env["MCP_REGISTRY_URL"], updatedSince: since, limit, signal, secondMs });
    for await (const page of pages) {
      for (const { server, isDeleted, updatedAt } of page) {
        // What changes while it is read may stand on a page that was read before: it is asked for the next time too.
        const isSettled = updatedAt !== undefined && Date.parse(updatedAt) < today - SETTLED_MS;
        if (isSettled && (latest === undefined || Date.parse(updatedAt) > Date.parse(latest))) latest = updatedAt;
        if (isDeleted) withdrawn.push(...server.found);
        else found.push(server);
      }
      stage.advance(`${found.length} in the MCP Registry`);
    }
    // A run that was cut short by `limit` has not seen what lies between.
    return limit === undefined ? latest : undefined;
  },

  async github({ env = process.env, limit, signal, secondMs = 1000, today = Date.now(), stage, found, report }) {
    const [apiUrl, token] = [env["GITHUB_API_URL"], env["GITHUB_TOKEN"]];
    const onCut = (failure: CrawlFailure) => report.failures.push(failure.message);
    const onWait = (sentence: string) => stage.note(sentence);
    for await (const page of searchRepositories({ apiUrl, token, limit, signal, secondMs, today, onCut, onWait })) {
      found.push(...page);
      stage.advance(`${found.length} on GitHub`);
    }
    return undefined;
  },

  async npm({ env = process.env, limit, signal, stage, found }) {
    const npm = await loadNpmOptions(process.cwd(), env);
    for await (const page of searchPackages({ npm, limit, signal })) {
      found.push(...page);
      stage.advance(`${found.length} on npm`);
    }
    return undefined;
  },

  async file({ file, limit, found, report }) {
    if (file === undefined) throw new UsageError("--from file needs --file FILE, a list of one source a line.");
    const text = await readFile(file, "utf8").catch((error: Error) => {
      throw new UsageError(`${file} cannot be read: ${error.message}`);
    });
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (found.length >= (limit ?? Number.POSITIVE_INFINITY)) break;
      const server = parseSourceLine(line);
      if (server) found.push(server);
      else if (/^\s*(?:npm:|github:)/.test(line)) {
        const args = { line: index + 1, text: formatPrintable(line, 100) };
        report.failures.push(`${file}: ${formatIssue({ code: "line-not-understood", args })}`);
      }
    }
    return undefined;
  },

  async monorepo({ dataDir, limit, stage, found, withdrawn, servers }) {
    const monorepos = await findMonorepoServers(dataDir, servers);
    found.push(...monorepos.found.slice(0, limit));
    withdrawn.push(...monorepos.withdrawn);
    stage.advance(`${found.length} in repositories of several servers`);
    return undefined;
  },
};
