/**
 * The integration by which Astro shares its work: it makes the bundle and renders what is not a page; the pages are rendered
 * from that bundle by its thread and a helper's, each on a core of its own.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AstroIntegration, PathWithRoute } from "astro";
import { useCatalogue } from "../../../src/lib/catalogue.ts";
import type { SiteBundle } from "./bundle.ts";
import type { HelperThread } from "./helper-thread.ts";
import { isOurs, planTurns, renderPages, type SharedSite, type Turn } from "./pages.ts";

interface Options {
  shared: SharedSite;
  helper: HelperThread;
  onDone: (pages: number) => void;
}

const BUNDLE = "prerender-entry.mjs";
/** Loaded by Node as they are, not bundled: what they remember is then the same for pages and for other files. */
const UNBUNDLED = /\/src\/(?:core|lib)\/.+\.ts$/;

export function shareWork({ shared, helper, onDone }: Options): AstroIntegration {
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
          input: fileURLToPath(new URL("./bundle.ts", import.meta.url)),
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
