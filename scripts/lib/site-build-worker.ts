/** The process that builds a site for `buildSite`. Arguments: the folder to build into, and the site's address. */
import { build } from "astro";
import { shareWork } from "./site-integration.ts";

const [outDir = "dist", site = ""] = process.argv.slice(2);
let pages = 0;
const onDone = (count: number) => {
  pages = count;
};
// "warn" keeps Astro from printing a line a page.
await build({ root: process.cwd(), outDir, logLevel: "warn", integrations: [shareWork({ outDir, site, onDone })] });
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.send?.({ pages, peakMemory: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 });
