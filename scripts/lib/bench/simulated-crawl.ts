/** A crawl in a process of its own against a simulated GitHub in another one, for benchmarks. */
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MeasuredCrawl } from "./measured-crawl.ts";
import { SIMULATED_OWNER } from "./simulated-github.ts";
import type { SimulatedMix } from "./simulated-source.ts";

export interface SimulatedCrawl {
  dataDir: string;
  stateFile: string;
  /** `github:<owner>/<name>`, one for each server. */
  sources: string[];
  start(): { child: ChildProcess; measured: Promise<MeasuredCrawl> };
  fetchStats(): Promise<Record<string, number>>;
  /** Moves one in `share` repositories to another commit. */
  change(share: number): Promise<unknown>;
}

interface SimulationOptions {
  servers: number;
  mix?: SimulatedMix;
  /** The crawl tells its memory also at the moment when so many servers are done. */
  checkpoint?: number;
}

/** Everything that was started and written is gone afterwards; a bench that is killed leaves only files. */
export async function simulateCrawl<Value>(
  { servers, mix = "mixed", checkpoint }: SimulationOptions,
  run: (simulated: SimulatedCrawl) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-bench-crawl-"));
  const github = start("scripts/lib/bench/simulated-github.ts", [String(servers), mix]);
  try {
    const port = await new Promise<string>((resolve) =>
      github.stdout?.once("data", (text) => resolve(String(text).trim())),
    );
    const url = `http://127.0.0.1:${port}`;
    const get = async (path: string) => (await fetch(url + path)).json();
    const sources = Array.from({ length: servers }, (_, index) => `github:${SIMULATED_OWNER}/r${index}`);
    const [sourcesFile, dataDir] = [join(folder, "sources.json"), join(folder, "data")];
    const stateFile = join(folder, "state.jsonl");
    await writeFile(sourcesFile, JSON.stringify(sources));
    const args = [sourcesFile, dataDir, stateFile, ...(checkpoint === undefined ? [] : [String(checkpoint)])];
    return await run({
      dataDir,
      stateFile,
      sources,
      start: () => startMeasured(args, { ...process.env, GITHUB_API_URL: url, GITHUB_TOKEN: "simulated" }),
      fetchStats: () => get("/_stats"),
      change: (share) => get(`/_change?share=${share}`),
    });
  } finally {
    github.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A program of ours; its channel to us closes when we end, and so does it. */
function start(program: string, args: string[], env = process.env): ChildProcess {
  return fork(program, args, { env, stdio: ["ignore", "pipe", "inherit", "ipc"] });
}

function startMeasured(args: string[], env: NodeJS.ProcessEnv): ReturnType<SimulatedCrawl["start"]> {
  const child = start("scripts/lib/bench/measured-crawl.ts", args, env);
  let output = "";
  child.stdout?.on("data", (text) => {
    output += text;
  });
  const measured = new Promise<MeasuredCrawl>((resolve, reject) => {
    child.once("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`exit code ${code}`))));
  });
  return { child, measured };
}
