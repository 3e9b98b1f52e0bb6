/**
 * The thread beside Astro's. It reads the catalogue for both, writes the files that are not pages while Astro makes its
 * bundle, and then takes its part of the pages.
 */
import { parentPort, workerData } from "node:worker_threads";
import { type Catalogue, loadCatalogue } from "../../src/lib/catalogue.ts";
import type { SiteBundle } from "./site-bundle.ts";
import { writeSiteFiles } from "./site-files.ts";
import { renderPages, type SharedSite } from "./site-pages.ts";

export type HelperReport = { kind: "catalogue"; catalogue: Catalogue } | { kind: "finished"; pages: number };

const shared: SharedSite = workerData;
const report = (message: HelperReport) => parentPort?.postMessage(message);
const bundleUrl = new Promise<string>((done) => parentPort?.once("message", done));

report({ kind: "catalogue", catalogue: await loadCatalogue() });
await writeSiteFiles(shared.outDir, new URL(shared.site));
const { bundle }: { bundle: SiteBundle } = await import(await bundleUrl);
report({ kind: "finished", pages: await renderPages(bundle, await bundle.listPaths(), shared) });
