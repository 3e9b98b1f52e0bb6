/**
 * The integration by which Astro shares its work: it makes the bundle and renders what is not a page; the pages are rendered
 * from that bundle by its thread and a helper's, each on a core of its own.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { AstroIntegration, PathWithRoute } from "astro";
import { type Catalogue, useCatalogue } from "../../src/lib/catalogue.ts";
import type { SiteBundle } from "./site-bundle.ts";
import type { HelperReport, HelperTask } from "./site-helper.ts";
import { isOurs, planTurns, renderPages, type SharedSite, type Turn } from "./site-pages.ts";

interface Options {
  outDir: string;
  site: string;
  onDone: (pages: number) => void;
  /** The helper has failed, which nothing can be done about. */
  onFail: (error: unknown) => void;
}

const BUNDLE = "prerender-entry.mjs";
/** Loaded by Node as they are, not bundled: what they remember is then the same for pages and for other files. */
const UNBUNDLED = /\/src\/(?:core|lib)\/.+\.ts$/;

export function shareWork({ outDir, site, onDone, onFail }: Options): AstroIntegration {
  const shared: SharedSite = { outDir, site, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const helper = startHelper(shared, onFail);
  let bundleUrl = "";
  let bundle: SiteBundle;
  let others: PathWithRoute[] = [];
  let turns: Turn[] = [];
  let pages = 0;
  return {
    name: "permitbook:share-work",
    hooks: {
      "astro:build:start": ({ setPrerenderer }) =>
        setPrerenderer({
          name: "permitbook",
          async setup() {
            useCatalogue(await helper.catalogue);
            ({ bundle } = await import(bundleUrl));
            const paths = await bundle.listPaths();
            turns = planTurns(paths);
            others = paths.filter((path) => !isOurs(path));
            helper.takePart({ bundleUrl, turns });
          },
          getStaticPaths: async () => others,
          render: (request, { routeData }) => bundle.respond(request, routeData.route),
        }),
      "astro:build:setup": ({ vite }) => {
        const build = vite.environments?.["prerender"]?.build;
        if (build?.outDir === undefined) throw new Error("Astro has no environment for prerendering any more.");
        build.rolldownOptions = {
          ...build.rolldownOptions,
          input: fileURLToPath(new URL("site-bundle.ts", import.meta.url)),
          external: [UNBUNDLED],
          makeAbsoluteExternalsRelative: false,
          output: {
            ...build.rolldownOptions?.output,
            entryFileNames: BUNDLE,
            paths: (id) => (UNBUNDLED.test(id) ? pathToFileURL(id).href : id),
          },
        };
        bundleUrl = pathToFileURL(`${build.outDir}/${BUNDLE}`).href;
      },
      // The last moment at which the bundle is there.
      "astro:build:generated": async () => {
        const own = await renderPages(bundle, turns, { from: "end", shared });
        pages = own + (await helper.pages);
      },
      "astro:build:done": (done) => onDone(pages + done.pages.length),
    },
  };
}

function startHelper(shared: SharedSite, onFail: Options["onFail"]) {
  const worker = new Worker(new URL("site-helper.ts", import.meta.url), { workerData: shared });
  const catalogue = Promise.withResolvers<Catalogue>();
  const pages = Promise.withResolvers<number>();
  worker.on("message", (report: HelperReport) => {
    if (report.kind === "catalogue") catalogue.resolve(report.catalogue);
    else pages.resolve(report.pages);
  });
  worker.on("error", onFail);
  return {
    catalogue: catalogue.promise,
    /** How many it rendered, once it has. */
    pages: pages.promise,
    takePart: (task: HelperTask) => worker.postMessage(task),
  };
}
