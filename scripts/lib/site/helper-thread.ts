/** The helper's thread as Astro's sees it. */
import { Worker } from "node:worker_threads";
import type { Catalogue } from "../../../src/lib/catalogue.ts";
import type { HelperReport, HelperTask } from "./helper.ts";
import type { SharedSite } from "./pages.ts";

export interface HelperThread {
  catalogue: Promise<Catalogue>;
  /** How many it rendered, once it has. */
  pages: Promise<number>;
  takePart(task: HelperTask): void;
}

/** `onFail` is called when it fails, which nothing can be done about. */
export function startHelper(shared: SharedSite, onFail: (error: unknown) => void): HelperThread {
  const worker = new Worker(new URL("./helper.ts", import.meta.url), { workerData: shared });
  const catalogue = Promise.withResolvers<Catalogue>();
  const pages = Promise.withResolvers<number>();
  worker.on("message", (report: HelperReport) => {
    if (report.kind === "catalogue") catalogue.resolve(report.catalogue);
    else pages.resolve(report.pages);
  });
  worker.on("error", onFail);
  return {
    catalogue: catalogue.promise,
    pages: pages.promise,
    takePart: (task) => worker.postMessage(task),
  };
}
