/** The process that writes the files of the site that are not pages. Arguments: the folder, and the site's address. */
import { writeSiteFiles } from "./site-files.ts";

const [outDir = "dist", site = ""] = process.argv.slice(2);
await writeSiteFiles(outDir, new URL(site));
process.send?.({ pages: 0, peakMemory: process.resourceUsage().maxRSS * 1024 });
