/** `npm start` as a whole, on a folder of our own: what it prints, what a second run does, and what a failure costs. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTree } from "../support/write-tree.ts";

/** A server with one tool, as its author would write it. */
const TORRENTS = {
  "package.json": JSON.stringify({ name: "torrents", version: "1.0.0", type: "module", bin: "server.js" }),
  "server.js": `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const server = new McpServer({ name: "torrents", version: "1.0.0" });
server.registerTool(
  "pause_torrent",
  { description: "Pauses one torrent.", inputSchema: { torrent: z.string() } },
  async () => ({ content: [] }),
);
`,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-start-test-"));
  await writeTree(join(folder, "torrents"), TORRENTS);
  await writeSources([{ slug: "torrents", folder: `dir:${join(folder, "torrents")}` }]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function writeSources(sources: unknown): Promise<void> {
  return writeFile(join(folder, "sources.json"), typeof sources === "string" ? sources : JSON.stringify({ sources }));
}

function spawnStart(args: string[] = []): ChildProcess & { output: () => string } {
  const data = [
    "--sources",
    join(folder, "sources.json"),
    "--data",
    join(folder, "data"),
    "--out",
    join(folder, "site"),
  ];
  const env = { ...process.env, PORT: "0" };
  const child = spawn(process.execPath, ["scripts/start.ts", ...data, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
  }
  return Object.assign(child, { output: () => text });
}

interface Ended {
  code: number | null;
  output: string;
}

function ended(child: ReturnType<typeof spawnStart>): Promise<Ended> {
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output: child.output() })));
}

/** Starts, waits for what `pattern` describes, hands it to `look`, and stops it by Ctrl-C. */
async function runUntil(
  pattern: RegExp,
  args: string[],
  look: (match: RegExpExecArray) => Promise<void>,
): Promise<Ended> {
  const child = spawnStart(args);
  const end = ended(child);
  try {
    await look(await said(child, pattern));
  } finally {
    child.kill("SIGINT");
  }
  return end;
}

/** Resolves as soon as it is there, so that a Ctrl-C comes before the next stage has ended. */
function said(child: ReturnType<typeof spawnStart>, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const match = pattern.exec(child.output());
      if (match) resolve(match);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", look);
    child.once("close", () => reject(new Error(`It ended before it printed ${pattern}:\n${child.output()}`)));
  });
}

const SERVED = /^look\s+(http:\S+)$/m;

// One story: each step goes on from the data that the one before has left.
describe("npm start", { shuffle: false }, () => {
  it("crawls, classifies, builds and serves, and says what came out", async () => {
    const { code, output } = await runUntil(SERVED, [], async ([, url]) => {
      const page = await fetch(new URL("servers/torrents/pause_torrent/", url));
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("pause_torrent_rate");
      const policy = await fetch(new URL("servers/torrents/policy.json", url));
      expect(await policy.json()).toMatchObject({ version: "1", default: "deny" });
    });
    expect(output).toMatch(/^servers\s+1 of 1 sources have data$/m);
    expect(output).toMatch(/^tools\s+1: 0 read, 0 write, 1 execute, 0 destructive, 0 financial$/m);
    expect(output).toMatch(/^failures\s+none$/m);
    expect(code).toBe(0);
  });

  it("does nothing anew when nothing has changed", async () => {
    const files = ["data/servers/torrents/server.json", "data/servers/torrents/risks.json", "site/index.html"];
    const before = await Promise.all(files.map((file) => stat(join(folder, file))));
    const { output } = await runUntil(SERVED, [], async () => {});
    const after = await Promise.all(files.map((file) => stat(join(folder, file))));
    expect(after.map(({ mtimeMs }) => mtimeMs)).toEqual(before.map(({ mtimeMs }) => mtimeMs));
    expect(output).toContain("0 judged anew");
    expect(output).toContain("nothing had changed");
  });

  it("shows the last good data when a source or the list cannot be read", async () => {
    await writeSources([{ slug: "torrents", folder: `dir:${join(folder, "gone")}` }]);
    const missing = await runUntil(SERVED, [], async () => {});
    expect(missing.output).toMatch(/^failures\s+torrents \(kept\): .*gone/m);
    await writeSources("{ broken");
    const broken = await runUntil(SERVED, [], async () => {});
    expect(broken.output).toMatch(/^failures\s+.*sources\.json is not JSON/m);
    expect(JSON.parse(await readFile(join(folder, "data/servers/torrents/server.json"), "utf8")).tools).toHaveLength(1);
  });

  it("exits with a sentence when there is nothing to show", async () => {
    await writeSources([{ slug: "gone", folder: `dir:${join(folder, "gone")}` }]);
    const { code, output } = await ended(spawnStart(["--data", join(folder, "empty")]));
    expect(code).toBe(1);
    expect(output).toContain("No server has data, so there is nothing to show.");
  });

  it("keeps what is done when it is stopped, and goes on from there", async () => {
    await writeSources([{ slug: "torrents", folder: `dir:${join(folder, "torrents")}` }]);
    const args = ["--data", join(folder, "stopped"), "--out", join(folder, "stopped-site")];
    const stopped = await runUntil(/^classify /m, args, async () => {});
    expect(stopped.code).toBe(130);
    expect(stopped.output).toContain("Stopped.");
    const { output } = await runUntil(SERVED, args, async () => {});
    expect(output).toContain("1 unchanged");
  });
});
