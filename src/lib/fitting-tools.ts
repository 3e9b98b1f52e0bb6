/** Which tools of the catalogue an attack fits: every server is read once, for all attacks together. */
import { RISK_LEVELS } from "../core/schema/verdict.ts";
import { listFittingAttacks, loadAttacks } from "./attacks.ts";
import { loadCatalogue, loadEntry, type ToolSummary } from "./catalogue.ts";
import { listArgumentRules } from "./rules.ts";

const SHOWN = 40;

interface FittingTools {
  /** The gravest first, at most `SHOWN`. */
  tools: ToolSummary[];
  total: number;
}

let all: Promise<Map<string, FittingTools>> | undefined;

export async function listFittingTools(attackSlug: string): Promise<FittingTools> {
  all ??= readAll();
  return (await all).get(attackSlug) ?? { tools: [], total: 0 };
}

async function readAll(): Promise<Map<string, FittingTools>> {
  const attacks = await loadAttacks();
  const found = new Map<string, FittingTools>(attacks.map(({ slug }) => [slug, { tools: [], total: 0 }]));
  for (const server of (await loadCatalogue()).servers) {
    const entry = await loadEntry(server.slug);
    for (const [place, judged] of entry.tools.entries()) {
      const { verdict } = judged;
      const summary = server.tools[place];
      if (verdict === undefined || summary === undefined) continue;
      for (const { attack } of listFittingAttacks(attacks, verdict, listArgumentRules(judged))) {
        keep(found.get(attack.slug), summary);
      }
    }
  }
  for (const fitting of found.values()) cut(fitting);
  return found;
}

/** Leaves the gravest; the sort is stable, so servers keep their order. */
function cut({ tools }: FittingTools): void {
  tools.sort((a, b) => rank(b) - rank(a));
  tools.splice(SHOWN);
}

function keep(fitting: FittingTools | undefined, tool: ToolSummary): void {
  if (fitting === undefined) return;
  fitting.total++;
  fitting.tools.push(tool);
  // Cut now and then, so that a large catalogue does not make a large list.
  if (fitting.tools.length >= SHOWN * 4) cut(fitting);
}

function rank({ risk }: ToolSummary): number {
  return risk === undefined ? -1 : RISK_LEVELS.indexOf(risk);
}
