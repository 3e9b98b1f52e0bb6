/** The process that runs Astro for `buildSite`. Its only argument is the folder to build into. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "astro";
import { writePages } from "./site-pages.ts";
import { writeTwins } from "./site-twins.ts";

const [outDir = "dist"] = process.argv.slice(2);
let pages = 0;
// "warn" keeps Astro from printing a line a page.
await build({
  root: process.cwd(),
  outDir,
  logLevel: "warn",
  integrations: [
    writePages(pathToFileURL(`${resolve(outDir)}/`)),
    writeTwins(),
    {
      name: "permitbook:count-pages",
      hooks: {
        "astro:build:done": (done) => {
          pages = done.pages.length;
        },
      },
    },
  ],
});
process.send?.({ pages, peakMemory: process.resourceUsage().maxRSS * 1024 });
