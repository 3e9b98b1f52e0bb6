/** The crawl at the size of the whole ecosystem, against a simulated GitHub on loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatDataFile } from "../../src/core/canonical.ts";
import { Server } from "../../src/core/schema/server.ts";
import { parseSources } from "../../src/core/sources.ts";
import type { Benchmark, Figure } from "../lib/benchmark.ts";
import { computeCodeVersion } from "../lib/code-version.ts";
import { hashSource } from "../lib/crawl-server.ts";
import { createExtractor } from "../lib/extractor.ts";
import { sha256 } from "../lib/hash.ts";
import type { MeasuredCrawl } from "../lib/measured-crawl.ts";
import { readServerFacts } from "../lib/server-facts.ts";
import { computeServerRecord } from "../lib/server-record.ts";
import { commitOf, makeSource, SIMULATED_OWNER } from "../lib/simulated-github.ts";

/** The public ecosystem, and the part of it that changes in a night. */
const SERVERS = Number(process.env["PERMITBOOK_BENCH_SERVERS"] ?? 43_000);
const CHANGED_SHARE = 100;
/** First crawls of these sizes: how memory grows from one to the other says how it grows on. */
const [FEW, MANY] = [500, 2000];

interface Simulation {
  env: NodeJS.ProcessEnv;
  fetchStats(): Promise<Record<string, number>>;
  change(share: number): Promise<unknown>;
  stop(): void;
}

async function startSimulation(count: number): Promise<Simulation> {
  const child = spawn(process.execPath, ["scripts/lib/simulated-github.ts", String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(String(text).trim())),
  );
  const url = `http://127.0.0.1:${port}`;
  const get = async (path: string) => (await fetch(url + path)).json();
  return {
    env: { ...process.env, GITHUB_API_URL: url, GITHUB_TOKEN: "simulated" },
    fetchStats: () => get("/_stats"),
    change: (share) => get(`/_change?share=${share}`),
    stop: () => child.kill(),
  };
}

interface Workplace {
  folder: string;
  sourcesFile: string;
  dataDir: string;
  stateFile: string;
}

async function makeWorkplace(count: number): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-bench-crawl-"));
  const sourcesFile = join(folder, "sources.json");
  const sources = Array.from({ length: count }, (_, index) => `github:${SIMULATED_OWNER}/r${index}`);
  await writeFile(sourcesFile, JSON.stringify(sources));
  return { folder, sourcesFile, dataDir: join(folder, "data"), stateFile: join(folder, "state.jsonl") };
}

