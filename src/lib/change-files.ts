/**
 * The records of changes in the data folder, as `npm run changes` wrote them. The latest are kept whole, for the page and
 * the feeds; of all others only what a tool's page tells of its history, so that years of nights fit into memory.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadDataFile } from "../../scripts/lib/data-file.ts";
import { DEFAULT_DATA_DIR } from "../../scripts/lib/store.ts";
import { Changes, type ServerChange, type ToolChange } from "../core/schema/changes.ts";

/** Absent: the two states were folders, which do not say when. */
export type Day = string | undefined;
type WithoutNames<Change> = Change extends ToolChange ? Omit<Change, "tool" | "hash"> : never;
/** What happened to a tool, without which tool it was. */
export type ToolEvent = WithoutNames<ToolChange>;

export interface DatedEvent {
  event: ToolEvent;
  on: Day;
}

export interface RemovedServer {
  slug: string;
  name: string;
  on: Day;
}

export interface ChangeFiles {
  /** The latest first. */
  recent: readonly Changes[];
  /** By `keyOf`; the latest first. */
  events: ReadonlyMap<string, readonly DatedEvent[]>;
  /** Of which the last that is told is that they went. */
  removedServers: readonly RemovedServer[];
  /** The day of the oldest record; absent where there is none, or it does not say. */
  begin: Day;
  count: number;
}

const RECENT = 30;

let files: Promise<ChangeFiles> | undefined;

export function loadChangeFiles(): Promise<ChangeFiles> {
  files ??= readChangeFiles(join(process.env.PERMITBOOK_DATA ?? DEFAULT_DATA_DIR, "changes"));
  return files;
}

export function keyOf(slug: string, tool: string): string {
  return `${slug}\n${tool}`;
}

export async function readChangeFiles(folder: string): Promise<ChangeFiles> {
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".json")) : [];
  const events = new Map<string, DatedEvent[]>();
  const lastOf = new Map<string, RemovedServer & { kind: ServerChange["kind"] }>();
  let recent: Changes[] = [];
  let begin: Day;
  let count = 0;
  for (const name of names.sort()) {
    const changes = await loadDataFile(join(folder, name), Changes);
    if (!changes) continue;
    const on = changes.at?.slice(0, 10);
    if (count === 0 || (on ?? "") < (begin ?? "")) begin = on;
    count += 1;
    recent = [changes, ...recent].sort((a, b) => compareTimes(b.at, a.at)).slice(0, RECENT);
    for (const server of changes.servers) {
      const { slug, name, kind } = server;
      if (compareTimes(on, lastOf.get(slug)?.on) >= 0) lastOf.set(slug, { slug, name, kind, on });
      for (const { tool, hash: _hash, ...event } of server.tools) {
        const key = keyOf(server.slug, tool);
        events.set(key, [...(events.get(key) ?? []), { event, on }]);
      }
    }
  }
  for (const list of events.values()) list.sort((a, b) => compareTimes(b.on, a.on));
  const removedServers = [...lastOf.values()]
    .filter(({ kind }) => kind === "removed")
    .map(({ slug, name, on }) => ({ slug, name, on }));
  return { recent, events, removedServers, begin, count };
}

/** What does not say when comes before everything that does. */
function compareTimes(a: string | undefined, b: string | undefined): number {
  const [first, second] = [a ? Date.parse(a) : 0, b ? Date.parse(b) : 0];
  return first - second;
}
