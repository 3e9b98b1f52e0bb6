/** The list of changes: a line for each server that changed, and for each of its tools. */
import type { Changes, ServerChange } from "../core/schema/changes.ts";
import type { RiskLevel } from "../core/schema/verdict.ts";
import { loadCatalogue } from "./catalogue.ts";
import { loadChangeFiles } from "./change-files.ts";
import { describeMove, describeToolRow, formatChangeId, formatDay, summariseServerChange } from "./changes.ts";
import { serverHref, toolHref } from "./links.ts";
import { clip } from "./text.ts";

/** One line of the list of changes: a server, or one of its tools. */
export interface ChangeRow {
  /** What the feeds call the entry of a server; absent for a tool. */
  id: string | undefined;
  name: string;
  /** Absent for what has no page any more. */
  href: string | undefined;
  /** The server of a tool. */
  of: Pick<ServerChange, "slug" | "name"> | undefined;
  kind: ServerChange["kind"];
  says: string;
  /** What it is now, or was before it went. */
  risk: RiskLevel | undefined;
  day: string;
}

let rows: Promise<readonly ChangeRow[]> | undefined;

/** Of the records that are kept whole. */
export function loadChangeRows(): Promise<readonly ChangeRow[]> {
  rows ??= Promise.all([loadChangeFiles(), loadCatalogue()]).then(([{ recent }, pages]) =>
    listChangeRows(recent, pages),
  );
  return rows;
}

export interface KnownPages {
  bySlug: ReadonlyMap<string, { tools: readonly { name: string; slug: string }[] }>;
}

/** The latest first; of one state in the order of servers, each followed by its tools. Tools that came or went with their server are counted with it. */
export function listChangeRows(states: readonly Changes[], pages: KnownPages): ChangeRow[] {
  return states.flatMap((state) => state.servers.flatMap((server) => listServerRows(server, state, pages)));
}

function listServerRows(server: ServerChange, { at, after }: Changes, { bySlug }: KnownPages): ChangeRow[] {
  const day = formatDay(at);
  const { slug, kind } = server;
  const known = bySlug.get(slug);
  const name = clip(server.name, 120) || slug;
  const own: ChangeRow = {
    id: formatChangeId(slug, after),
    name,
    href: known && serverHref(slug),
    of: undefined,
    kind,
    says: `${summariseServerChange(server)}${describeMove(server)}`,
    risk: undefined,
    day,
  };
  if (kind !== "changed" || server.tools.length === 0) return [own];
  const slugs = new Map(known?.tools.map((tool) => [tool.name, tool.slug]));
  const tools = server.tools.map((change): ChangeRow => {
    const toolName = clip(change.tool, 100);
    const toolSlug = slugs.get(toolName);
    return {
      id: undefined,
      name: toolName,
      href: toolSlug && toolHref(slug, toolSlug),
      of: { slug, name },
      kind: change.kind,
      says: describeToolRow(change),
      risk: change.kind === "removed" ? change.before?.risk : change.after?.risk,
      day,
    };
  });
  return [own, ...tools];
}