function startCrawl({ env }: Simulation, { sourcesFile, dataDir, stateFile }: Workplace) {
  const child: ChildProcess = spawn(
    process.execPath,
    ["scripts/lib/measured-crawl.ts", sourcesFile, dataDir, stateFile],
    { env, stdio: ["ignore", "pipe", "inherit"] },
  );
  let output = "";
  child.stdout?.on("data", (text) => {
    output += text;
  });
  const measured = new Promise<MeasuredCrawl>((resolve, reject) => {
    child.once("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`exit code ${code}`))));
  });
  return { child, measured };
}

/** A catalogue as a crawl of generation 0 leaves it, without crawling: the same records, written at once. */
async function seedCatalogue({ sourcesFile, dataDir, stateFile }: Workplace, count: number): Promise<void> {
  const extractor = await createExtractor({ workers: 1 });
  const files = new Map(Object.entries(makeSource(0)));
  const extraction = await extractor.extract(files);
  await extractor.close();
  const code = await computeCodeVersion();
  const { sources } = parseSources(Array.from({ length: count }, (_, index) => `github:${SIMULATED_OWNER}/r${index}`));
  const facts = readServerFacts(files);
  let lines: string[] = [];
  for (const [index, source] of sources.entries()) {
    const from = `github:${SIMULATED_OWNER}/r${index}@${commitOf(index, 0)}`;
    const server = computeServerRecord({ source, from, facts, packages: [], extraction, issues: [] });
    const text = formatDataFile(Server.parse(server));
    await mkdir(join(dataDir, "servers", source.slug), { recursive: true });
    await writeFile(join(dataDir, "servers", source.slug, "server.json"), text);
    const seen = { slug: source.slug, source: hashSource(source), code, used: from, passed: [] };
    lines.push(JSON.stringify({ ...seen, record: sha256(text), from, tools: server.tools.length }));
    if (lines.length === 1000 || index === sources.length - 1) {
      await appendFile(stateFile, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
  await writeFile(sourcesFile, JSON.stringify(sources.map((_, index) => `github:${SIMULATED_OWNER}/r${index}`)));
}

async function measureNight(report: (line: string) => void): Promise<Record<string, Figure>> {
  const [simulation, workplace] = await Promise.all([startSimulation(SERVERS), makeWorkplace(SERVERS)]);
  try {
    report(`seeding a catalogue of ${SERVERS} servers`);
    await seedCatalogue(workplace, SERVERS);
    await simulation.change(CHANGED_SHARE);
    const changed = Math.ceil(SERVERS / CHANGED_SHARE);
    report(`a night in which ${changed} servers changed`);
    const { seconds, cpuSeconds, peakMemoryMb, totals } = await startCrawl(simulation, workplace).measured;
    const { graphql = 0, rest = 0, tarball = 0 } = await simulation.fetchStats();
    if (totals["changed"] !== changed) throw new Error(`${totals["changed"]} servers were rewritten, not ${changed}`);
    const most = (limit: number) => ({ atMost: Math.ceil(limit) });
    return {
      nightServers: { value: SERVERS, unit: "servers" },
      nightGraphqlRequests: { value: graphql, unit: "requests", target: most(SERVERS / 100) },
      nightDownloads: { value: tarball, unit: "downloads", target: most(changed * 1.02) },
      // One of them only finds out whether GitHub can be reached.
      nightOtherRequests: { value: rest, unit: "requests" },
      nightPeakMemory: { value: peakMemoryMb, unit: "MB", target: { atMost: 1024 } },
      nightCpu: { value: cpuSeconds, unit: "s", target: { atMost: 600 } },
      nightTime: { value: seconds, unit: "s" },
    };
  } finally {
    simulation.stop();
    await rm(workplace.folder, { recursive: true, force: true });
  }
}

async function measureFirstCrawl(count: number, report: (line: string) => void): Promise<MeasuredCrawl> {
  const [simulation, workplace] = await Promise.all([startSimulation(count), makeWorkplace(count)]);
  try {
    report(`a first crawl of ${count} servers`);
    const measured = await startCrawl(simulation, workplace).measured;
    if (measured.totals["new"] !== count) throw new Error(`${measured.totals["new"]} of ${count} servers have data`);
    return measured;
  } finally {
    simulation.stop();
    await rm(workplace.folder, { recursive: true, force: true });
  }
}

/** Kills a crawl half-way, without mercy, and lets the next one go on. */
async function measureResume(report: (line: string) => void): Promise<Record<string, Figure>> {
  const [simulation, workplace] = await Promise.all([startSimulation(FEW), makeWorkplace(FEW)]);
  try {
    report(`a crawl of ${FEW} servers that is killed half-way`);
    const { child, measured } = startCrawl(simulation, workplace);
    const servers = join(workplace.dataDir, "servers");
    while ((await readdir(servers).catch(() => [])).length < FEW / 2)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    await measured.catch(() => {});
    const { totals } = await startCrawl(simulation, workplace).measured;
    const { repeated = 0, repositories = 0 } = await simulation.fetchStats();
    if (repositories !== FEW || totals["failed"] !== 0) throw new Error("servers are missing after the second crawl");
    return {
      resumeRepeatedDownloads: { value: repeated, unit: "servers", target: { atMost: 8 } },
    };
  } finally {
    simulation.stop();
    await rm(workplace.folder, { recursive: true, force: true });
  }
}

export const benchmark: Benchmark = {
  name: "crawl",
  statement: `a first crawl, a killed one, and a night of ${SERVERS} servers with 1 % changed, on a simulated GitHub`,
  long: true,
  async run(report) {
    const few = await measureFirstCrawl(FEW, report);
    const many = await measureFirstCrawl(MANY, report);
    return {
      firstServersPerSecond: { value: MANY / many.seconds, unit: "servers/s", target: { atLeast: 20 } },
      // Of all threads; two cores have 2000 ms of it a second.
      firstCpuPerServer: { value: (many.cpuSeconds / MANY) * 1000, unit: "ms", target: { atMost: 100 } },
      firstPeakMemory: { value: many.peakMemoryMb, unit: "MB" },
      firstMemoryGrowth: { value: many.peakMemoryMb - few.peakMemoryMb, unit: "MB", target: { atMost: 200 } },
      ...(await measureResume(report)),
      ...(await measureNight(report)),
    };
  },
};
