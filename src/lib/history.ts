/** The history of a tool, as its page tells it. */
import { type ChangeFiles, type DatedEvent, keyOf, type ToolEvent } from "./change-files.ts";
import { describeToolChange } from "./changes.ts";
import { RISK_LABEL } from "./words.ts";

export interface ToolHistory {
  firstSeen: string;
  lastChanged: string;
  /** The latest first. */
  events: { day: string; says: string }[];
}

/** Where no two states of the catalogue were ever compared. */
export const NO_HISTORY =
  "No two states of the catalogue have been compared yet, so nothing is known of earlier definitions.";

const MOST_EVENTS = 20;
const NO_DAY = "on a day that was not recorded";

/** `undefined` where no two states of the catalogue were ever compared. */
export function makeToolHistory(files: ChangeFiles, slug: string, tool: string): ToolHistory | undefined {
  if (files.count === 0) return undefined;
  const events = listEvents(files, slug, tool);
  const added = events.findLast(({ event }) => event.kind === "added" && event.formerly === undefined);
  const changed = events.find(({ event }) => event.kind === "changed" || isRename(event));
  const begin = files.begin ?? "the first record";
  return {
    firstSeen: added ? (added.on ?? NO_DAY) : `before ${begin}, when the records begin`,
    lastChanged: changed
      ? `${changed.on ?? NO_DAY}: ${describeEvent(changed.event)}`
      : `not since ${added?.on ?? begin}`,
    events: events.slice(0, MOST_EVENTS).map(({ event, on }) => ({ day: on ?? NO_DAY, says: describeEvent(event) })),
  };
}

/** Also of the names that it had before. */
function listEvents(files: ChangeFiles, slug: string, tool: string, later: readonly string[] = []): DatedEvent[] {
  const own = files.events.get(keyOf(slug, tool)) ?? [];
  const first = own.at(-1)?.event;
  if (!first || !isRename(first) || later.includes(first.formerly)) return [...own];
  const before = listEvents(files, slug, first.formerly, [...later, tool]);
  return [...own, ...before.filter(({ event }) => event.kind !== "removed")];
}

function isRename(event: ToolEvent): event is ToolEvent & { kind: "added"; formerly: string } {
  return event.kind === "added" && event.formerly !== undefined;
}

/** The risk before and after, also where it stayed. */
function describeEvent(event: ToolEvent): string {
  const says = describeToolChange(event);
  if (event.kind !== "changed" || !event.after || event.before?.risk !== event.after.risk) return says;
  return `${says}; ${RISK_LABEL[event.after.risk].toLowerCase()} risk as before`;
}
