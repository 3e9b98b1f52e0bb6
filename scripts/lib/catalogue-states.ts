/** Two states of the catalogue, from folders or from the history of git; of git only what differs is read. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { ServerState } from "../../src/core/changes.ts";
import { compareCodePoints } from "../../src/core/compare.ts";
import { Server } from "../../src/core/schema/server.ts";
import { Slug } from "../../src/core/schema/slug.ts";
import { Risks } from "../../src/core/schema/verdict.ts";
import { UsageError } from "./command.ts";
import { parseDataText } from "./data-file.ts";
import { listServerSlugs, loadRisks, loadServer } from "./store.ts";

const run = promisify(execFile);

export interface StatePair {
  /** Of servers that may differ. */
  slugs: Slug[];
  /** When the later state was recorded. */
  at?: string;
  loadBefore(slug: Slug): Promise<ServerState | undefined>;
  loadAfter(slug: Slug): Promise<ServerState | undefined>;
}

/** Throws `UsageError` where one of the two is neither a folder nor a revision. */
export async function openStates(before: string, after: string, dataDir: string): Promise<StatePair> {
  const [first, second] = await Promise.all([openState(before, dataDir), openState(after, dataDir)]);
  const isOneHistory = first.revision !== undefined && second.revision !== undefined;
  const slugs = isOneHistory
    ? await listDifferent(first.revision ?? "", second.revision ?? "", dataDir)
    : [...new Set([...(await first.list()), ...(await second.list())])].sort(compareCodePoints);
  return { slugs, ...(second.at && { at: second.at }), loadBefore: first.load, loadAfter: second.load };
}

interface State {
  revision?: string;
  at?: string;
  list(): Promise<Slug[]>;
  load(slug: Slug): Promise<ServerState | undefined>;
}

async function openState(name: string, dataDir: string): Promise<State> {
  const isFolder = await stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) {
    return {
      list: () => listServerSlugs(name),
      load: async (slug) => {
        const server = await loadServer(name, slug);
        return server && { server, risks: await loadRisks(name, slug) };
      },
    };
  }
  const revision = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]).catch(() => {
    throw new UsageError(`${name} is neither a data folder nor a revision of this repository.`);
  });
  const at = await git(["show", "-s", "--format=%cI", revision]);
  return {
    revision,
    at,
    list: async () => readSlugs(await git(["ls-tree", "-r", "--name-only", revision, "--", `${dataDir}/servers`])),
    load: async (slug) => {
      const server = await showFile(revision, `${dataDir}/servers/${slug}/server.json`);
      const risks = await showFile(revision, `${dataDir}/servers/${slug}/risks.json`);
      if (server === undefined) return undefined;
      return {
        server: parseDataText(server, Server, `${revision}:${slug}/server.json`),
        risks: risks === undefined ? undefined : parseDataText(risks, Risks, `${revision}:${slug}/risks.json`),
      };
    },
  };
}

async function listDifferent(before: string, after: string, dataDir: string): Promise<Slug[]> {
  return readSlugs(await git(["diff", "--name-only", "--no-renames", before, after, "--", `${dataDir}/servers`]));
}

function readSlugs(paths: string): Slug[] {
  const slugs = paths.split("\n").flatMap((path) => /\/servers\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(slugs)].filter((slug) => Slug.safeParse(slug).success).sort(compareCodePoints);
}

/** Absent where the revision has no such file. */
function showFile(revision: string, path: string): Promise<string | undefined> {
  return git(["cat-file", "blob", `${revision}:./${path}`], false).catch(() => undefined);
}

async function git(args: string[], trim = true): Promise<string> {
  const { stdout } = await run("git", args, { maxBuffer: 256 * 2 ** 20 });
  return trim ? stdout.trim() : stdout;
}
