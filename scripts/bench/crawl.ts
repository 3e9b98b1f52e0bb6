/** A first crawl, and one that is killed, against a simulated GitHub on loopback that answers at once. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Benchmark, Figure } from "../lib/bench/benchmark.ts";
import { simulateCrawl } from "../lib/bench/simulated-crawl.ts";

const FIRST = 1000;
const KILLED = 500;

function measureFirst(): Promise<Record<string, Figure>> {
  return simulateCrawl({ servers: FIRST }, async ({ start }) => {
    const { seconds, cpuSeconds, peakMemoryMb, totals } = await start().measured;
    if (totals["new"] !== FIRST) throw new Error(`${totals["new"]} of ${FIRST} servers have data`);
    return {
      firstServersPerSecond: { value: FIRST / seconds, unit: "servers/s", target: { atLeast: 20 } },
      // Of all threads; two cores have 2000 ms of it a second.
      firstCpuPerServer: { value: (cpuSeconds / FIRST) * 1000, unit: "ms", target: { atMost: 80 } },
      firstCoresUsed: { value: cpuSeconds / seconds, unit: "cores" },
      firstPeakMemory: { value: peakMemoryMb, unit: "MB" },
    };
  });
}

/** Kills a crawl half-way, without mercy, and lets the next one go on. */
function measureResume(): Promise<Record<string, Figure>> {
  return simulateCrawl({ servers: KILLED }, async ({ start, dataDir, fetchStats }) => {
    const { child, measured } = start();
    const count = async () => (await readdir(join(dataDir, "servers")).catch(() => [])).length;
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    measured.then(end, end);
    while (!isOver && (await count()) < KILLED / 2) await sleep(20);
    if (isOver) {
      await measured;
      throw new Error("the crawl had ended before it could be killed");
    }
    child.kill("SIGKILL");
    await measured.catch(() => {});
    const { totals } = await start().measured;
    const { repeated = 0, repositories = 0 } = await fetchStats();
    if (repositories !== KILLED || totals["failed"] !== 0)
      throw new Error("servers are missing after the second crawl");
    // Those that were in flight.
    return { resumeRepeatedDownloads: { value: repeated, unit: "servers", target: { atMost: 8 } } };
  });
}

export const benchmark: Benchmark = {
  name: "crawl",
  statement: `a first crawl of ${FIRST} servers of mixed sizes, and one of ${KILLED} that is killed half-way`,
  long: true,
  async run(report) {
    report("a first crawl");
    const first = await measureFirst();
    report("a crawl that is killed");
    return { ...first, ...(await measureResume()) };
  },
};
