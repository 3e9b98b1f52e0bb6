/** What the catalogue knows about itself: declared annotations against verdicts, and how much of each server was read. */
import { listHints } from "./annotations.ts";
import type { Entry, ServerSummary, ToolSummary } from "./catalogue.ts";

export interface HintAudit {
  hint: string;
  declared: number;
  /** Declared, and not what the definition says. */
  differs: number;
  /** Not declared, where the default that clients assume is not what the definition says. */
  misleads: number;
}

export interface Difference {
  tool: ToolSummary;
  hint: string;
  declared: string;
  inferred: string;
}

export interface Audit {
  tools: number;
  withAny: number;
  hints: HintAudit[];
  /** Declared read-only where the verdict is not, first; then the others, in the order of servers. */
  differences: Difference[];
  coverage: ServerCoverage[];
}

export interface ServerCoverage {
  server: ServerSummary;
  described: number;
  withSchema: number;
  withAnnotations: number;
  issues: number;
}

/** What one server adds to the audit. */
export type ServerAudit = Pick<Audit, "hints" | "differences"> & { coverage: ServerCoverage };

export function auditServer(server: ServerSummary, { server: facts, tools }: Entry): ServerAudit {
  const coverage = { server, described: 0, withSchema: 0, withAnnotations: 0, issues: facts.issues.length };
  const hints = new Map<string, HintAudit>();
  const differences: Difference[] = [];
  for (const [place, { tool, verdict }] of tools.entries()) {
    if (tool.description !== undefined) coverage.described++;
    if (tool.inputSchema !== undefined) coverage.withSchema++;
    const rows = listHints(tool, verdict);
    if (rows.some(({ declared }) => declared !== "not declared")) coverage.withAnnotations++;
    for (const { name, declared, inferred, differs } of rows) {
      const isDeclared = declared !== "not declared";
      addHint(hints, {
        hint: name,
        declared: Number(isDeclared),
        differs: Number(isDeclared && differs),
        misleads: Number(!isDeclared && differs),
      });
      const summary = server.tools[place];
      if (isDeclared && differs && summary) differences.push({ tool: summary, hint: name, declared, inferred });
    }
  }
  return { hints: [...hints.values()], differences, coverage };
}

/** The audit of all servers, in the order given. */
export function sumAudits(audits: readonly ServerAudit[]): Audit {
  const hints = new Map<string, HintAudit>();
  for (const row of audits.flatMap((audit) => audit.hints)) addHint(hints, row);
  const isWorst = ({ hint, declared }: Difference) => Number(hint === "readOnlyHint" && declared === "true");
  const coverage = audits.map((audit) => audit.coverage);
  return {
    tools: coverage.reduce((sum, { server }) => sum + server.tools.length, 0),
    withAny: coverage.reduce((sum, { withAnnotations }) => sum + withAnnotations, 0),
    hints: [...hints.values()],
    differences: audits.flatMap(({ differences }) => differences).sort((a, b) => isWorst(b) - isWorst(a)),
    coverage,
  };
}

function addHint(sums: Map<string, HintAudit>, { hint, declared, differs, misleads }: HintAudit): void {
  const sum = sums.get(hint) ?? { hint, declared: 0, differs: 0, misleads: 0 };
  sums.set(hint, sum);
  sum.declared += declared;
  sum.differs += differs;
  sum.misleads += misleads;
}
