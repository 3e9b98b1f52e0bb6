/**
 * How memory grows with the length of the list: first crawls of servers with one tool, by the code that crawls all
 * others. What a single server needs does not depend on how many there are, and "crawl" measures it.
 */
import type { Benchmark } from "../lib/bench/benchmark.ts";
import { simulateCrawl } from "../lib/bench/simulated-crawl.ts";

const [FEW, MANY] = [5000, Number(process.env["PERMITBOOK_BENCH_SERVERS"] ?? 43_000)];

export const benchmark: Benchmark = {
  name: "crawl-memory",
  statement: `peak memory of first crawls of ${FEW} and of ${MANY} tiny servers`,
  long: true,
  async run(report) {
    const crawl = (servers: number) => {
      report(`a first crawl of ${servers} servers`);
      return simulateCrawl({ servers, mix: "tiny", checkpoint: FEW }, async ({ start }) => {
        const measured = await start().measured;
        if (measured.totals["new"] !== servers) throw new Error(`${measured.totals["new"]} of ${servers} have data`);
        return measured;
      });
    };
    const few = await crawl(FEW);
    const many = await crawl(MANY);
    const atFew = many.checkpointMemoryMb ?? Number.NaN;
    return {
      memoryOfFew: { value: few.peakMemoryMb, unit: "MB" },
      memoryOfMany: { value: many.peakMemoryMb, unit: "MB", target: { atMost: 1024 } },
      memoryGrowth: { value: many.peakMemoryMb - few.peakMemoryMb, unit: "MB", target: { atMost: 200 } },
      // Of the same run, from the moment when as many servers were done as the short one has.
      memoryGrowthWithin: { value: many.peakMemoryMb - atFew, unit: "MB", target: { atMost: 200 } },
      tinyCpuPerServer: { value: (many.cpuSeconds / MANY) * 1000, unit: "ms" },
    };
  },
};
