/** Two states of the catalogue, from folders or from the history of git; of git only what differs is read. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import type { ServerState } from "../../../src/core/changes.ts";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { Server } from "../../../src/core/schema/server.ts";
import { Slug } from "../../../src/core/schema/slug.ts";
import { Risks } from "../../../src/core/schema/verdict.ts";
import { UsageError } from "../command.ts";
import { parseDataText } from "../data-file.ts";
import { listServerSlugs, loadRisks, loadServer } from "../store.ts";

const run = promisify(execFile);

export interface StatePair {
  /** Of servers that may differ. */
  slugs: Slug[];
  /** When the later state was recorded. */
  at?: string;
  loadBefore(slug: Slug): Promise<ServerState | undefined>;
  loadAfter(slug: Slug): Promise<ServerState | undefined>;
}

export interface StateNames {
  /** A data folder, or a revision of git. */
  before: string;
  after: string;
  /** Where the data lies inside a revision; `.` for the top. */
  dataDir: string;
  /** A folder of the repository that revisions are of; the working folder without it. */
  repository?: string;
}

/** Throws `UsageError` where one of the two is neither a folder nor a revision. */
export async function openStates({ before, after, dataDir, repository = "." }: StateNames): Promise<StatePair> {
  const git = (...args: string[]) => runGit(repository, args);
  const servers = dataDir === "." ? "servers" : `${dataDir}/servers`;
  const [first, second] = await Promise.all([openState(before, servers, git), openState(after, servers, git)]);
  const isOneHistory = first.revision !== undefined && second.revision !== undefined;
  const slugs = isOneHistory
    ? readSlugs(
        await git("diff", "--name-only", "--no-renames", first.revision ?? "", second.revision ?? "", "--", servers),
      )
    : [...new Set([...(await first.list()), ...(await second.list())])].sort(compareCodePoints);
  return { slugs, ...(second.at && { at: second.at }), loadBefore: first.load, loadAfter: second.load };
}

interface State {
  revision?: string;
  at?: string;
  list(): Promise<Slug[]>;
  load(slug: Slug): Promise<ServerState | undefined>;
}

type Git = (...args: string[]) => Promise<string>;

async function openState(name: string, servers: string, git: Git): Promise<State> {
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
  const found = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`).catch(
    (): never => {
      throw new UsageError(`${name} is neither a data folder nor a revision of this repository.`);
    },
  );
  const revision = found.trim();
  const at = (await git("show", "-s", "--format=%cI", revision)).trim();
  return {
    revision,
    at,
    list: async () => readSlugs(await git("ls-tree", "-r", "--name-only", revision, "--", servers)),
    load: async (slug) => {
      // A revision that has no such file is an answer; git tells it by failing.
      const show = (file: string) =>
        git("cat-file", "blob", `${revision}:./${servers}/${slug}/${file}`).catch(() => undefined);
      const [server, risks] = [await show("server.json"), await show("risks.json")];
      if (server === undefined) return undefined;
      return {
        server: parseDataText(server, Server, `${revision}:${slug}/server.json`),
        risks: risks === undefined ? undefined : parseDataText(risks, Risks, `${revision}:${slug}/risks.json`),
      };
    },
  };
}

function readSlugs(paths: string): Slug[] {
  const slugs = paths.split("\n").flatMap((path) => /(?:^|\/)servers\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(slugs)].filter((slug) => Slug.safeParse(slug).success).sort(compareCodePoints);
}

async function runGit(repository: string, args: string[]): Promise<string> {
  const { stdout } = await run("git", ["-C", repository, ...args], { maxBuffer: 256 * 2 ** 20 });
  return stdout;
}
