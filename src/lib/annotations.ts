/** The MCP hints that an author declares beside those that the verdict implies. */
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;
type Hint = (typeof HINTS)[number];

export interface HintRow {
  name: Hint;
  declared: "true" | "false" | "not declared";
  inferred: "true" | "false" | "not known";
  differs: boolean;
}

export function listHints(tool: Tool, verdict: Verdict | undefined): HintRow[] {
  return HINTS.map((name) => {
    const declared = tool.annotations?.[name];
    const inferred = verdict && inferHint(name, verdict);
    return {
      name,
      declared: declared === undefined ? "not declared" : `${declared}`,
      inferred: inferred === undefined ? "not known" : `${inferred}`,
      differs: declared !== undefined && inferred !== undefined && declared !== inferred,
    };
  });
}

/** What the verdict says about a hint; `undefined` where it says nothing. */
function inferHint(name: Hint, verdict: Verdict): boolean | undefined {
  if (name === "readOnlyHint") return verdict.category === "read";
  if (name === "destructiveHint")
    return verdict.category === "destructive" ? true : verdict.category === "read" ? false : undefined;
  if (name === "openWorldHint") {
    const reachesOut = verdict.facets.includes("externalSink") || verdict.facets.includes("untrustedContent");
    return reachesOut ? true : undefined;
  }
  return undefined;
}
