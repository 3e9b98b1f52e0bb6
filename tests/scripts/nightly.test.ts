/** The nightly pipeline as the workflow runs it, in repositories of their own, against registries on loopback. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { formatDataFile } from "../../src/core/canonical.ts";
import { makeEnv } from "../support/environment.ts";
import { git } from "../support/git.ts";
import type { Loopback } from "../support/loopback.ts";
import { type FakePackage, startNpmServer } from "../support/npm-server.ts";
import { type FakeRegistry, makeEntry, startRegistryServer } from "../support/registry-server.ts";
import { TOKEN } from "../support/secret.ts";

const execute = promisify(execFile);
const SCRIPT = resolve("scripts/nightly.ts");

let folder: string;
let npm: Loopback;
let registry: Loopback;
let packages: Record<string, FakePackage>;
let listing: FakeRegistry;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-nightly-"));
  packages = { "listed-mcp": makePackage("get_listed"), "found-mcp": makePackage("get_found") };
  const found = { packages: [{ registryType: "npm", identifier: "found-mcp" }] };
  listing = { entries: [makeEntry("x/found", found)] };
  [npm, registry] = await Promise.all([startNpmServer(packages), startRegistryServer(listing)]);
  git(folder, "init", "-q", "--bare", "remote.git");
  await makeClone("one");
});

afterEach(async () => {
  await Promise.all([npm.close(), registry.close()]);
  await rm(folder, { recursive: true, force: true });
});

function makePackage(...tools: string[]): FakePackage {
  const calls = tools.map(
    (name) => `server.registerTool("${name}", { description: "Reads ${name}." }, async () => ({}));`,
  );
  const lines = [
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
    'const server = new McpServer({ name: "x", version: "1.0.0" });',
    ...calls,
  ];
  return { files: { "index.js": lines.join("\n") } };
}

/** Code without a data branch, as a fork has it on its first night. */
async function makeClone(name: string): Promise<string> {
  const clone = join(folder, name);
  await mkdir(join(clone, "data"), { recursive: true });
  await writeFile(join(clone, "data/sources.json"), formatDataFile({ sources: ["npm:listed-mcp"] }));
  git(clone, "init", "-q");
  git(clone, "add", ".");
  git(clone, "commit", "-qm", "code");
  git(clone, "remote", "add", "origin", join(folder, "remote.git"));
  return clone;
}

function run(clone: string, ...args: string[]) {
  const env = makeEnv(folder, {
    npm_config_registry: npm.url,
    npm_config_fetch_retries: "0",
    MCP_REGISTRY_URL: registry.url,
    GITHUB_API_URL: "http://127.0.0.1:9",
    GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  });
  return execute(process.execPath, [SCRIPT, ...args], { cwd: join(folder, clone), env });
}

function listPublished(): string[] {
  return git(join(folder, "remote.git"), "ls-tree", "-r", "--name-only", "data").split("\n");
}

it("makes the data branch, and the next night records what changed", async () => {
  await run("one", "all", "--push", "--date", "2026-01-01");
  expect(listPublished()).toEqual([
    "discovered/servers.json",
    "servers/found-mcp/risks.json",
    "servers/found-mcp/server.json",
    "servers/listed-mcp/risks.json",
    "servers/listed-mcp/server.json",
  ]);

  packages["found-mcp"] = { version: "2.0.0", ...makePackage("get_found", "delete_found") };
  await makeClone("two");
  await run("two", "all", "--push", "--date", "2026-01-02");
  const changes = JSON.parse(git(join(folder, "remote.git"), "show", "data:changes/2026-01-02.json"));
  expect(changes.servers).toMatchObject([{ slug: "found-mcp", tools: [{ kind: "added", tool: "delete_found" }] }]);
  expect(await readFile(join(folder, "summary.md"), "utf8")).toContain("1 tools added");

  const before = git(join(folder, "remote.git"), "rev-parse", "data");
  await makeClone("three");
  await run("three", "all", "--push", "--date", "2026-01-03");
  expect(git(join(folder, "remote.git"), "rev-parse", "data")).toBe(before);
});

