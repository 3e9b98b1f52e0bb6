/** Classes: chains of inheritance, what a class declares, and what `this` means. */
import { childIn, childOfType, hasToken, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { CLASS_TYPES } from "./scopes.ts";
import { type ClassValue, EMPTY_ENV, type Env, UNDEFINED, UNKNOWN, type Value } from "./values.ts";

/** The class and its ancestors that are in the tree, nearest first. */
export function chainOf(program: Program, start: ClassValue): ClassValue[] {
  const chain: ClassValue[] = [];
  for (let at: Value = start; at.kind === "class" && chain.length < 30; at = superclassOf(program, at)) {
    const { node } = at;
    if (chain.some((known) => known.node === node)) break;
    chain.push(at);
  }
  return chain;
}

/** `value instanceof cls` for a class of the program; `undefined` where that is not known. */
export function isInstanceOf(program: Program, value: Value, cls: ClassValue): boolean | undefined {
  switch (value.kind) {
    case "unknown":
    case "external":
    case "union":
      return undefined;
    case "instance": {
      const chain = chainOf(program, value.class);
      if (chain.some(({ node }) => node === cls.node)) return true;
      const last = chain.at(-1);
      return last && superclassOf(program, last).kind === "unknown" ? undefined : false;
    }
    default:
      return false;
  }
}

export function heritageOf(node: SyntaxNode): SyntaxNode | undefined {
  const heritage = childOfType(node, "class_heritage");
  const clause = childOfType(heritage, "extends_clause");
  // JavaScript's grammar has no clause around the expression; `implements` is no ancestor.
  return clause
    ? childIn(clause, "value")
    : heritage && namedChildren(heritage).find(({ type }) => !type.endsWith("_clause"));
}

export function superclassOf(program: Program, { node, env }: ClassValue): Value {
  const heritage = heritageOf(node);
  if (!heritage) return UNDEFINED;
  const known = program.superclasses.get(heritage);
  if (known) return known;
  const result = program.aside(() => evaluate(program, heritage, env));
  program.superclasses.set(heritage, result);
  return result;
}

export function classesOf(program: Program): readonly ClassValue[] {
  return program.once("classes", () =>
    program.reachable.flatMap((path) => {
      const root = program.root(path);
      return root
        ? [...root.tree.ofTypes(CLASS_TYPES)].map((node): ClassValue => ({ kind: "class", node, env: EMPTY_ENV }))
        : [];
    }),
  );
}

export function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childIn(node, "body")?.children ?? [];
}

export function constructorOf(node: SyntaxNode): SyntaxNode | undefined {
  return membersOf(node).find(
    (member) => member.type === "method_definition" && childIn(member, "name")?.text === "constructor",
  );
}

export function isStatic(member: SyntaxNode): boolean {
  return hasToken(member, "static");
}

/** What `this` is at a place: the instance that `env` holds, else any instance of the class around. */
export function thisValue(program: Program, node: SyntaxNode, env: Env): Value {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === "class_static_block") return { kind: "class", node: at.parent?.parent ?? at, env };
    const isMethod = at.type === "method_definition";
    if (
      at.type === "function_expression" ||
      at.type === "function_declaration" ||
      (isMethod && at.parent?.type === "object")
    ) {
      const object = isMethod ? at.parent : at.parent?.parent;
      if (object) program.dependOn(object);
      const bound = object && env.get(object);
      return bound && bound.kind !== "site" ? bound : UNKNOWN;
    }
    const isField = at.type === "public_field_definition" || at.type === "field_definition";
    if (!isMethod && !isField) continue;
    const cls = at.parent?.parent;
    if (!cls || !CLASS_TYPES.has(cls.type)) return UNKNOWN;
    program.dependOn(cls);
    const bound = env.get(cls);
    if (bound && bound.kind !== "site") return bound;
    if (isStatic(at)) return { kind: "class", node: cls, env };
    program.touched.add(cls);
    return { kind: "instance", class: { kind: "class", node: cls, env: EMPTY_ENV }, env: EMPTY_ENV };
  }
  return UNKNOWN;
}
