/** What a parameter holds, once it is known where the call stands. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { elementsOf } from "./combine.ts";
import { evaluate } from "./evaluate.ts";
import { injectedValue } from "./injection.ts";
import { bindPattern } from "./patterns.ts";
import type { Program } from "./program.ts";
import { type Declaration, parameterNodes, parameterPattern } from "./scopes.ts";
import { type Env, type Item, list, UNDEFINED, UNKNOWN, type Value } from "./values.ts";

export function argumentNodes(call: SyntaxNode): SyntaxNode[] {
  const node = childIn(call, "arguments");
  return node?.type === "arguments" ? namedChildren(node) : [];
}

/** The arguments' values, spreads laid out. */
export function evaluateArguments(program: Program, call: SyntaxNode, env: Env): Value[] {
  return argumentItems(program, call, env).map(({ value }) => value);
}

/** The same with the conditions under which a list that is spread holds each of them. */
export function argumentItems(program: Program, call: SyntaxNode, env: Env): readonly Item[] {
  return argumentNodes(call).flatMap((node): readonly Item[] => {
    if (node.type !== "spread_element") return [{ value: evaluate(program, node, env) }];
    const elements = elementsOf(evaluate(program, namedChildren(node)[0], env));
    return elements.open ? [{ value: UNKNOWN }] : elements.items;
  });
}

/** A parameter that nobody bound: from the call that `env` knows of, else its default. */
export function parameterValue(program: Program, declaration: Declaration, env: Env): Value {
  const { owner, name, node } = declaration;
  if (!owner) return UNKNOWN;
  program.dependOn(owner);
  const site = env.get(owner);
  if (site?.kind !== "site") {
    const injected = injectedValue(program, node);
    if (injected) return injected;
    program.touched.add(owner);
    if (program.shallow && !program.bare) return UNKNOWN;
    const value = bindOne(program, node, name, UNKNOWN, env);
    if (value.kind !== "unknown") program.assumed.add(owner);
    return value;
  }
  if (program.inProgress.has(name)) return program.cutShort();
  program.inProgress.add(name);
  try {
    const at = parameterNodes(owner).indexOf(node);
    const isRest = parameterPattern(node).pattern.type === "rest_pattern";
    const nodes = argumentNodes(site.node);
    const needsAll = isRest || nodes.slice(0, at + 1).some((argument) => argument.type === "spread_element");
    if (needsAll) {
      const values = evaluateArguments(program, site.node, env);
      return bindOne(program, node, name, isRest ? list(values.slice(at)) : (values[at] ?? UNDEFINED), env);
    }
    const argument = nodes[at];
    return bindOne(program, node, name, argument ? evaluate(program, argument, env) : UNDEFINED, env);
  } finally {
    program.inProgress.delete(name);
  }
}

function bindOne(program: Program, parameter: SyntaxNode, name: SyntaxNode, value: Value, env: Env): Value {
  const bindings = new Map<SyntaxNode, Value>();
  bindParameter(program, parameter, value, env, bindings);
  return bindings.get(name) ?? UNKNOWN;
}

/** Binds one parameter's names to its argument, or to its default where there is none. */
export function bindParameter(
  program: Program,
  parameter: SyntaxNode,
  value: Value,
  env: Env,
  bindings: Map<SyntaxNode, Value>,
): void {
  const { pattern, fallback } = parameterPattern(parameter);
  // A condition is decided by what is known: an argument that nobody knows may differ from the default.
  const isGuess = value.kind === "unknown" && (!program.shallow || program.bare);
  const missing = isGuess || (value.kind === "constant" && value.value === undefined);
  const given = missing && fallback ? evaluate(program, fallback, env) : value;
  const target = pattern.type === "rest_pattern" ? namedChildren(pattern)[0] : pattern;
  if (target) bindPattern(program, target, given, env, bindings);
}
