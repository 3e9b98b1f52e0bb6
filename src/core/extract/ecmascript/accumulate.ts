/** Texts that a function puts together step by step: `let text = "…"; if (x) text += "…";`. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { joinStrings } from "./combine.ts";
import { evaluate } from "./evaluate.ts";
import { answerOf, conditionGuard, conditionsAround } from "./guards.ts";
import type { Program } from "./program.ts";
import { referencesInFile } from "./references.ts";
import { type Declaration, FUNCTION_TYPES } from "./scopes.ts";
import { asString, type Env, type Value } from "./values.ts";

const MAX_PARTS = 100;
/** Steps for one condition: what is added under it costs as many. */
const ANSWER_STEPS = 10_000;

/**
 * The text that a variable holds in the end, without the parts that only some configuration adds; `undefined` where it is
 * no text, nothing is added to it, or another function does that.
 */
export function accumulatedText(
  program: Program,
  declaration: Declaration,
  initial: Value | undefined,
  env: Env,
): Value | undefined {
  if (!initial || (asString(initial) === undefined && initial.kind !== "text")) return undefined;
  const changes = referencesInFile(declaration, (place) => place.field === "left").flatMap(
    (place) => place.parent ?? [],
  );
  const home = functionAround(declaration.name);
  const isPlain = changes.every((change) => functionAround(change) === home && isChange(change));
  const adds = changes.some(({ type }) => type === "augmented_assignment_expression");
  if (!isPlain || changes.length === 0 || changes.length > MAX_PARTS) return undefined;
  let text: Value = initial;
  for (const change of changes) {
    // `if (text.length === 0) text = "None"` asks for the text as it stands there.
    const here: Env = new Map(env).set(declaration.name, text);
    const answers = answersAround(program, change, here);
    // Where only one of several texts is chosen and nobody knows which, each of them counts.
    if (!adds && (isRepeated(change) || answers.some((answer) => typeof answer !== "boolean"))) return undefined;
    text = applyChange(program, text, change, answers, here);
  }
  return text;
}

function isChange(change: SyntaxNode): boolean {
  if (change.type === "assignment_expression") return true;
  return change.type === "augmented_assignment_expression" && childIn(change, "operator")?.type === "+=";
}

export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  let at = node.parent;
  while (at && !FUNCTION_TYPES.has(at.type)) at = at.parent;
  return at;
}

type Answer = boolean | "likely" | "unlikely";

/** How the conditions of a change come out; those that are not known, as they do without any configuration. */
function answersAround(program: Program, change: SyntaxNode, env: Env): Answer[] {
  return conditionsAround(change).map((condition) => {
    const answer = answerOf(program, condition, env, ANSWER_STEPS);
    if (answer !== undefined) return answer;
    return conditionGuard(program, condition.node, condition.negated, env).default === true ? "likely" : "unlikely";
  });
}

function applyChange(program: Program, text: Value, change: SyntaxNode, answers: readonly Answer[], env: Env): Value {
  if (answers.includes(false)) return text;
  if (answers.includes("unlikely") || isRepeated(change)) return partly(text);
  const right = evaluate(program, childIn(change, "right"), env);
  const next = change.type === "assignment_expression" ? right : joinStrings([text, right]);
  return answers.includes("likely") ? partly(next) : next;
}

function partly(value: Value): Value {
  return { kind: "text", text: value.kind === "text" ? value.text : (asString(value) ?? "") };
}

/** Within a loop, of whose turns nothing is known here. */
function isRepeated(node: SyntaxNode): boolean {
  for (let at = node.parent; at && !FUNCTION_TYPES.has(at.type); at = at.parent)
    if (/^(?:for|while|do)_/.test(at.type)) return true;
  return false;
}
