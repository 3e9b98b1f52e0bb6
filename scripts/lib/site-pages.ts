/** Renders and writes the pages, each with its Markdown twin. Two threads do so at once, each page falling to the first. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PathWithRoute } from "astro";
import { convertToMarkdown } from "../../src/lib/html-markdown.ts";
import type { SiteBundle } from "./site-bundle.ts";

/** What the threads that build one site have in common. */
export interface SharedSite {
  outDir: string;
  /** The site's address. */
  site: string;
  /** How many pages have been taken, in memory that all threads see. */
  taken: Int32Array<SharedArrayBuffer>;
}

/** So few that all threads end together, and so many that most pages of a server fall to the thread that has read it. */
const TURN = 16;

/** Pages of servers and tools have twins that are made from the data, beside the other files. */
const OF_SERVER = /^\/servers\/[^~/]/;

/** Pages are ours, all but one, which does not lie where its address says: 404.html. What else has a route is Astro's. */
export function isShared({ route }: PathWithRoute): boolean {
  return route.type === "page" && route.route !== "/404";
}

/** Takes pages until none is left, and returns how many it took. Every thread has the same `paths`. */
export async function renderPages(
  bundle: SiteBundle,
  paths: readonly PathWithRoute[],
  shared: SharedSite,
): Promise<number> {
  // By address, so that the pages of one server follow one another.
  const pages = paths.filter(isShared).sort((a, b) => (a.pathname < b.pathname ? -1 : 1));
  let count = 0;
  const takeTurns = async () => {
    for (;;) {
      const from = Atomics.add(shared.taken, 0, TURN);
      const turn = pages.slice(from, from + TURN);
      if (turn.length === 0) return;
      for (const page of turn) await renderPage(bundle, page, shared);
      count += turn.length;
    }
  };
  // Two at a time: while one waits for a server's file, the other is rendered.
  await Promise.all([takeTurns(), takeTurns()]);
  return count;
}

async function renderPage(bundle: SiteBundle, path: PathWithRoute, { outDir, site }: SharedSite): Promise<void> {
  const address = path.pathname.endsWith("/") ? path.pathname : `${path.pathname}/`;
  const response = await bundle.render(new Request(new URL(address, site)), path.route);
  if (response.status !== 200) throw new Error(`${address} answers ${response.status} instead of a page.`);
  const html = Buffer.from(await response.arrayBuffer());
  const folder = join(outDir, address);
  // At once: for thousands of small files, turns through the thread pool would cost more than rendering them.
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
  if (!OF_SERVER.test(address)) writeFileSync(join(folder, "index.md"), convertToMarkdown(html.toString()));
}
