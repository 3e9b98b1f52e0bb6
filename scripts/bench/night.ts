/** A night at the size of the whole ecosystem, of which one in a hundred has changed, on a simulated GitHub. */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatDataFile } from "../../src/core/canonical.ts";
import { Server } from "../../src/core/schema/server.ts";
import { parseSources } from "../../src/core/sources.ts";
import type { Benchmark } from "../lib/bench/benchmark.ts";
import { type SimulatedCrawl, simulateCrawl } from "../lib/bench/simulated-crawl.ts";
import { commitOf, isChanged, SIMULATED_OWNER } from "../lib/bench/simulated-github.ts";
import { makeSource } from "../lib/bench/simulated-source.ts";
import { computeCodeVersion } from "../lib/crawl/code-version.ts";
import { hashSource } from "../lib/crawl/crawl-server.ts";
import { readServerFacts } from "../lib/crawl/server-facts.ts";
import { computeServerRecord } from "../lib/crawl/server-record.ts";
import { createExtractor } from "../lib/extract/extractor.ts";
import { sha256 } from "../lib/hash.ts";

const SERVERS = Number(process.env["PERMITBOOK_BENCH_SERVERS"] ?? 43_000);
const CHANGED_SHARE = 100;
/** A small one: what a record holds does not matter here. */
const SEED_VARIANT = 4;

/** A catalogue as a crawl leaves it, without crawling: the records of one server, under the names of all. */
async function seedCatalogue({ dataDir, stateFile, sources: list }: SimulatedCrawl): Promise<void> {
  const extractor = await createExtractor({ workers: 1 });
  const files = new Map(Object.entries(makeSource(SEED_VARIANT, "mixed")));
  const extraction = await extractor.extract(files);
  await extractor.close();
  const code = await computeCodeVersion();
  const { sources } = parseSources(list);
  const facts = readServerFacts(files);
  let lines: string[] = [];
  for (const [index, source] of sources.entries()) {
    const from = `github:${SIMULATED_OWNER}/r${index}@${commitOf(index, 0)}`;
    const server = computeServerRecord({ source, from, facts, packages: [], extraction, issues: [] });
    const text = formatDataFile(Server.parse(server));
    await mkdir(join(dataDir, "servers", source.slug), { recursive: true });
    await writeFile(join(dataDir, "servers", source.slug, "server.json"), text);
    const seen = { slug: source.slug, source: hashSource(source, new Map()), code, used: from, passed: [] };
    lines.push(JSON.stringify({ ...seen, record: sha256(text), from, tools: server.tools.length }));
    if (lines.length === 1000 || index === sources.length - 1) {
      await appendFile(stateFile, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
}

export const benchmark: Benchmark = {
  name: "night",
  statement: `a night of ${SERVERS} servers, one in ${CHANGED_SHARE} of them changed`,
  long: true,
  run: (report) =>
    simulateCrawl({ servers: SERVERS }, async (simulated) => {
      report(`seeding a catalogue of ${SERVERS} servers`);
      await seedCatalogue(simulated);
      await simulated.change(CHANGED_SHARE);
      const changed = simulated.sources.filter((_, index) => isChanged(index, CHANGED_SHARE)).length;
      report(`a night in which ${changed} servers changed`);
      const { seconds, cpuSeconds, peakMemoryMb, totals } = await simulated.start().measured;
      const { graphql = 0, rest = 0, tarball = 0 } = await simulated.fetchStats();
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
    }),
};
