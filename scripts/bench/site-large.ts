/** The site at 100,000 synthetic tools beside the one at 10,000: time grows with the pages, memory less. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "../lib/bench/benchmark.ts";
import { buildSite, type SiteBuild } from "../lib/site/build.ts";
import { writeSyntheticCatalogue } from "../lib/synthetic-data.ts";

const SMALL = { servers: 1000, toolsPerServer: 10 };
const LARGE = { servers: 10_000, toolsPerServer: 10 };

export const benchmark: Benchmark = {
  name: "site-large",
  statement: "The site of 100,000 synthetic tools: build, memory, and the time beside that of 10,000.",
  long: true,
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), "permitbook-site-"));
    const build = async (name: string, size: typeof SMALL): Promise<SiteBuild> => {
      const dataDir = join(folder, `${name}-data`);
      await writeSyntheticCatalogue(dataDir, size);
      const built = await buildSite({ dataDir, outDir: join(folder, name), force: true });
      report(`${built.pages} pages in ${built.seconds.toFixed(1)} s`);
      return built;
    };
    try {
      const small = await build("small", SMALL);
      const large = await build("large", LARGE);
      return {
        pages: { value: large.pages, unit: "pages" },
        pagesPerSecond: { value: large.pages / large.seconds, unit: "pages/s" },
        peakMemory: { value: (large.peakMemory ?? 0) / 2 ** 20, unit: "MiB", target: { atMost: 1536 } },
        timeOfTenTimes: { value: large.seconds / small.seconds, unit: "times", target: { atMost: 12 } },
        // Says more than time where the machine has other work.
        cpuOfTenTimes: { value: (large.cpuSeconds ?? 0) / (small.cpuSeconds ?? 0), unit: "times" },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
