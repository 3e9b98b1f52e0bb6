/** What the program's own functions give: parameters bound to the call's arguments, returns with their conditions. */
import { childIn, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { bindParameter } from "./arguments.ts";
import { capturesTheSame } from "./captured.ts";
import { evaluate } from "./evaluate.ts";
import { answerOf, conditionGuard, conditionsAround } from "./guards.ts";
import type { Program } from "./program.ts";
import { objectSchema } from "./schema-builders.ts";
import { convertedSchema } from "./schema-converters.ts";
import { FUNCTION_TYPES, findDeclaration, parameterNodes } from "./scopes.ts";
import {
  type Env,
  type FunctionValue,
  type Guard,
  type Item,
  optionsOf,
  type Site,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

const MAX_ACTIVE_CALLS = 3;

/** What a function gives for these arguments: each `return` that can be reached. */
export function callFunction(program: Program, fn: FunctionValue, args: readonly Value[], env: Env): Value {
  const converted = convertedSchema(fn, args);
  if (converted) return converted;
  const bound = withEnv(env, fn.env);
  const given = [fn.self ?? UNDEFINED, ...args];
  const known = program.values.recall(program, fn.node, bound, given);
  if (known) return known;
  const active = program.activeCalls.get(fn.node) ?? [];
  if (active.length >= MAX_ACTIVE_CALLS || active.some((call) => saysNoMore(fn, args, call)))
    return program.cutShort(fn.node);
  program.activeCalls.set(fn.node, [...active, { env: fn.env, args }]);
  try {
    const own = new Set<SyntaxNode>();
    const inner = new Map(bound);
    const recording = program.record(
      () => program.deeper(() => run(program, fn, args, inner, own), UNKNOWN),
      own,
      active.length === 0 ? fn.node : undefined,
    );
    program.values.keep(fn.node, recording, bound, given);
    const { result } = recording;
    // Some versions of zod make the shape of an object when it is first read.
    const shape = args[0];
    if (
      result.kind === "schema" &&
      result.json["type"] === "object" &&
      !result.shape?.size &&
      shape?.kind === "object"
    ) {
      return objectSchema(shape) ?? result;
    }
    return result;
  } finally {
    program.activeCalls.set(fn.node, active);
  }
}

/** What is bound around a call, and over it what was bound where the function was made. */
function withEnv(around: Env, own: Env): Env {
  if (around.size === 0 || around === own) return own;
  if (own.size === 0) return around;
  const bound = new Map(around);
  for (const [node, value] of own) bound.set(node, value);
  return bound;
}

/** A call under way. */
export interface ActiveCall {
  env: Env;
  args: readonly Value[];
}

/** Whether a call within a call of the same function is as much in the dark about what it goes down into. */
function saysNoMore(fn: FunctionValue, args: readonly Value[], outer: ActiveCall): boolean {
  const isDark = ([subject]: readonly Value[]): boolean =>
    subject !== undefined && optionsOf(subject).every(({ value }) => value.kind === "unknown");
  return isDark(args) && isDark(outer.args) && capturesTheSame(fn.node, fn.env, outer.env);
}

/** Binds what the call gives into `bound`, and notes in `own` what that was. */
function run(
  program: Program,
  fn: FunctionValue,
  args: readonly Value[],
  bound: Map<SyntaxNode, Value | Site>,
  own: Set<SyntaxNode>,
): Value {
  const bind = (node: SyntaxNode, value: Value | Site): void => {
    bound.set(node, value);
    own.add(node);
  };
  if (fn.self) bindSelf(fn.node, fn.self, bind);
  const bindings = new Map<SyntaxNode, Value>();
  for (const [index, parameter] of parameterNodes(fn.node).entries()) {
    const isRest = parameter.type === "rest_pattern" || childIn(parameter, "pattern")?.type === "rest_pattern";
    const rest = args.slice(index).map((item) => ({ value: item }));
    const value: Value = isRest ? { kind: "array", items: rest, open: false } : (args[index] ?? UNDEFINED);
    bindParameter(program, parameter, value, bound, bindings);
    for (const [name, given] of bindings) bind(name, given);
  }
  const body = childIn(fn.node, "body");
  if (!body) return UNKNOWN;
  if (body.type !== "statement_block") return evaluate(program, body, bound);
  for (const statement of namedChildren(body)) {
    if (statement.type === "comment") continue;
    const name = parameterSet(statement, own);
    if (!name) break;
    bind(name, evaluate(program, childIn(namedChildren(statement)[0], "right"), bound));
  }
  return returnedValue(program, body, bound);
}

/** `type = unwrap(type);` as a function begins: the parameter that is another value from there on. */
function parameterSet(statement: SyntaxNode, own: ReadonlySet<SyntaxNode>): SyntaxNode | undefined {
  const assignment = statement.type === "expression_statement" ? namedChildren(statement)[0] : undefined;
  const left = assignment?.type === "assignment_expression" ? childIn(assignment, "left") : undefined;
  const declaration = left?.type === "identifier" ? findDeclaration(left.text, left) : undefined;
  return declaration?.kind === "parameter" && own.has(declaration.name) ? declaration.name : undefined;
}

function bindSelf(node: SyntaxNode, self: Value, bind: (node: SyntaxNode, value: Value | Site) => void): void {
  const owner = node.parent?.type === "class_body" ? node.parent.parent : node.parent;
  if (self.kind === "instance") for (const [name, value] of self.env) bind(name, value);
  if (owner) bind(owner, self);
}

const RETURNS = new Set(["return_statement", ...FUNCTION_TYPES]);

function returnStatements(body: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let end = -1;
  for (const node of body.tree.ofTypes(RETURNS, body)) {
    if (node.start < end) continue;
    if (node.type === "return_statement") found.push(node);
    else end = node.end;
  }
  return found;
}

function returnedValue(program: Program, body: SyntaxNode, env: Env): Value {
  const options: Item[] = [];
  for (const statement of returnStatements(body).slice(0, 60)) {
    if (enclosing(statement, "catch_clause") && options.length > 0) continue;
    const guards: Guard[] = [];
    let reachable = true;
    let isCertain = true;
    for (const condition of conditionsAround(statement, body)) {
      const answer = answerOf(program, condition, env);
      if (answer === false) reachable = false;
      if (answer !== undefined) continue;
      isCertain = false;
      guards.push(conditionGuard(program, condition.node, condition.negated, env));
    }
    if (!reachable) continue;
    const value = evaluate(program, namedChildren(statement)[0], env);
    options.push(isCertain ? { value } : { value, guards });
    if (isCertain) break;
  }
  if (options.length === 0) return UNDEFINED;
  // A condition must not come out by leaving out what is not known.
  if (program.shallow) return union(options);
  const telling = options.filter(
    ({ value }) =>
      value.kind !== "unknown" && !(value.kind === "constant" && (value.value === undefined || value.value === null)),
  );
  // Beside a mere yes or no, what is not known may be the other answer.
  const isAnswer = telling.every(({ value }) => value.kind === "constant" && typeof value.value === "boolean");
  return union(isAnswer ? options : telling);
}
