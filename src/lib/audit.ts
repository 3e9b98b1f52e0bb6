/** What the catalogue knows about itself: declared annotations against verdicts, and how much of each server was read. */
import { listHints } from "./annotations.ts";
import { loadCatalogue, loadEntry, type ServerSummary, type ToolSummary } from "./catalogue.ts";

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

let audit: Promise<Audit> | undefined;

/** Reads every server once. */
export function loadAudit(): Promise<Audit> {
  audit ??= readAudit();
  return audit;
}

async function readAudit(): Promise<Audit> {
  const { servers } = await loadCatalogue();
  const hints = new Map<string, HintAudit>();
  const differences: Difference[] = [];
  const coverage: ServerCoverage[] = [];
  let tools = 0;
  let withAny = 0;
  for (const server of servers) {
    const entry = await loadEntry(server.slug);
    const own = { server, described: 0, withSchema: 0, withAnnotations: 0, issues: entry.server.issues.length };
    for (const [place, { tool, verdict }] of entry.tools.entries()) {
      tools++;
      if (tool.description !== undefined) own.described++;
      if (tool.inputSchema !== undefined) own.withSchema++;
      const rows = listHints(tool, verdict);
      if (rows.some(({ declared }) => declared !== "not declared")) own.withAnnotations++;
      for (const { name, declared, inferred, differs } of rows) {
        const row = hints.get(name) ?? { hint: name, declared: 0, differs: 0, misleads: 0 };
        hints.set(name, row);
        if (declared === "not declared") {
          if (differs) row.misleads++;
          continue;
        }
        row.declared++;
        const summary = server.tools[place];
        if (!differs || summary === undefined) continue;
        row.differs++;
        differences.push({ tool: summary, hint: name, declared, inferred });
      }
    }
    withAny += own.withAnnotations;
    coverage.push(own);
  }
  const isWorst = ({ hint, declared }: Difference) => Number(hint === "readOnlyHint" && declared === "true");
  differences.sort((a, b) => isWorst(b) - isWorst(a));
  return { tools, withAny, hints: [...hints.values()], differences, coverage };
}
