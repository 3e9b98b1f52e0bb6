/** The process that builds a site for `buildSite`. Arguments: the folder to build into, and the site's address. */
import { build } from "astro";
import { describeError } from "./command.ts";
import { shareWork } from "./site-integration.ts";

const [outDir = "dist", site = ""] = process.argv.slice(2);
let pages = 0;
const onDone = (count: number) => {
  pages = count;
};
/** Whatever else is under way is of no use any more. */
const onFail = (error: unknown) => {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
};
// "warn" keeps Astro from printing a line a page.
const integrations = [shareWork({ outDir, site, onDone, onFail })];
await build({ root: process.cwd(), outDir, logLevel: "warn", integrations }).catch(onFail);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.send?.({ pages, peakMemory: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 });
