/**
 * The classifier by rules: needs no key and no network, and the same input gives the same judgement. Definitions are
 * data; nothing that they say is followed.
 */
import { formatCanonicalJson } from "../canonical.ts";
import { compareCodePoints } from "../compare.ts";
import type { Json } from "../schema/json.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import type { Category, Judgement } from "../schema/verdict.ts";
import { type Evaluation, evaluate } from "./evaluate.ts";
import { findFacets } from "./facets/all.ts";
import { findFloor } from "./floor.ts";
import type { AskedTool } from "./model/verify.ts";
import { formatRationale } from "./rationale.ts";
import { computeRisk, selectRaisingFacts } from "./risk.ts";
import { parseServer, type ServerContext, type ServerInput } from "./server-context.ts";
import { parseSubject, type Subject } from "./subject.ts";
import { findWayBack } from "./undoing.ts";

export type { ServerInput } from "./server-context.ts";

/** Raised with every change that can change a verdict. */
export const RULES_VERSION = "1.8.1";

/** Judgements by tool name, in the order of the tools. */
export function classifyServer(server: ServerInput): Map<string, Judgement> {
  const context = parseServer(server);
  return new Map(server.tools.map((tool) => [tool.name, classifyTool(tool, context)]));
}

const MAX_EVIDENCE = 6;

export function classifyTool(tool: ToolDefinition, context: ServerContext): Judgement {
  const subject = parseSubject(tool, context);
  return toJudgement(subject, evaluate(subject));
}

/** What a model's verdict is measured against: the rules' own, and what no verdict may fall below. */
export function prepareQuestions(server: ServerInput): AskedTool[] {
  const context = parseServer(server);
  return server.tools.map((tool) => {
    const subject = parseSubject(tool, context);
    const evaluation = evaluate(subject);
    const { facts } = findFacets(subject, { ...evaluation, category: "read" });
    return {
      tool,
      judgement: toJudgement(subject, evaluation),
      floor: findFloor(subject, evaluation),
      readFacts: selectRaisingFacts("read", facts),
    };
  });
}

function toJudgement(subject: Subject, evaluation: Evaluation): Judgement {
  const { facets, facts } = findFacets(subject, evaluation);
  const reversible = judgeReversible(subject, evaluation);
  return {
    category: evaluation.category,
    risk: computeRisk(evaluation.category, facts),
    raisedBy: selectRaisingFacts(evaluation.category, facts),
    facets,
    reversible,
    confidence: evaluation.confidence,
    rationale: formatRationale(subject, evaluation, { category: evaluation.category, reversible, facets }),
    evidence: collectEvidence(subject.tool.name, evaluation),
  };
}

function collectEvidence(name: string, { carried }: Evaluation): Judgement["evidence"] {
  if (carried.length === 0) return [{ field: "name", quote: name }];
  const evidence: Judgement["evidence"] = [];
  for (const finding of carried) {
    for (const quoted of finding.evidence) {
      const isKnown = evidence.some(({ field, quote }) => field === quoted.field && quote === quoted.quote);
      if (!isKnown && evidence.length < MAX_EVIDENCE) evidence.push(quoted);
    }
  }
  return evidence;
}

const REVERSIBLE_BY_NATURE: Record<Category, Judgement["reversible"]> = {
  read: "yes",
  write: "yes",
  execute: "unknown",
  destructive: "no",
  financial: "no",
};

function judgeReversible(tool: Subject, evaluation: Evaluation): Judgement["reversible"] {
  const { held } = evaluation;
  if (held.has("cannot-be-undone")) return "no";
  if (held.has("can-be-restored")) return "yes";
  if (held.has("cancels-for-good") || held.has("overwrites-everything")) return "no";
  if (evaluation.category === "execute" && findWayBack(tool)) return "yes";
  return REVERSIBLE_BY_NATURE[evaluation.category];
}

/**
 * Everything that a verdict depends on, as one text; `inputHash` is its SHA-256. `version` is the rules' version, or
 * the model's with its prompt's.
 */
export function formatClassificationInput(
  tool: ToolDefinition,
  server: Pick<ServerInput, "slug" | "name" | "description" | "tools">,
  version: string = RULES_VERSION,
): string {
  const { name, title, description, inputSchema, outputSchema, annotations, partial } = tool;
  const input = {
    version,
    server: { slug: server.slug, name: server.name, description: server.description },
    siblings: listSiblings(server.tools),
    tool: { name, title, description, inputSchema, outputSchema, annotations, partial },
  };
  return formatCanonicalJson(JSON.parse(JSON.stringify(input)) as Json);
}

/** Sorted once a server: every tool's input holds them. */
const SIBLINGS = new WeakMap<readonly ToolDefinition[], string[]>();

function listSiblings(tools: readonly ToolDefinition[]): string[] {
  const known = SIBLINGS.get(tools);
  if (known) return known;
  const names = tools.map(({ name }) => name).sort(compareCodePoints);
  SIBLINGS.set(tools, names);
  return names;
}
