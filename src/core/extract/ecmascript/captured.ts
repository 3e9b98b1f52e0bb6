/** What a value takes along from where it was made: functions, classes and properties that are worked out later. */
import type { SyntaxNode } from "../syntax.ts";
import type { Program } from "./program.ts";
import { CLASS_TYPES, declarationsOf, FUNCTION_TYPES } from "./scopes.ts";
import { type Env, isSame } from "./values.ts";

const known = new WeakMap<SyntaxNode, readonly SyntaxNode[]>();

/** Notes the functions, loops and classes around `node` whose parameters, variables or `this` it may take later on. */
export function dependOnScopes(program: Program, node: SyntaxNode, env: Env): void {
  for (const scope of scopesAround(node)) {
    const names = CLASS_TYPES.has(scope.type) ? [] : [...(declarationsOf(scope)?.values() ?? [])];
    const bound = names.filter(({ name }) => env.has(name));
    for (const { name } of bound) program.dependOn(name);
    if (bound.length === 0) program.dependOn(scope);
  }
}

/** Whether two environments give a function the same of all that stands around it. */
export function capturesTheSame(node: SyntaxNode, a: Env, b: Env): boolean {
  return scopesAround(node).every((scope) => {
    const names = CLASS_TYPES.has(scope.type) ? [] : [...(declarationsOf(scope)?.values() ?? [])];
    return [scope, ...names.map(({ name }) => name)].every((one) => isSame(a.get(one), b.get(one)));
  });
}

/** Those that give something: classes, functions with parameters, loops over elements. */
function scopesAround(node: SyntaxNode): readonly SyntaxNode[] {
  const present = known.get(node);
  if (present) return present;
  const scopes: SyntaxNode[] = [];
  for (let at = node.parent; at; at = at.parent) {
    const isLoop = at.type === "for_in_statement";
    if (CLASS_TYPES.has(at.type)) scopes.push(at);
    else if ((isLoop || FUNCTION_TYPES.has(at.type)) && declarationsOf(at)?.size) scopes.push(at);
  }
  known.set(node, scopes);
  return scopes;
}
