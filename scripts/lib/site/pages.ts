/** Renders and writes the pages, each with its Markdown twin. Two threads do so at once, until they meet. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PathWithRoute } from "astro";
import { convertToMarkdown } from "../../../src/lib/html-markdown.ts";
import type { SiteBundle } from "./bundle.ts";

/** What the threads that build one site have in common. */
export interface SharedSite {
  outDir: string;
  /** The site's address. */
  site: string;
  /** How many turns have been taken, in memory that both threads see. */
  taken: Int32Array<SharedArrayBuffer>;
}

/** A page's address, and the pattern of its route. */
export interface SitePage {
  address: string;
  route: string;
}

/** Pages that are rendered one after another: those of one server, or of one kind of list. */
export type Turn = readonly SitePage[];

const OF_SERVER = /^\/servers\/[^~/]+/;

/** Pages are ours, all but one, which does not lie where its address says: 404.html. What else has a route is Astro's. */
export function isOurs({ route }: PathWithRoute): boolean {
  return route.type === "page" && route.route !== "/404";
}

/** Pages of servers come last: what stands before them may read all servers. */
export function planTurns(paths: readonly PathWithRoute[]): Turn[] {
  const pages = paths.filter(isOurs).map(({ pathname, route }) => ({
    address: pathname.endsWith("/") ? pathname : `${pathname}/`,
    route: route.route,
  }));
  const ofServers = Map.groupBy(pages, ({ address }) => OF_SERVER.exec(address)?.[0]);
  const others = Map.groupBy(ofServers.get(undefined) ?? [], ({ address }) => address.split("/", 2)[1]);
  ofServers.delete(undefined);
  return [...others.values(), ...ofServers.values()];
}

/** Takes turns from one end until none is left, and returns how many pages that were. Both threads have the same turns. */
export async function renderPages(
  bundle: SiteBundle,
  turns: readonly Turn[],
  { from, shared }: { from: "start" | "end"; shared: SharedSite },
): Promise<number> {
  let own = 0;
  let pages = 0;
  // As many turns are taken as there are, so what one thread has taken from the start ends where the other's begins.
  while (Atomics.add(shared.taken, 0, 1) < turns.length) {
    const turn = turns.at(from === "start" ? own++ : -++own) ?? [];
    for (const page of turn) await renderPage(bundle, page, shared);
    pages += turn.length;
  }
  return pages;
}

async function renderPage(
  bundle: SiteBundle,
  { address, route }: SitePage,
  { outDir, site }: SharedSite,
): Promise<void> {
  const html = await bundle.renderPage(new URL(address, site), route);
  const folder = join(outDir, address);
  // At once: for thousands of small files, turns through the thread pool would cost more than rendering them.
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "index.md"), convertToMarkdown(html));
}
