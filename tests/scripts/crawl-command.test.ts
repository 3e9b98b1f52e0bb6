/** `npm run crawl` as people run it: what it prints where, how it ends, and what a Ctrl-C or a kill leaves. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeEnv } from "../support/environment.ts";
import type { Loopback } from "../support/loopback.ts";
import { type FakePackage, startNpmServer } from "../support/npm-server.ts";

let folder: string;
let npm: Loopback;
let packages: Record<string, FakePackage>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-command-"));
  packages = { p: makePackage("get_item") };
  npm = await startNpmServer(packages);
});

afterEach(async () => {
  await npm.close();
  await rm(folder, { recursive: true, force: true });
});

function makePackage(name: string, description = "Reads an item."): FakePackage {
  const lines = [
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
    'const server = new McpServer({ name: "x", version: "1.0.0" });',
    `server.registerTool(${JSON.stringify(name)}, { description: ${JSON.stringify(description)} }, async () => ({}));`,
  ];
  return { files: { "index.js": lines.join("\n") } };
}

async function start(sources: unknown, ...args: string[]) {
  await writeFile(join(folder, "sources.json"), JSON.stringify(sources));
  const command = [resolve("scripts/crawl.ts"), "--sources", "sources.json", "--out", "out", ...args];
  const env = makeEnv(folder, {
    npm_config_registry: npm.url,
    npm_config_fetch_retries: "0",
    GITHUB_API_URL: "http://127.0.0.1:9",
  });
  const child = spawn(process.execPath, command, { cwd: folder, env });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, ...output })),
  );
  return { child, ended };
}

async function run(sources: unknown, ...args: string[]) {
  return (await start(sources, ...args)).ended;
}

const listData = () => readdir(join(folder, "out", "servers")).catch((): string[] => []);

/** What the crawl has noted so far of the servers that are done. */
async function readJournal(): Promise<string> {
  const files = await readdir(join(folder, ".cache/crawl")).catch((): string[] => []);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, ".cache/crawl", file), "utf8")));
  return texts.join("");
}

describe("npm run crawl", () => {
  it("prints the report alone to standard output, and says what it does on the other one", async () => {
    const { code, stdout, stderr } = await run(["npm:p"], "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ totals: { servers: 1, tools: 1, new: 1 }, interrupted: false });
    expect(stderr).toContain("1 servers, 1 tools");
    const server = JSON.parse(await readFile(join(folder, "out/servers/p/server.json"), "utf8"));
    expect(server.tools).toMatchObject([{ name: "get_item", description: "Reads an item.", source: { line: 3 } }]);
    expect(JSON.stringify(server)).not.toContain(folder);
    expect(JSON.stringify(server)).not.toContain("127.0.0.1");
  });

  it("exits with 1 where a server has no data, and has the others", async () => {
    const { code, stderr } = await run(["npm:nothing", "npm:p", "github:o/r"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the npm registry has no package nothing");
    expect(stderr).toContain("GitHub cannot be reached");
    expect(await listData()).toEqual(["p"]);
  });

  it("leaves what is listed no longer where it is, and says what removes it", async () => {
    await run(["npm:p"]);
    const { code, stderr } = await run([]);
    expect(code).toBe(0);
    expect(stderr).toContain('in no list of this crawl: p. "npm run prune" removes');
    expect(await listData()).toEqual(["p"]);
  });

  it("lets no control character of others reach the terminal", async () => {
    packages.p = { tarball: Buffer.from("x"), version: "1.0.0\u001b[2J" };
    const { stdout, stderr } = await run(["npm:p", "npm:\u001b[31mred"], "--json");
    expect(stdout + stderr).not.toContain("\u001b");
  });

  it.each([
    [["--only", "q"], "no source with the slug q"],
    [["--shard", "3/2"], "expected i/n"],
    [["--nonsense"], "nonsense"],
    [["extra"], "not expected"],
  ])("refuses %j in one sentence", async (args, sentence) => {
    const { code, stderr } = await run(["npm:p"], ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
  });

  it("has help", async () => {
    const { code, stdout } = await run([], "--help");
    expect(code).toBe(0);
    for (const option of ["--sources", "--out", "--only", "--json", "--shard"]) expect(stdout).toContain(option);
  });
});

describe("an end before the end", () => {
  const sources = ["npm:p", "npm:slow"];

  it.each([
    ["Ctrl-C", "SIGINT", 130],
    ["a kill", "SIGKILL", null],
  ] as const)("%s keeps what is done, and the next run does the rest only", async (_, signal, code) => {
    packages.slow = { answer: "hang" };
    const { child, ended } = await start(sources);
    await expect.poll(readJournal).toContain('"slug":"p"');
    child.kill(signal);
    expect((await ended).code).toBe(code);
    packages.slow = makePackage("get_slow");
    const { stdout } = await run(sources, "--json");
    expect(JSON.parse(stdout).servers).toMatchObject([
      { slug: "p", state: "unchanged" },
      { slug: "slow", state: "new" },
    ]);
  });
});
