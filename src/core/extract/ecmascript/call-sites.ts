/** Where a function is called, in all files that take part. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { chainOf } from "./classes.ts";
import { evaluate } from "./evaluate.ts";
import { occurrences } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { references } from "./references.ts";
import { CLASS_TYPES, type Declaration, declarationsOf, FUNCTION_TYPES, findDeclaration } from "./scopes.ts";
import { EMPTY_ENV } from "./values.ts";

export interface CallSite {
  call: SyntaxNode;
  /** The function is not called here but handed to the call, as this argument. */
  callback?: SyntaxNode;
}

const MAX_SITES = 1_000;
const known = new WeakMap<Program, Map<SyntaxNode, CallSite[]>>();

export function callSites(program: Program, fn: SyntaxNode): readonly CallSite[] {
  let cache = known.get(program);
  if (!cache) {
    cache = new Map();
    known.set(program, cache);
  }
  const present = cache.get(fn);
  if (present) return present;
  cache.set(fn, []);
  const sites = findSites(program, fn).slice(0, MAX_SITES);
  cache.set(fn, sites);
  return sites;
}

function findSites(program: Program, fn: SyntaxNode): CallSite[] {
  if (fn.type === "method_definition" && childIn(fn, "name")?.text === "constructor") return constructions(program, fn);
  const declaration = declarationOf(fn);
  if (declaration) return references(program, declaration).flatMap((node) => siteOf(node) ?? []);
  const made = returnedBy(fn);
  if (made)
    return callSites(program, made).flatMap(({ call, callback }) => (callback ? [] : callsOfResult(program, call)));
  const key = methodName(fn);
  return key === undefined ? [] : methodSites(program, fn, key);
}

/** The declaration by which a function goes: its own name, or the variable that holds it. */
export function declarationOf(fn: SyntaxNode): Declaration | undefined {
  const name = fn.type === "method_definition" ? undefined : childIn(fn, "name");
  if (name && fn.type.endsWith("_declaration")) return findDeclaration(name.text, fn.parent ?? fn);
  let outer = fn.parent;
  // `const f = wrap(async () => …)` and `const f = (…) as T` name the function as well.
  for (
    let round = 0;
    outer && round < 3 && /^(?:as_expression|satisfies_expression|parenthesized_expression)$/.test(outer.type);
    round++
  )
    outer = outer.parent;
  const variable = outer?.type === "variable_declarator" ? childIn(outer, "name") : undefined;
  if (variable?.type === "identifier") return findDeclaration(variable.text, variable);
  if (name) return declarationsOf(fn)?.get(name.text);
  return undefined;
}

function siteOf(node: SyntaxNode): CallSite | undefined {
  let callee = node;
  for (let round = 0; round < 4; round++) {
    const parent = callee.parent;
    if (!parent) return undefined;
    if (
      (parent.type === "call_expression" && callee.field === "function") ||
      (parent.type === "new_expression" && callee.field === "constructor")
    )
      return { call: parent };
    if (parent.type === "arguments" && parent.parent?.type === "call_expression")
      return { call: parent.parent, callback: callee };
    if (parent.type === "member_expression" && callee.field === "property") callee = parent;
    else if (
      parent.type === "sequence_expression" ||
      parent.type === "parenthesized_expression" ||
      parent.type === "non_null_expression"
    )
      callee = parent;
    else return undefined;
  }
  return undefined;
}

/** The function that gives `fn` back: `return (…) => …`. */
function returnedBy(fn: SyntaxNode): SyntaxNode | undefined {
  const parent = fn.parent;
  if (parent?.type === "arrow_function" && fn.field === "body") return parent;
  if (parent?.type !== "return_statement") return undefined;
  for (let at = parent.parent; at; at = at.parent) if (FUNCTION_TYPES.has(at.type)) return at;
  return undefined;
}

/** Calls of what a call gave: `const register = makeRegister(server); register(…)`. */
function callsOfResult(program: Program, call: SyntaxNode): CallSite[] {
  if (call.parent?.type === "call_expression" && call.field === "function") return [{ call: call.parent }];
  const name = call.parent?.type === "variable_declarator" ? childIn(call.parent, "name") : undefined;
  const declaration = name?.type === "identifier" ? findDeclaration(name.text, name) : undefined;
  return declaration ? references(program, declaration).flatMap((node) => siteOf(node) ?? []) : [];
}

