/** The tools of a stack as the stack page lists them: those that have the words, in the order that was chosen. */
import { getVerdict } from "../core/policy/recommend.ts";
import type { StackedServer } from "../core/policy/stack.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { computeToolSlugs } from "../core/tool-slug.ts";
import { toolHref } from "./links.ts";
import { RISK_CLASSES } from "./search-labels.ts";

export interface StackRow {
  stacked: StackedServer;
  tool: StackedServer["server"]["tools"][number];
  verdict: Verdict | undefined;
  /** Address of its page. */
  href: string;
  /** Position of its risk in `RISK_CLASSES`; -1: not judged. */
  rank: number;
}

/** The keys are the values of the page's field. */
export const ORDERS = {
  risk: "the gravest first",
  name: "by name",
  server: "by server",
} as const;

type Compare = (a: StackRow, b: StackRow) => number;
const COMPARE: Readonly<Record<string, Compare>> = {
  risk: (a, b) => b.rank - a.rank,
  name: (a, b) => compareTexts(a.tool.name, b.tool.name),
  server: (a, b) => compareTexts(a.stacked.server.name, b.stacked.server.name),
} satisfies Record<keyof typeof ORDERS, Compare>;

export function listStackRows(
  servers: readonly StackedServer[],
  { words, order }: { words: string; order: string },
): StackRow[] {
  const wanted = words.toLowerCase().split(/\s+/);
  const rows = servers.flatMap((stacked) => {
    const { slug, tools } = stacked.server;
    const slugs = computeToolSlugs(tools.map(({ name }) => name));
    return tools.map((tool): StackRow => {
      const verdict = getVerdict(stacked.risks, tool.name);
      const rank = verdict ? RISK_CLASSES.indexOf(verdict.risk) : -1;
      return { stacked, tool, verdict, rank, href: toolHref(slug, slugs.get(tool.name) ?? "") };
    });
  });
  return rows
    .filter((row) => {
      const text = describeRow(row);
      return wanted.every((word) => text.includes(word));
    })
    .sort(Object.hasOwn(COMPARE, order) ? COMPARE[order] : COMPARE.risk);
}

function describeRow({ tool, stacked, verdict }: StackRow): string {
  const parts = [tool.name, stacked.server.name, verdict?.category ?? "not judged", verdict?.risk ?? ""];
  return parts.join(" ").toLowerCase();
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
