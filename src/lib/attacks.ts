/** The attack patterns, and which of them fit a tool: by what is known of the tool, never by its category's name alone. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadDataFile } from "../../scripts/lib/data-file.ts";
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import { Attack, type AttackFit, type Stops } from "../core/schema/attack.ts";
import type { Verdict } from "../core/schema/verdict.ts";

/** Written by people and the same for every catalogue, so not part of the data folder that a run may choose. */
const FOLDER = "data/attacks";

let attacks: Promise<readonly Attack[]> | undefined;

/** Sorted by title. Throws `DataFileError` for a file that does not follow the schema. */
export function loadAttacks(): Promise<readonly Attack[]> {
  attacks ??= readAttacks();
  return attacks;
}

async function readAttacks(): Promise<Attack[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
  const loaded = await Promise.all(files.map((file) => loadDataFile(join(FOLDER, file), Attack)));
  return loaded.filter((attack) => attack !== undefined).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

/** As in an index: an article at the beginning does not count. */
function sortKey({ title }: Attack): string {
  return title.replace(/^(?:An?|The) /, "").toLowerCase();
}

export interface FittingAttack {
  attack: Attack;
  stops: Stops;
  because: string;
}

export function listFittingAttacks(
  attacks: readonly Attack[],
  verdict: Verdict,
  rules: readonly ArgumentRule[],
): FittingAttack[] {
  return attacks.flatMap((attack) => {
    const fit = attack.fits.find((candidate) => fits(candidate, verdict, rules));
    return fit ? [{ attack, stops: fit.stops, because: fit.because }] : [];
  });
}

function fits(fit: AttackFit, verdict: Verdict, rules: readonly ArgumentRule[]): boolean {
  return (
    (fit.categories?.includes(verdict.category) ?? true) &&
    (fit.facets?.every((facet) => verdict.facets.includes(facet)) ?? true) &&
    (fit.rules?.some((id) => rules.some((rule) => rule.id === id)) ?? true)
  );
}

export const STOPS_LABEL = {
  yes: "stopped",
  partly: "partly stopped",
  no: "not stopped",
} as const satisfies Record<Stops, string>;

const NAMES: Record<string, string> = {
  MCP01: "Token Mismanagement & Secret Exposure",
  MCP02: "Privilege Escalation via Scope Creep",
  MCP03: "Tool Poisoning",
  MCP04: "Software Supply Chain Attacks & Dependency Tampering",
  MCP05: "Command Injection & Execution",
  MCP06: "Intent Flow Subversion",
  MCP07: "Insufficient Authentication & Authorization",
  MCP10: "Context Injection & Over-Sharing",
  ASI01: "Agent Goal Hijack",
  ASI02: "Tool Misuse & Exploitation",
  ASI04: "Agentic Supply Chain Vulnerabilities",
  ASI05: "Unexpected Code Execution",
  ASI06: "Memory & Context Poisoning",
  ASI08: "Cascading Failures",
  ASI09: "Human-Agent Trust Exploitation",
  ASI10: "Rogue Agents",
};

/** An id of another catalogue with its name there, where we know it, and a link. */
export function describeMapping(id: string): { id: string; name: string | undefined; url: string; of: string } {
  const name = NAMES[id];
  if (id.startsWith("MCP"))
    return { id, name, of: "OWASP MCP Top 10", url: "https://owasp.org/www-project-mcp-top-10/" };
  if (id.startsWith("ASI")) return { id, name, of: "OWASP Agentic Top 10", url: "https://genai.owasp.org/" };
  if (id.startsWith("CWE")) {
    return { id, name, of: "CWE", url: `https://cwe.mitre.org/data/definitions/${id.slice(4)}.html` };
  }
  return {
    id,
    name,
    of: "SAFE-MCP",
    url: `https://github.com/safe-agentic-framework/safe-mcp/tree/main/techniques/${id}`,
  };
}
