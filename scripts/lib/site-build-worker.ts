/** The process that runs Astro for `buildSite`. Its only argument is the folder to build into. */
import { build } from "astro";

const [outDir = "dist"] = process.argv.slice(2);
// "warn" keeps Astro from printing a line a page.
await build({ root: process.cwd(), outDir, logLevel: "warn" });
process.send?.({ peakMemory: process.resourceUsage().maxRSS * 1024 });
