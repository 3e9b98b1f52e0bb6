/** What is found in the npm packages of the shipped sources, as they are published today: tools, package by package. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identify } from "../../src/core/sources.ts";
import type { Benchmark, Figure } from "../lib/bench/benchmark.ts";
import { crawl } from "../lib/crawl/crawl.ts";
import { loadSources } from "../lib/crawl/sources.ts";

const SOURCES = "data/sources.json";

/** The sources without their repositories, so that each is read from its package. */
async function listPackages(): Promise<{ slug: string; package: string }[]> {
  const { sources } = await loadSources({ sourcesFile: SOURCES });
  return sources.flatMap(({ slug, candidates }) => {
    const place = candidates.find(({ kind }) => kind === "npm");
    return place ? [{ slug, package: identify(place) }] : [];
  });
}

export const benchmark: Benchmark = {
  name: "packages",
  statement: `the npm packages of ${SOURCES}, downloaded and read: tools found in each, and the processor time of all`,
  long: true,
  async run(report) {
    const folder = await mkdtemp(join(tmpdir(), "permitbook-packages-"));
    try {
      const packages = await listPackages();
      const sourcesFile = join(folder, "sources.json");
      await writeFile(sourcesFile, JSON.stringify({ sources: packages }));
      const before = process.cpuUsage();
      const { servers } = await crawl({ sourcesFile, dataDir: join(folder, "data"), stateFile: join(folder, "state") });
      const { user, system } = process.cpuUsage(before);
      for (const { slug, reasons } of servers) for (const reason of reasons) report(`${slug}: ${reason}`);
      const found = new Map(servers.map(({ slug, tools }) => [slug, tools]));
      const figures: Record<string, Figure> = Object.fromEntries(
        packages.map(({ slug, package: spec }) => [spec, { value: found.get(slug) ?? 0, unit: "tools" }]),
      );
      return { ...figures, cpuTime: { value: (user + system) / 1e6, unit: "s" } };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
