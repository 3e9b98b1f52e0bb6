/**
 * The thread beside Astro's. It reads the catalogue for both, writes the files that are not pages while Astro makes its
 * bundle, and then takes its part of the pages.
 */
import { parentPort, workerData } from "node:worker_threads";
import { type Catalogue, loadCatalogue } from "../../../src/lib/catalogue.ts";
import type { SiteBundle } from "./bundle.ts";
import { writeSiteFiles } from "./files.ts";
import { renderPages, type SharedSite, type Turn } from "./pages.ts";

export type HelperReport = { kind: "catalogue"; catalogue: Catalogue } | { kind: "finished"; pages: number };

/** The rest of the work, once there is a bundle. */
export interface HelperTask {
  bundleUrl: string;
  turns: Turn[];
}

const shared: SharedSite = workerData;
const report = (message: HelperReport) => parentPort?.postMessage(message);
const task = new Promise<HelperTask>((done) => parentPort?.once("message", done));

report({ kind: "catalogue", catalogue: await loadCatalogue() });
await writeSiteFiles(shared.outDir, new URL(shared.site));
const { bundleUrl, turns } = await task;
const { bundle }: { bundle: SiteBundle } = await import(bundleUrl);
// From the start: this thread has read all servers, which pages there may ask for.
report({ kind: "finished", pages: await renderPages(bundle, turns, { from: "start", shared }) });
