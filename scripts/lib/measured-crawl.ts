/**
 * Crawls and prints, as one line of JSON, what that cost: `node scripts/lib/measured-crawl.ts SOURCES DATA STATE`. A
 * program of its own, so that nothing but the crawl is measured.
 */
import { crawl } from "./crawl.ts";

export interface MeasuredCrawl {
  seconds: number;
  /** Of all threads. */
  cpuSeconds: number;
  peakMemoryMb: number;
  totals: Record<string, number>;
}

if (import.meta.main) {
  const [sourcesFile = "", dataDir = "", stateFile = ""] = process.argv.slice(2);
  const began = performance.now();
  const { totals } = await crawl({ sourcesFile, dataDir, stateFile });
  const { user, system } = process.cpuUsage();
  const measured: MeasuredCrawl = {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
    totals,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
