/** Classes: chains of inheritance, fields however compilers write them, instances and what `this` means. */
import { childIn, childOfType, hasToken, namedChildren, type SyntaxNode } from "../syntax.ts";
import { bindParameter, evaluateArguments } from "./arguments.ts";
import { classDeclaration } from "./call-sites.ts";
import { expand } from "./contexts.ts";
import { evaluate } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { keyText } from "./members.ts";
import { applyAt } from "./mutations.ts";
import { occurrences } from "./occurrences.ts";
import type { Program } from "./program.ts";
import { references, referencesInFile } from "./references.ts";
import { CLASS_TYPES, findDeclaration, parameterNodes, parameterPattern } from "./scopes.ts";
import {
  type ClassValue,
  constant,
  EMPTY_ENV,
  type Env,
  type InstanceValue,
  type Site,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from "./values.ts";

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
  const known = program.constants.get(heritage);
  if (known) return known;
  const { result } = program.track(() => evaluate(program, heritage, env));
  program.constants.set(heritage, result);
  return result;
}

function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childIn(node, "body")?.children ?? [];
}

function isStatic(member: SyntaxNode): boolean {
  return hasToken(member, "static");
}

function memberName(program: Program, member: SyntaxNode, env: Env): string | undefined {
  return keyText(program, childIn(member, "name") ?? childIn(member, "property"), env);
}

/** A field's value or a method that the class itself declares. */
function ownMember(
  program: Program,
  cls: ClassValue,
  key: string,
  wantStatic: boolean,
  env: Env,
  self: Value,
): Value | undefined {
  for (const member of membersOf(cls.node)) {
    const isField = member.type === "public_field_definition" || member.type === "field_definition";
    if ((!isField && member.type !== "method_definition") || isStatic(member) !== wantStatic) continue;
    if (memberName(program, member, env) !== key) continue;
    if (isField) {
      const value = childIn(member, "value");
      if (value) return evaluate(program, value, env);
      continue;
    }
    if (hasToken(member, "set")) continue;
    const method: Value = { kind: "function", node: member, env, self };
    return hasToken(member, "get") ? callFunction(program, method, [], env) : method;
  }
  return undefined;
}

export function staticMember(program: Program, cls: ClassValue, key: string, env: Env): Value {
  for (const ancestor of chainOf(program, cls)) {
    const bound = new Map<SyntaxNode, Value | Site>([...env, ...ancestor.env]).set(ancestor.node, cls);
    const own = ownMember(program, ancestor, key, true, bound, cls) ?? assignedStatic(program, ancestor, key, bound);
    if (own) return own;
  }
  if (key === "name") return constant(classDeclaration(cls.node)?.name.text ?? childIn(cls.node, "name")?.text);
  const top = chainOf(program, cls).at(-1);
  const beyond = top ? superclassOf(program, top) : UNDEFINED;
  return beyond.kind === "external" || beyond.kind === "unknown" ? UNKNOWN : UNDEFINED;
}

/** `static { this.key = … }`, `C.key = …` and `__publicField(C, "key", …)`. */
function assignedStatic(program: Program, cls: ClassValue, key: string, env: Env): Value | undefined {
  for (const block of membersOf(cls.node)) {
    if (block.type !== "class_static_block") continue;
    const value = assignedIn(program, block, key, env);
    if (value) return value;
  }
  const declaration = classDeclaration(cls.node);
  for (const reference of declaration ? referencesInFile(declaration) : []) {
    const parent = reference.parent;
    if (
      parent?.type === "member_expression" &&
      parent.field === "left" &&
      childIn(parent, "property")?.text === key &&
      parent.parent?.type === "assignment_expression"
    ) {
      return evaluate(program, childIn(parent.parent, "right"), cls.env);
    }
    if (parent?.type === "arguments") {
      const [target, name, value] = namedChildren(parent);
      if (target === reference && name?.type === "string" && keyText(program, name, env) === key && value)
        return evaluate(program, value, env);
    }
  }
  return undefined;
}

/** `this.key = value` (and the helper that compilers write for it) in a constructor or static block. */
function assignedIn(program: Program, body: SyntaxNode, key: string, env: Env): Value | undefined {
  for (const node of occurrences(body, key)) {
    const member = node.parent;
    if (node.field !== "property" || member?.type !== "member_expression" || childIn(member, "object")?.type !== "this")
      continue;
    if (member.field === "left" && member.parent?.type === "assignment_expression")
      return evaluate(program, childIn(member.parent, "right"), env);
  }
  for (const call of body.tree.flat.text.slice(body.start, body.end).includes("Field(")
    ? body.tree.ofTypes(new Set(["call_expression"]), body)
    : []) {
    const [target, name, value] = namedChildren(childIn(call, "arguments") ?? call);
    if (target?.type === "this" && name?.type === "string" && keyText(program, name, env) === key && value)
      return evaluate(program, value, env);
  }
  return undefined;
}

