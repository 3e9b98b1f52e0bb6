/** The process that builds a site for `buildSite`. Arguments: the folder to build into, and the site's address. */
import { describeError } from "../command.ts";
import { startHelper } from "./helper-thread.ts";
import type { SharedSite } from "./pages.ts";

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

const shared: SharedSite = { outDir, site, taken: new Int32Array(new SharedArrayBuffer(4)) };
const helper = startHelper(shared, onFail);
// Not before: while Astro is loaded, the helper reads the catalogue already.
const [{ build }, { shareWork }] = await Promise.all([import("astro"), import("./integration.ts")]);
// "warn" keeps Astro from printing a line a page.
const integrations = [shareWork({ shared, helper, onDone })];
await build({ root: process.cwd(), outDir, logLevel: "warn", integrations }).catch(onFail);
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.send?.({ pages, peakMemory: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 });
