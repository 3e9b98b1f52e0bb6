/** Conditions between a place and the function or file around it, and how they come out without configuration. */
import { childIn, contains, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { FUNCTION_TYPES } from "./scopes.ts";
import { type Env, type Guard, truthiness } from "./values.ts";

const MAX_GUARD_LENGTH = 300;
/** A condition may lead anywhere in the program; its answer is worth no more than this. */
const CONDITION_STEPS = 1_500;

export interface Condition {
  node: SyntaxNode;
  negated: boolean;
  /** For a `case`: what the condition is compared with; one of them is enough. */
  equals?: readonly SyntaxNode[];
}

export function conditionGuard(program: Program, node: SyntaxNode | undefined, negated: boolean, env: Env): Guard {
  if (!node) return { text: negated ? "otherwise" : "condition", default: "unknown" };
  const text = guardText(node);
  return { text: negated ? `!(${text})` : text, default: defaultAnswer(program, { node, negated }, env) };
}

const texts = new WeakMap<SyntaxNode, string>();

/** A condition in one line; the same one is asked for thousands of times. */
function guardText(node: SyntaxNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = node.text
    .replace(/\s+/g, " ")
    .replace(/^\((.*)\)$/s, "$1")
    .slice(0, MAX_GUARD_LENGTH);
  texts.set(node, text);
  return text;
}

/** Whether a condition holds when no environment variable and no option is given. */
function defaultAnswer(program: Program, condition: Condition, env: Env): boolean | "unknown" {
  const before = program.bare;
  program.bare = true;
  try {
    return answerOf(program, condition, env) ?? "unknown";
  } finally {
    program.bare = before;
  }
}

/** How a condition comes out; `undefined` where that is not known, or not within so many steps. */
export function answerOf(
  program: Program,
  { node, negated, equals }: Condition,
  env: Env,
  steps = CONDITION_STEPS,
): boolean | undefined {
  if (program.hopeless.has(node) && steps <= CONDITION_STEPS) return undefined;
  const answer = (): boolean | undefined => {
    const value = evaluate(program, node, env);
    if (!equals) return truthiness(value);
    const answers = equals.map((node) => {
      const other = evaluate(program, node, env);
      return value.kind === "constant" && other.kind === "constant" ? value.value === other.value : undefined;
    });
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  };
  const { result } = program.track(() =>
    program.shallowly(() =>
      program.within(steps, () => {
        const found = answer();
        if (program.isExhausted) program.hopeless.add(node);
        return found;
      }),
    ),
  );
  return result === undefined ? undefined : result !== negated;
}

/** Conditions of `if`, `? :`, `&&`, `case` and early returns, from `node` up to `stop` or the nearest function. */
export function conditionsAround(node: SyntaxNode, stop?: SyntaxNode): Condition[] {
  const conditions: Condition[] = [];
  let inner = node;
  for (let outer = node.parent; outer && inner !== stop; inner = outer, outer = outer.parent) {
    if (FUNCTION_TYPES.has(inner.type)) break;
    addCondition(outer, inner, conditions);
  }
  return conditions;
}

function addCondition(outer: SyntaxNode, inner: SyntaxNode, conditions: Condition[]): void {
  switch (outer.type) {
    case "if_statement":
    case "ternary_expression": {
      const condition = childIn(outer, "condition");
      if (condition && condition !== inner)
        conditions.push({ node: condition, negated: inner.field === "alternative" });
      return;
    }
    case "binary_expression": {
      const operator = childIn(outer, "operator")?.type;
      const left = childIn(outer, "left");
      if (left && inner !== left && (operator === "&&" || operator === "||"))
        conditions.push({ node: left, negated: operator === "||" });
      return;
    }
    case "switch_case":
    case "switch_default": {
      const subject = outer.parent?.parent && childIn(outer.parent.parent, "value");
      const equals = outer.type === "switch_default" ? allCases(outer) : casesBefore(outer);
      const negated = outer.type === "switch_default";
      if (subject && equals.length > 0 && inner.field !== "value") conditions.push({ node: subject, negated, equals });
      return;
    }
    case "statement_block":
      for (const statement of outer.children) {
        if (statement === inner) break;
        const condition = earlyExit(statement);
        if (condition) conditions.push({ node: condition, negated: true });
      }
  }
}

/** The values of a `case` and of the empty ones before it, which run into it. */
function casesBefore(clause: SyntaxNode): SyntaxNode[] {
  const clauses = clause.parent?.children ?? [];
  const values: SyntaxNode[] = [];
  for (let at = clauses.indexOf(clause); at >= 0; at--) {
    const one = clauses[at];
    if (!one || (one !== clause && childIn(one, "body"))) break;
    const value = childIn(one, "value");
    if (value) values.push(value);
  }
  return values;
}

function allCases(clause: SyntaxNode): SyntaxNode[] {
  return (clause.parent?.children ?? []).flatMap((one) => childIn(one, "value") ?? []);
}

/** The condition of `if (…) return;` and of `if (…) continue;`. */
function earlyExit(statement: SyntaxNode): SyntaxNode | undefined {
  if (statement.type !== "if_statement" || childIn(statement, "alternative")) return undefined;
  let body = childIn(statement, "consequence");
  if (body?.type === "statement_block") body = namedChildren(body).at(-1);
  if (!body || !/^(?:return_statement|continue_statement|throw_statement)$/.test(body.type)) return undefined;
  return childIn(statement, "condition");
}

/**
 * The conditions under which `node` runs, through the calls that `env` says lead there. `false` where one of them can
 * never hold.
 */
export function guardsAt(program: Program, node: SyntaxNode, env: Env): Guard[] | false {
  const guards: Guard[] = [];
  let at: SyntaxNode | undefined = node;
  for (let round = 0; at && round < 50; round++) {
    for (const condition of conditionsAround(at)) {
      const result = answerOf(program, condition, env);
      if (result === false) return false;
      if (result === true) continue;
      const guard = conditionGuard(program, condition.node, condition.negated, env);
      if (condition.equals)
        guard.text += ` === ${condition.equals
          .map(({ text }) => text)
          .join(" | ")
          .slice(0, 100)}`;
      if (condition.equals) guard.default = "unknown";
      if (!guards.some((present) => present.text === guard.text)) guards.push(guard);
    }
    let fn: SyntaxNode | undefined = at;
    while (fn && !FUNCTION_TYPES.has(fn.type)) {
      addTurn(program, fn, env, guards);
      fn = fn.parent;
    }
    if (fn) addTurn(program, fn, env, guards);
    const site: ReturnType<Env["get"]> = fn && env.get(fn);
    const next: SyntaxNode | undefined = site?.kind === "site" ? site.node : fn?.parent;
    if (!next || (fn && site?.kind === "site" && contains(fn, next))) break;
    at = next;
  }
  return guards;
}

/** The conditions under which a list holds the element that a loop or callback is at. */
function addTurn(program: Program, node: SyntaxNode, env: Env, guards: Guard[]): void {
  const turn = env.get(node);
  if (turn?.kind !== "union" || (node.type !== "for_in_statement" && !FUNCTION_TYPES.has(node.type))) return;
  program.dependOn(node);
  for (const guard of turn.options.flatMap((option) => option.guards ?? []))
    if (!guards.some((present) => present.text === guard.text)) guards.push(guard);
}
