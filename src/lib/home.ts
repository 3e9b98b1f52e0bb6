/** What the home page picks from the catalogue. */

import type { Changes, ServerChange } from "../core/schema/changes.ts";
import { RISK_LEVELS } from "../core/schema/verdict.ts";
import type { Catalogue, ToolSummary } from "./catalogue.ts";

/** Up to two described tools of each risk, the gravest first, each of another server where that can be. */
export function chooseExamples({ byRisk }: Catalogue): ToolSummary[] {
  const used = new Set<string>();
  return RISK_LEVELS.toReversed().flatMap((level) => {
    const chosen: ToolSummary[] = [];
    for (const tool of byRisk[level]) {
      if (chosen.length === 2) break;
      if (tool.says === undefined || used.has(tool.server.slug)) continue;
      used.add(tool.server.slug);
      chosen.push(tool);
    }
    return chosen;
  });
}

export interface RecentChange {
  /** "2026-11-19"; absent for states that do not say when they were recorded. */
  day: string | undefined;
  change: ServerChange;
}

/** The latest first; within one state, servers of which most tools changed. */
export function listRecentChanges(states: readonly Changes[], limit: number): RecentChange[] {
  return states
    .flatMap(({ at, servers }) =>
      servers
        .filter(({ kind, tools }) => kind !== "changed" || tools.length > 0)
        .toSorted((a, b) => b.tools.length - a.tools.length)
        .map((change) => ({ day: at?.slice(0, 10), change })),
    )
    .slice(0, limit);
}
