/**
 * What stood in the catalogue before and stands there no more, by the records of changes: its addresses are in links and
 * bookmarks, and say what became of it.
 */
import type { Rating } from "../core/schema/changes.ts";
import { computeToolSlugs } from "../core/tool-slug.ts";
import { type Catalogue, loadCatalogue, type ToolSummary } from "./catalogue.ts";
import { type ChangeFiles, type Day, loadChangeFiles, type RemovedServer } from "./change-files.ts";
import { serverHref, toolHref } from "./links.ts";

export interface GoneTool {
  server: string;
  name: string;
  slug: string;
  /** The day of the record that has it no more. */
  on: Day;
  /** Its last verdict. */
  rating: Rating | undefined;
  /** Address of the tool that it is now. */
  now: string | undefined;
}

export interface Gone {
  /** By address. */
  tools: ReadonlyMap<string, GoneTool>;
  servers: ReadonlyMap<string, RemovedServer>;
}

let gone: Promise<Gone> | undefined;

export function loadGone(): Promise<Gone> {
  gone ??= Promise.all([loadCatalogue(), loadChangeFiles()]).then(([catalogue, files]) => findGone(catalogue, files));
  return gone;
}

type KnownCatalogue = Pick<Catalogue, "bySlug" | "formerSlugs">;

/** Nothing at an address that has a page, or that leads on because its server has another slug now. */
export function findGone({ bySlug, formerSlugs }: KnownCatalogue, files: ChangeFiles): Gone {
  const servers = files.removedServers.filter(({ slug }) => !bySlug.has(slug) && !formerSlugs.has(slug));
  const removed = Map.groupBy(listRemoved(files), ({ server }) => server);
  const tools = [...removed].flatMap(([server, ofServer]) =>
    formerSlugs.has(server) ? [] : findGoneTools(server, ofServer, bySlug.get(server)?.tools ?? []),
  );
  return {
    tools: new Map(tools.map((tool) => [toolHref(tool.server, tool.slug), tool])),
    servers: new Map(servers.map((server) => [serverHref(server.slug), server])),
  };
}

type RemovedTool = ReturnType<typeof listRemoved>[number];

function findGoneTools(server: string, removed: readonly RemovedTool[], present: readonly ToolSummary[]): GoneTool[] {
  const taken = new Set(present.map(({ slug }) => slug.toLowerCase()));
  const slugs = computeToolSlugs(removed.map(({ name }) => name));
  const nextNames = new Map(removed.map(({ name, now }) => [name, now]));
  return removed.flatMap(({ name, on, rating }) => {
    const slug = slugs.get(name) ?? "";
    if (taken.has(slug.toLowerCase())) return [];
    const now = followNames(name, nextNames, present);
    return { server, name, slug, on, rating, now: now && toolHref(server, now.slug) };
  });
}

/** The tool that a name leads to, however often it was renamed. */
function followNames(
  name: string,
  nextNames: ReadonlyMap<string, string | undefined>,
  present: readonly ToolSummary[],
): ToolSummary | undefined {
  const seen = new Set<string>();
  for (let next = nextNames.get(name); next !== undefined && !seen.has(next); next = nextNames.get(next)) {
    const found = present.find((tool) => tool.name === next);
    if (found) return found;
    seen.add(next);
  }
  return undefined;
}

/** Tools of which the last that is told is that they went. */
function listRemoved({ events }: ChangeFiles) {
  return [...events].flatMap(([key, [last]]) => {
    if (last?.event.kind !== "removed") return [];
    const [server = "", name = ""] = splitKey(key);
    return [{ server, name, on: last.on, rating: last.event.before, now: last.event.now }];
  });
}

function splitKey(key: string): [server: string, tool: string] {
  const at = key.indexOf("\n");
  return [key.slice(0, at), key.slice(at + 1)];
}