it("does not take a remote that gives no answer for one without the branch", async () => {
  await run("one", "all", "--push");
  const clone = await makeClone("two");
  git(clone, "remote", "set-url", "origin", join(folder, "nowhere.git"));
  const failed = run("two", "all").then(
    () => ({ code: 0, stderr: "" }),
    (error: { code: number; stderr: string }) => error,
  );
  const { code, stderr } = await failed;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The branch "data" cannot be looked for in origin: .*nowhere\.git/);
  expect(await readdir(clone)).not.toContain(".cache");
});

it("gives the same catalogue in parts as in one run", async () => {
  await run("one", "all", "--push", "--date", "2026-01-01");
  const whole = git(join(folder, "remote.git"), "rev-parse", "data^{tree}");
  git(join(folder, "remote.git"), "branch", "-D", "data");

  const parts = [join(folder, "found.tar.gz"), join(folder, "1.tar.gz"), join(folder, "2.tar.gz")] as const;
  for (const clone of ["a", "b", "c"]) await makeClone(clone);
  await run("a", "discover", "--pack", parts[0]);
  await run("a", "crawl", "--shard", "1/2", "--part", parts[0], "--pack", parts[1]);
  await run("b", "crawl", "--shard", "2/2", "--part", parts[0], "--pack", parts[2]);
  await run("c", "publish", "--push", "--date", "2026-01-01", ...parts.flatMap((part) => ["--part", part]));
  expect(git(join(folder, "remote.git"), "rev-parse", "data^{tree}")).toBe(whole);
});

it("masks what looks like a secret, names it, and publishes the rest", async () => {
  packages["listed-mcp"] = makePackage("get_listed", TOKEN);
  const { stderr } = await run("one", "all", "--push");
  expect(stderr).toContain("listed-mcp: what looks like a secret (github) was masked in ***");
  expect(await readFile(join(folder, "summary.md"), "utf8")).toContain("listed-mcp: what looks like a secret");
  expect(listPublished()).toContain("servers/found-mcp/server.json");
  const published = git(join(folder, "remote.git"), "show", "data:servers/listed-mcp/server.json");
  expect(published).toContain("Reads ***.");
  expect(published + stderr).not.toContain(TOKEN);
});

it("holds back a server whose files are broken, keeps its last good state, and removes what is listed no longer", async () => {
  await run("one", "all", "--push");
  const before = git(join(folder, "remote.git"), "show", "data:servers/listed-mcp/server.json");
  const clone = await makeClone("two");
  await run("two", "discover");
  const catalogue = join(clone, ".cache/catalogue/servers");
  await writeFile(join(catalogue, "listed-mcp/server.json"), before.replace('"slug": "listed-mcp"', '"slug": "other"'));
  await mkdir(join(catalogue, "never-published"));
  await mkdir(join(catalogue, "removed"));
  await writeFile(join(catalogue, "removed/server.json"), before);
  const { stderr } = await run("two", "publish", "--push");
  expect(stderr).toContain("removed, since no list names them: never-published, removed");
  expect(stderr).toContain("held back, since something is wrong with their files: listed-mcp");
  expect(git(join(folder, "remote.git"), "show", "data:servers/listed-mcp/server.json")).toBe(before);
  expect(listPublished().filter((path) => path.endsWith("server.json"))).toHaveLength(2);
});

it("publishes nothing where no single server is at fault", async () => {
  const clone = await makeClone("two");
  await run("two", "discover");
  await writeFile(join(clone, ".cache/catalogue/discovered/servers.json"), "{");
  const { stderr } = await run("two", "publish", "--push").catch((error: { stderr: string }) => error);
  expect(stderr).toContain("not published");
  expect(() => git(join(folder, "remote.git"), "rev-parse", "--verify", "data")).toThrow();
});