/** The key of a method, of a function in an object, of a class's arrow field, or of `exports.key = function`. */
function methodName(fn: SyntaxNode): string | undefined {
  if (fn.type === "method_definition") return childIn(fn, "name")?.text;
  const parent = fn.parent;
  if (parent?.type === "pair") return childIn(parent, "key")?.text;
  if (parent?.type === "public_field_definition" || parent?.type === "field_definition")
    return (childIn(parent, "name") ?? childIn(parent, "property"))?.text;
  if (parent?.type === "assignment_expression") return childIn(childIn(parent, "left"), "property")?.text;
  return undefined;
}

function methodSites(program: Program, fn: SyntaxNode, key: string): CallSite[] {
  const sites: CallSite[] = [];
  const owner = classAround(fn);
  for (const path of program.reachable) {
    const root = program.root(path);
    if (!root?.tree.flat.text.includes(key)) continue;
    for (const node of occurrences(root, key)) {
      if (node.field !== "property" || node.parent?.type !== "member_expression") continue;
      const site = siteOf(node);
      if (site && means(program, node.parent, fn, owner)) sites.push(site);
    }
  }
  return sites;
}

function classAround(fn: SyntaxNode): SyntaxNode | undefined {
  const body = fn.type === "method_definition" ? fn.parent : fn.parent?.parent;
  return body?.type === "class_body" ? body.parent : undefined;
}

/** Whether `object.key` can be the method. An object that is not known may be any. */
function means(program: Program, member: SyntaxNode, fn: SyntaxNode, owner: SyntaxNode | undefined): boolean {
  const object = childIn(member, "object");
  const { result: value } = program.track(() => evaluate(program, object, EMPTY_ENV));
  switch (value.kind) {
    case "instance":
      return owner !== undefined && chainOf(program, value.class).some(({ node }) => node === owner);
    case "class":
      return owner !== undefined && chainOf(program, value).some(({ node }) => node === owner);
    case "unknown":
      return true;
    case "object":
    case "module": {
      const { result: target } = program.track(() => evaluate(program, member, EMPTY_ENV));
      return target.kind === "function" ? target.node === fn : target.kind === "unknown";
    }
    default:
      return false;
  }
}

/** `new C(…)`, and `super(…)` in the classes that extend it. */
function constructions(program: Program, maker: SyntaxNode): CallSite[] {
  const node = maker.parent?.parent;
  const declaration = node && CLASS_TYPES.has(node.type) ? classDeclaration(node) : undefined;
  return declaration
    ? references(program, declaration)
        .flatMap((reference) => siteOf(reference) ?? [])
        .filter(({ call }) => call.type === "new_expression")
    : [];
}

export function classDeclaration(node: SyntaxNode): Declaration | undefined {
  const outer = node.parent?.type === "variable_declarator" ? childIn(node.parent, "name") : undefined;
  if (outer?.type === "identifier") return findDeclaration(outer.text, outer);
  // `var X = class _X { … }` with another assignment in between.
  const assigned = node.parent?.type === "assignment_expression" ? childIn(node.parent, "left") : undefined;
  if (assigned?.type === "identifier") return findDeclaration(assigned.text, assigned);
  const name = childIn(node, "name");
  return name && findDeclaration(name.text, node.parent ?? node);
}

const MAX_METHODS = 100;

/** Methods of that name in all classes: what `x.name(…)` may mean where `x` is not known. */
export function methodsNamed(program: Program, name: string): readonly SyntaxNode[] {
  const byName = program.once("methods", () => {
    const found = new Map<string, SyntaxNode[]>();
    for (const path of program.reachable) {
      for (const node of program.root(path)?.tree.ofTypes(new Set(["method_definition"])) ?? []) {
        const key = childIn(node, "name")?.text;
        if (key !== undefined && node.parent?.type === "class_body") found.set(key, [...(found.get(key) ?? []), node]);
      }
    }
    return found;
  });
  return (byName.get(name) ?? []).slice(0, MAX_METHODS);
}
