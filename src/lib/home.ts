/** What the home page picks from the catalogue. */
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
