/**
 * Crawls and prints, as one line of JSON, what that cost: `node scripts/lib/bench/measured-crawl.ts SOURCES DATA STATE
 * [CHECKPOINT]`. A program of its own, so that nothing but the crawl is measured.
 */
import { crawl } from "../crawl/crawl.ts";
import { type Progress, SILENT } from "../progress.ts";
import { endWithParent } from "./end-with-parent.ts";

export interface MeasuredCrawl {
  seconds: number;
  /** Of all threads. */
  cpuSeconds: number;
  peakMemoryMb: number;
  /** The peak until as many servers were done as CHECKPOINT says. */
  checkpointMemoryMb?: number;
  totals: Record<string, number>;
}

if (import.meta.main) {
  endWithParent();
  const [sourcesFile = "", dataDir = "", stateFile = "", checkpoint] = process.argv.slice(2);
  const began = performance.now();
  let checkpointMemoryMb: number | undefined;
  const progress = countServers(Number(checkpoint), () => {
    checkpointMemoryMb = readPeak();
  });
  const { totals } = await crawl({ sourcesFile, dataDir, stateFile, progress });
  const { user, system } = process.cpuUsage();
  const measured: MeasuredCrawl = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMb: readPeak(),
    ...(checkpointMemoryMb !== undefined && { checkpointMemoryMb }),
    totals,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

function readPeak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** Calls back once, when `count` servers are done. */
function countServers(count: number, callback: () => void): Progress {
  return {
    stage(name, total) {
      const stage = SILENT.stage(name, total);
      let done = 0;
      const advance = () => {
        done += 1;
        if (name === "crawl" && done === count) callback();
      };
      return { ...stage, advance };
    },
  };
}
