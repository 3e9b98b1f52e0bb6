/** Destructuring: which value each name of a pattern gets. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { elementsOf } from "./combine.ts";
import { evaluate } from "./evaluate.ts";
import { keyText, memberOf } from "./members.ts";
import type { Program } from "./program.ts";
import { type Env, UNDEFINED, UNKNOWN, type Value } from "./values.ts";

export function bindPattern(
  program: Program,
  pattern: SyntaxNode,
  value: Value,
  env: Env,
  bindings: Map<SyntaxNode, Value>,
): void {
  program.deeper(() => bind(program, pattern, value, env, bindings), undefined);
}

function bind(program: Program, pattern: SyntaxNode, value: Value, env: Env, bindings: Map<SyntaxNode, Value>): void {
  switch (pattern.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      bindings.set(pattern, value);
      return;
    case "assignment_pattern":
    case "object_assignment_pattern": {
      const left = childIn(pattern, "left");
      const missing = value.kind === "unknown" || (value.kind === "constant" && value.value === undefined);
      if (left)
        bindPattern(program, left, missing ? evaluate(program, childIn(pattern, "right"), env) : value, env, bindings);
      return;
    }
    case "object_pattern":
      bindObject(program, pattern, value, env, bindings);
      return;
    case "array_pattern":
      bindArray(program, pattern, value, env, bindings);
  }
}

function bindObject(
  program: Program,
  pattern: SyntaxNode,
  value: Value,
  env: Env,
  bindings: Map<SyntaxNode, Value>,
): void {
  const taken = new Set<string>();
  for (const child of namedChildren(pattern)) {
    if (child.type === "rest_pattern") {
      const target = namedChildren(child)[0];
      if (target) bindPattern(program, target, without(value, taken), env, bindings);
      continue;
    }
    const name = child.type === "object_assignment_pattern" ? childIn(child, "left") : (childIn(child, "key") ?? child);
    const key = keyText(program, name, env);
    if (key !== undefined) taken.add(key);
    const target = child.type === "pair_pattern" ? childIn(child, "value") : child;
    if (target)
      bindPattern(
        program,
        target,
        key === undefined ? UNKNOWN : memberOf(program, value, key, env, pattern),
        env,
        bindings,
      );
  }
}

function without(value: Value, keys: ReadonlySet<string>): Value {
  if (value.kind !== "object") return UNKNOWN;
  return { ...value, entries: new Map([...value.entries].filter(([key]) => !keys.has(key))) };
}

function bindArray(
  program: Program,
  pattern: SyntaxNode,
  value: Value,
  env: Env,
  bindings: Map<SyntaxNode, Value>,
): void {
  const { items, open } = elementsOf(value);
  const { text } = pattern.tree.flat;
  let index = 0;
  let at = pattern.start;
  for (const child of namedChildren(pattern)) {
    // Holes (`[, second]`) have no node of their own.
    index += text.slice(at, child.start).split(",").length - 1;
    at = child.end;
    const isRest = child.type === "rest_pattern";
    const target = isRest ? namedChildren(child)[0] : child;
    const rest: Value = { kind: "array", items: items.slice(index), open };
    if (target)
      bindPattern(
        program,
        target,
        isRest ? rest : (items[index]?.value ?? (open ? UNKNOWN : UNDEFINED)),
        env,
        bindings,
      );
  }
}