function constructorOf(node: SyntaxNode): SyntaxNode | undefined {
  return membersOf(node).find(
    (member) => member.type === "method_definition" && childIn(member, "name")?.text === "constructor",
  );
}

/** `new C(…args)`: constructors' parameters bound up the chain, through `super(…)`. */
export function construct(program: Program, cls: ClassValue, args: readonly Value[] | undefined): InstanceValue {
  const env = new Map<SyntaxNode, Value | Site>(cls.env);
  const instance: InstanceValue = { kind: "instance", class: cls, env };
  let given = args;
  for (const { node } of chainOf(program, cls)) {
    env.set(node, instance);
    const maker = constructorOf(node);
    if (!maker || !given) continue;
    const bindings = new Map<SyntaxNode, Value>();
    for (const [index, parameter] of parameterNodes(maker).entries()) {
      bindParameter(program, parameter, given[index] ?? UNDEFINED, env, bindings);
    }
    for (const [name, value] of bindings) env.set(name, value);
    const call = [...maker.tree.ofTypes(new Set(["call_expression"]), maker)].find(
      (inner) => childIn(inner, "function")?.type === "super",
    );
    given = call && evaluateArguments(program, call, env);
  }
  return instance;
}

export function instanceMember(program: Program, instance: InstanceValue, key: string, env: Env): Value {
  const own = new Map<SyntaxNode, Value | Site>(instance.env);
  const chain = chainOf(program, instance.class);
  for (const { node } of chain) own.set(node, instance);
  return program.isolate(() => findMember(program, instance, chain, key, new Map([...env, ...own])), own).result;
}

function findMember(
  program: Program,
  instance: InstanceValue,
  chain: readonly ClassValue[],
  key: string,
  bound: Env,
): Value {
  for (const cls of chain) {
    const maker = constructorOf(cls.node);
    const value =
      (maker && assignedIn(program, maker, key, bound)) ??
      ownMember(program, cls, key, false, bound, instance) ??
      (maker && parameterProperty(program, maker, key, bound));
    if (!value) continue;
    return filledLater(program, chain, key, value, bound);
  }
  const top = chain.at(-1);
  const beyond = top ? superclassOf(program, top) : UNDEFINED;
  if (key === "constructor") return instance.class;
  if (chain.some(({ node }) => isSetLater(node, key))) return UNKNOWN;
  return beyond.kind === "external" || beyond.kind === "unknown" ? UNKNOWN : UNDEFINED;
}

/** A field that the class only declares, or that one of its methods sets. */
function isSetLater(node: SyntaxNode, key: string): boolean {
  return occurrences(node, key).some((place) => {
    const outer = place.parent;
    if (outer?.type === "public_field_definition" || outer?.type === "field_definition") return true;
    return outer?.type === "member_expression" && outer.field === "left" && childIn(outer, "object")?.type === "this";
  });
}

/** `constructor(private readonly key: T)`. */
function parameterProperty(program: Program, maker: SyntaxNode, key: string, env: Env): Value | undefined {
  const parameter = parameterNodes(maker).find((node) => {
    const isProperty = node.children.some(
      (child) =>
        child.type === "accessibility_modifier" || child.type === "readonly" || child.type === "override_modifier",
    );
    return isProperty && parameterPattern(node).pattern.text === key;
  });
  return parameter && evaluate(program, parameterPattern(parameter).pattern, env);
}

