/** One server of as many tools as the largest that exists has: no page of it is heavier than any other may be. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark } from "../lib/bench/benchmark.ts";
import { buildSite } from "../lib/site/build.ts";
import { weighPages } from "../lib/site/page-weight.ts";
import { writeSyntheticCatalogue } from "../lib/synthetic-data.ts";

const SIZE = { servers: 1, toolsPerServer: 2100 };

export const benchmark: Benchmark = {
  name: "site-server",
  statement: "The site of one server with 2,100 synthetic tools: the heaviest page before anything is done there.",
  long: true,
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), "permitbook-site-"));
    try {
      const dataDir = join(folder, "data");
      await writeSyntheticCatalogue(dataDir, SIZE);
      const outDir = join(folder, "dist");
      await buildSite({ dataDir, outDir, force: true });
      const weights = weighPages(outDir).sort((a, b) => b.bytes - a.bytes);
      for (const { page, bytes } of weights.slice(0, 3)) report(`${page}: ${(bytes / 1000).toFixed(1)} KB`);
      return {
        pages: { value: weights.length, unit: "pages" },
        heaviest: { value: (weights[0]?.bytes ?? 0) / 1000, unit: "KB with fonts", target: { atMost: 60 } },
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
