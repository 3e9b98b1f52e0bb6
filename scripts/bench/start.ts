/** `npm start` as a stranger runs it: a fresh clone, an empty npm cache, until the site answers; then once more. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Benchmark } from "../lib/bench/benchmark.ts";

const PORT = 4391;
const LIMIT_MS = 900_000;

const ApiIndex = z.object({ servers: z.int(), tools: z.int() });

interface Start {
  seconds: number;
  servers: number;
  tools: number;
}

/** Runs `npm start` in `folder` until the site answers, reads what it holds, and stops it by its own Ctrl-C. */
async function measureStart(folder: string, cache: string, report: (line: string) => void): Promise<Start> {
  const began = performance.now();
  const { npm_execpath: npm = "npm", npm_node_execpath: node = "node" } = process.env;
  const env = { ...withoutNpm(process.env), npm_config_cache: cache, PORT: String(PORT) };
  const child = spawn(node, [npm, "start"], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split(/[\r\n]+/)) if (line.trim() !== "") report(line);
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  try {
    const counts = await waitForSite(child, began);
    return { seconds: (performance.now() - began) / 1000, ...counts };
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
    await exit;
  }
}

async function waitForSite(child: ChildProcess, began: number): Promise<{ servers: number; tools: number }> {
  while (performance.now() - began < LIMIT_MS) {
    if (child.exitCode !== null) throw new Error(`npm start ended with exit code ${child.exitCode} before it served.`);
    const response = await fetch(`http://127.0.0.1:${PORT}/api/v1/index.json`).catch(() => undefined);
    if (response?.ok) return ApiIndex.parse(await response.json());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`npm start did not serve within ${LIMIT_MS / 1000} s.`);
}

/** The environment without what npm and this project's own Node put there: a stranger has neither. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const path = (env.PATH ?? "").split(":").filter((folder) => !folder.includes("node_modules"));
  const own = Object.entries(env).filter(([key]) => !key.startsWith("npm_") || key.startsWith("npm_config_cafile"));
  return { ...Object.fromEntries(own), PATH: path.join(":") };
}

export const benchmark: Benchmark = {
  name: "start",
  statement: "npm start in a fresh clone with an empty npm cache, until the site answers; then again, nothing changed.",
  long: true,
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), "permitbook-start-"));
    try {
      const clone = join(folder, "clone");
      execFileSync("git", ["clone", "--quiet", "--no-hardlinks", process.cwd(), clone]);
      const cache = join(folder, "npm-cache");
      const first = await measureStart(clone, cache, report);
      const second = await measureStart(clone, cache, report);
      return {
        firstStart: { value: first.seconds, unit: "s", target: { atMost: 300 } },
        secondStart: { value: second.seconds, unit: "s", target: { atMost: 20 } },
        servers: { value: first.servers, unit: "servers", target: { atLeast: 35 } },
        tools: { value: first.tools, unit: "tools", target: { atLeast: 600 } },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
