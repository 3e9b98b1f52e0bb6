/** Servers, tools and verdicts for the policy tests; whatever a test does not name is harmless and constant. */
import type { Server } from "../../../src/core/schema/server.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import type { Category, Risks, Verdict } from "../../../src/core/schema/verdict.ts";

const RISK_OF = {
  read: "low",
  write: "medium",
  execute: "high",
  destructive: "critical",
  financial: "critical",
} as const satisfies Record<Category, Verdict["risk"]>;

export function makeTool(tool: Partial<Tool> & { name: string }): Tool {
  return { definitionHash: "0".repeat(64), ...tool };
}

/** A tool with one parameter. */
export function makeToolWith(name: string, parameter: string, schema: Tool["inputSchema"]): Tool {
  return makeTool({
    name,
    inputSchema: { type: "object", properties: Object.fromEntries([[parameter, schema ?? {}]]) },
  });
}

export function makeVerdict(category: Category, verdict: Partial<Verdict> = {}): Verdict {
  return {
    category,
    risk: RISK_OF[category],
    raisedBy: [],
    facets: [],
    reversible: "unknown",
    confidence: 0.9,
    rationale: "For a test.",
    evidence: [],
    classifier: { kind: "rules", version: "1" },
    inputHash: "0".repeat(64),
    ...verdict,
  };
}

/** A server and its verdicts; a tool whose category is `undefined` has no verdict. */
export function makeCatalogue(
  tools: readonly (readonly [Tool | string, Category | Verdict | undefined])[],
  slug = "example",
): { server: Server; risks: Risks } {
  const entries = tools.map(([tool, verdict]) => ({
    tool: typeof tool === "string" ? makeTool({ name: tool }) : tool,
    verdict: typeof verdict === "string" ? makeVerdict(verdict) : verdict,
  }));
  const verdicts = entries.flatMap(({ tool, verdict }) => (verdict ? [[tool.name, verdict] as const] : []));
  return {
    server: {
      schemaVersion: 1,
      slug,
      name: slug,
      packages: [],
      remotes: [],
      provenance: { method: "static", from: `npm:${slug}@1.0.0`, coverage: "complete" },
      tools: entries.map(({ tool }) => tool),
      issues: [],
    },
    risks: { schemaVersion: 1, slug, verdicts: Object.fromEntries(verdicts) },
  };
}

/** Names that end literals, hide in them, or mean something else in a list. */
export const HOSTILE_NAMES = [
  'quote"quote',
  "back\\slash\\",
  "line\nfeed\r\t",
  "*",
  "__proto__",
  "a::b",
  "\u202etxt",
  "\u0000",
  "\u{1f600}",
  "{{x}} #{z} $y",
  "'single'",
  "x".repeat(5000),
] as const;
