/**
 * Accepts or refuses what a model says. A verdict is refused when it is missing or doubled, when a quote is not literal,
 * when its text could not stand on a page, or when it falls below what hard evidence proves. Nothing is put right.
 */

import type { ToolDefinition } from "../../schema/tool.ts";
import { type Category, FACETS, type Judgement, RISK_FACTS, type RiskFact } from "../../schema/verdict.ts";
import { isLiteralQuote } from "../evidence.ts";
import { isBelow } from "../floor.ts";
import { computeRisk, selectRaisingFacts } from "../risk.ts";
import { hasHiddenText } from "./hidden-text.ts";
import type { ModelReply, ModelVerdict } from "./reply.ts";

export interface AskedTool {
  tool: ToolDefinition;
  /** What the rules say of it. */
  judgement: Judgement;
  floor: Category;
  /** Facts of a reading call, which the model is not asked for. */
  readFacts: readonly RiskFact[];
}

export type Answer = { judgement: Judgement } | { refused: string };

/** By tool name, one answer for every tool that was asked for. */
export function verifyReply(
  reply: ModelReply,
  asked: readonly AskedTool[],
): { answers: Map<string, Answer>; strangers: string[] } {
  const names = new Set(asked.map(({ tool }) => tool.name));
  const answers = new Map<string, Answer>();
  for (const question of asked) {
    const given = reply.verdicts.filter(({ tool }) => tool === question.tool.name);
    const [verdict] = given;
    if (!verdict) answers.set(question.tool.name, { refused: "the reply has no verdict for it" });
    else if (given.length > 1)
      answers.set(question.tool.name, { refused: `the reply has ${given.length} verdicts for it` });
    else answers.set(question.tool.name, verifyVerdict(verdict, question));
  }
  return { answers, strangers: reply.verdicts.map(({ tool }) => tool).filter((name) => !names.has(name)) };
}

const MAX_EVIDENCE = 6;

function verifyVerdict(verdict: ModelVerdict, { tool, floor, readFacts }: AskedTool): Answer {
  const fault = findFault(verdict, tool, floor);
  if (fault !== undefined) return { refused: fault };
  const facets = FACETS.filter((facet) => verdict.facets.includes(facet));
  const holds: Partial<Record<RiskFact, boolean>> = {
    "leaves-account": facets.includes("externalSink"),
    "grants-access": facets.includes("grantsAccess"),
    "runs-caller-code": facets.includes("arbitraryCode"),
  };
  const facts = RISK_FACTS.filter((fact) => holds[fact] ?? readFacts.includes(fact));
  return {
    judgement: {
      category: verdict.category,
      risk: computeRisk(verdict.category, facts),
      raisedBy: selectRaisingFacts(verdict.category, facts),
      facets,
      reversible: verdict.reversible,
      confidence: Math.round(100 * verdict.confidence) / 100,
      rationale: verdict.rationale.trim(),
      evidence: verdict.evidence.slice(0, MAX_EVIDENCE),
    },
  };
}

function findFault(verdict: ModelVerdict, tool: ToolDefinition, floor: Category): string | undefined {
  if (isBelow(verdict.category, floor))
    return `it says ${verdict.category}, and name or schema prove at least ${floor}`;
  if (!(verdict.confidence >= 0 && verdict.confidence <= 1))
    return `its confidence is ${verdict.confidence}, not between 0 and 1`;
  if (verdict.evidence.length === 0) return "it gives no evidence";
  const invented = verdict.evidence.find((evidence) => !/\S/.test(evidence.quote) || !isLiteralQuote(tool, evidence));
  if (invented) return `its quote for ${invented.field.slice(0, 80)} is not literally there`;
  return findTextFault(verdict.rationale);
}

const MIN_RATIONALE = 30;
const MAX_RATIONALE = 900;

function findTextFault(rationale: string): string | undefined {
  const text = rationale.trim();
  if (text.length < MIN_RATIONALE || text.length > MAX_RATIONALE) return `its rationale has ${text.length} characters`;
  if (hasHiddenText(text)) return "its rationale holds hidden characters";
  if (/<\/?[a-z!]|https?:|www\.|javascript:/i.test(text)) return "its rationale holds markup or an address";
  return undefined;
}
