/** What changed between states of the catalogue, in words. */
import { withArticle } from "../core/article.ts";
import type { Changes, Rating, ServerChange, ToolChange } from "../core/schema/changes.ts";
import type { ToolEvent } from "./change-files.ts";
import { formatProvenance } from "./links.ts";
import { clip } from "./text.ts";
import { CATEGORY_LABEL, capitalise, countOf, formatNumber, joinWords, RISK_LABEL } from "./words.ts";

const FIELD_LABEL = {
  title: "title",
  description: "description",
  inputSchema: "input schema",
  outputSchema: "output schema",
  annotations: "annotations",
} as const;

/** "3 tools added, 1 removed" */
export function summariseServerChange({ kind, tools }: ServerChange): string {
  if (kind !== "changed") return `Server ${kind}, with ${countOf(tools.length, "tool")}.`;
  const counts = summariseTools(tools);
  return counts === "" ? "Its source changed, its tools did not." : `${counts}.`;
}

function summariseTools(tools: readonly ToolChange[]): string {
  const counts = (["added", "removed", "changed"] as const)
    .map((what) => ({ what, count: tools.filter((tool) => tool.kind === what).length }))
    .filter(({ count }) => count > 0);
  const parts = counts.map(({ what, count }, index) =>
    index === 0 ? `${countOf(count, "tool")} ${what}` : `${formatNumber(count)} ${what}`,
  );
  return joinWords(parts);
}

export function describeToolChange(change: ToolEvent): string {
  switch (change.kind) {
    case "added":
      return `${change.formerly ? `formerly ${clip(change.formerly, 100)}` : "added"}${formatRating(change.after)}`;
    case "removed":
      return `${change.now ? `now called ${clip(change.now, 100)}` : "removed"}${formatRating(change.before)}`;
    case "changed": {
      const fields = change.fields.map((field) => FIELD_LABEL[field]);
      const rated = describeRatings(change.before, change.after);
      return [fields.length > 0 ? `changed in ${joinWords(fields)}` : "judged anew", rated].filter(Boolean).join("; ");
    }
  }
}

/** Beside columns for the kind of change and the risk: what neither says. */
export function describeToolRow(change: ToolChange): string {
  const { category } = (change.kind === "removed" ? change.before : change.after) ?? {};
  const kind = category && withArticle(`${CATEGORY_LABEL[category]} tool`);
  switch (change.kind) {
    case "added":
      return joinSentence([change.formerly && `formerly ${clip(change.formerly, 100)}`, kind]);
    case "removed":
      return joinSentence([change.now && `now called ${clip(change.now, 100)}`, kind]);
    case "changed":
      return joinSentence([describeToolChange(change)]);
  }
}

function joinSentence(parts: readonly (string | undefined)[]): string {
  return capitalise(parts.filter((part) => part !== undefined && part !== "").join("; "));
}

function formatRating(rating: Rating | undefined): string {
  return rating ? `: ${CATEGORY_LABEL[rating.category]}, ${RISK_LABEL[rating.risk].toLowerCase()} risk` : "";
}

function describeRatings(before: Rating | undefined, after: Rating | undefined): string {
  const [was, is] = [formatRating(before).slice(2), formatRating(after).slice(2)];
  return was === is ? "" : `was ${was || "not judged"}, is ${is || "not judged"}`;
}

export function formatDay(at: string | undefined): string {
  return at?.slice(0, 10) ?? "date not recorded";
}

/** What the feeds call the entry of a server. */
export function formatChangeId(slug: string, after: string): string {
  return `${slug}-${after.slice(0, 12)}`;
}

/** From which source to which, where it moved; begins with a space. */
export function describeMove({ before, after }: ServerChange): string {
  if (before === undefined || after === undefined || before === after) return "";
  return ` From ${formatProvenance(before)} to ${formatProvenance(after)}.`;
}

/** How many servers and tools one state changed: "2 servers; 5 tools added, 1 removed." */
export function summariseState({ servers }: Changes): string {
  if (servers.length === 0) return "Nothing changed.";
  const counts = summariseTools(servers.flatMap(({ tools }) => tools));
  return `${countOf(servers.length, "server")}${counts === "" ? "" : `: ${counts}`}.`;
}