/** Collections in fields, with what the class's methods put in. */
function filledLater(program: Program, chain: readonly ClassValue[], key: string, value: Value, env: Env): Value {
  if (value.kind !== "array" && value.kind !== "map" && value.kind !== "object") return value;
  let filled = value as Value;
  for (const { node } of chain) {
    if (program.inProgress.has(node)) {
      program.cutShort();
      continue;
    }
    const body = childIn(node, "body");
    const places = body
      ? occurrences(body, key).filter((place) => childIn(place.parent, "object")?.type === "this")
      : [];
    if (places.length === 0) continue;
    program.inProgress.add(node);
    try {
      filled = applyAt(program, filled, places, env);
    } finally {
      program.inProgress.delete(node);
    }
  }
  return filled;
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

/** Every class of the program by its superclass in the tree. */
function subclasses(program: Program): ReadonlyMap<SyntaxNode, ClassValue[]> {
  return program.once("subclasses", () => {
    const bySuper = new Map<SyntaxNode, ClassValue[]>();
    for (const cls of classesOf(program)) {
      const parent = heritageOf(cls.node) && superclassOf(program, cls);
      if (parent?.kind === "class") bySuper.set(parent.node, [...(bySuper.get(parent.node) ?? []), cls]);
    }
    return bySuper;
  });
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

/** Instances of a class and of the classes below it, as the program makes them; abstract and unused ones are none. */
export function instancesOf(program: Program, node: SyntaxNode): InstanceValue[] {
  const instances: InstanceValue[] = [];
  const open: ClassValue[] = [{ kind: "class", node, env: EMPTY_ENV }];
  const seen = new Set<SyntaxNode>();
  for (let cls = open.shift(); cls; cls = open.shift()) {
    if (seen.has(cls.node) || seen.size > 2_000) continue;
    seen.add(cls.node);
    const below = subclasses(program).get(cls.node) ?? [];
    open.push(...below);
    if (cls.node.type === "abstract_class_declaration") continue;
    const declaration = classDeclaration(cls.node);
    const used = declaration ? references(program, declaration).filter(isUse) : [];
    const made = used.flatMap((reference) =>
      reference.parent?.type === "new_expression" && reference.field === "constructor" ? [reference.parent] : [],
    );
    for (const construction of made.slice(0, 20)) {
      const { result } = program.track(() => evaluate(program, construction, EMPTY_ENV));
      if (result.kind === "instance") instances.push(result);
    }
    if (made.length > 0 || used.length === 0 || (cls.node === node && below.length > 0)) continue;
    const chosen = dynamicInstances(program).get(cls.node);
    instances.push(...(chosen ?? [construct(program, cls, undefined)]));
  }
  return instances;
}

/** `new C(…)` where `C` is a loop's variable or a parameter: how the program makes what it takes from a list. */
function dynamicConstructions(program: Program): readonly { node: SyntaxNode; name: SyntaxNode }[] {
  return program.once("dynamic-constructions", () =>
    program.reachable.flatMap((path) =>
      [...(program.root(path)?.tree.ofTypes(new Set(["new_expression"])) ?? [])].flatMap((node) => {
        const name = childIn(node, "constructor");
        const declaration = name?.type === "identifier" ? findDeclaration(name.text, name) : undefined;
        const isChosen = declaration?.kind === "parameter" || declaration?.kind === "loop";
        return isChosen ? [{ node, name: declaration.name }] : [];
      }),
    ),
  );
}

/** Instances of classes that come out of a list: `for (const C of classes) new C(…)`. */
function dynamicInstances(program: Program): ReadonlyMap<SyntaxNode, InstanceValue[]> {
  const found = new Map<SyntaxNode, InstanceValue[]>();
  if (program.memo.has("dynamic-instances")) return program.once("dynamic-instances", () => found);
  // Set before it is filled: what is evaluated on the way may ask as well.
  program.memo.set("dynamic-instances", found);
  for (const { node } of dynamicConstructions(program)) {
    const runs = expand(program, EMPTY_ENV, (env) => ({ result: evaluate(program, node, env), complete: false }));
    for (const { result } of runs) {
      if (result.kind !== "instance") continue;
      found.set(result.class.node, [...(found.get(result.class.node) ?? []), result].slice(0, 5));
    }
  }
  return found;
}

/** What the program's dynamic constructions would make of a class, whether or not their lists are known. */
export function assumedInstances(program: Program, cls: ClassValue): InstanceValue[] {
  return dynamicConstructions(program).flatMap(({ node, name }) => {
    const { result } = program.track(() => evaluate(program, node, new Map([[name, cls]])));
    return result.kind === "instance" ? [result] : [];
  });
}

/** Neither a type, nor an export, nor the base of another class. */
function isUse(reference: SyntaxNode): boolean {
  if (reference.type === "type_identifier") return false;
  for (let at: SyntaxNode | undefined = reference.parent; at; at = at.parent) {
    if (at.type === "export_specifier" || at.type === "class_heritage" || at.type === "type_query") return false;
    if (at.type.endsWith("_statement") || at.type === "arguments" || at.type === "array") return true;
  }
  return true;
}
