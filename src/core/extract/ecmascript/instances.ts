/** Instances: what `new C(…)` makes, and which of a class and of those below it the program makes. */
import { childIn, type SyntaxNode } from "../syntax.ts";
import { bindParameter, evaluateArguments } from "./arguments.ts";
import { classDeclaration } from "./call-sites.ts";
import { chainOf, classesOf, constructorOf, heritageOf, superclassOf } from "./classes.ts";
import { expand } from "./contexts.ts";
import { evaluate } from "./evaluate.ts";
import type { Program } from "./program.ts";
import { references } from "./references.ts";
import { findDeclaration, parameterNodes } from "./scopes.ts";
import { type ClassValue, EMPTY_ENV, type InstanceValue, type Site, UNDEFINED, type Value } from "./values.ts";

/** Steps for all that one `new C(…)` of a chosen class may make. */
const DYNAMIC_STEPS = 20_000;
/** The same for all of the program: frameworks that construct whatever they are given lead everywhere. */
const ALL_DYNAMIC_STEPS = 100_000;

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
    const made = used.flatMap((reference) => constructionOf(reference) ?? []);
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

/** Whether the program has a class only for others to extend: nothing makes it or hands it on. */
export function isOnlyExtended(program: Program, { node }: ClassValue): boolean {
  const declaration = classDeclaration(node);
  if (!declaration || !subclasses(program).has(node)) return false;
  return !references(program, declaration).some(isUse);
}

/** `new C(…)` and `new module.C(…)`, where the reference is its `C`. */
function constructionOf(reference: SyntaxNode): SyntaxNode | undefined {
  const isMember = reference.parent?.type === "member_expression" && reference.field === "property";
  const callee = isMember ? reference.parent : reference;
  return callee?.parent?.type === "new_expression" && callee.field === "constructor" ? callee.parent : undefined;
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
  const made = program.aside(
    () =>
      dynamicConstructions(program).flatMap(({ node }) =>
        expand(program, EMPTY_ENV, (env) => ({ result: evaluate(program, node, env), complete: false }), DYNAMIC_STEPS),
      ),
    ALL_DYNAMIC_STEPS,
  );
  for (const { result } of made) {
    if (result.kind !== "instance") continue;
    found.set(result.class.node, [...(found.get(result.class.node) ?? []), result].slice(0, 5));
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
