/** Collections that are filled after they were made: `push`, `set`, `add`, `a[k] = v`, `Object.assign`. */
import { childIn, enclosing, type SyntaxNode } from "../syntax.ts";
import { argumentItems, argumentNodes, evaluateArguments } from "./arguments.ts";
import { elementsOf, spreadInto } from "./combine.ts";
import { expand } from "./contexts.ts";
import { evaluate, unwrap } from "./evaluate.ts";
import { conditionsAround, guardsAt } from "./guards.ts";
import type { Program } from "./program.ts";
import { isExported, references, referencesInFile } from "./references.ts";
import {
  type Declaration,
  declarationsOf,
  FUNCTION_TYPES,
  findDeclaration,
  parameterNodes,
  parameterPattern,
} from "./scopes.ts";
import { asString, EMPTY_ENV, type Env, type Item, joinGuards, UNKNOWN, union, type Value } from "./values.ts";

const MAX_ITEMS = 5_000;
/** Steps for what one place puts into a collection. */
const RUN_STEPS = 20_000;

/** `value` with everything that the program puts into the variable later. */
export function applyMutations(program: Program, declaration: Declaration, value: Value, env: Env): Value {
  if (value.kind === "union")
    return union(
      value.options.map((option) => ({ ...option, value: applyMutations(program, declaration, option.value, env) })),
    );
  if (value.kind !== "array" && value.kind !== "object" && value.kind !== "map") return value;
  const elsewhere = isExported(program, declaration) ? references(program, declaration) : [];
  const own = program.pathOf(declaration.name);
  const places = [
    ...referencesInFile(declaration, isPlace),
    ...elsewhere.filter((place) => program.pathOf(place) !== own && isPlace(place)),
  ];
  return applyAt(program, value, places, env);
}

/** Cheaply: whether something may be put into the collection here. */
function isPlace(place: SyntaxNode): boolean {
  const node = place.type === "property_identifier" ? (place.parent ?? place) : place;
  const parent = node.parent?.type;
  return isFilling(place) || parent === "arguments" || parent === "binary_expression";
}

/** The same for places that are known: identifiers, or `this.key` as member expressions. */
export function applyAt(program: Program, initial: Value, places: readonly SyntaxNode[], env: Env): Value {
  // Whoever only wants a hint does not follow what fills a collection: it may hold anything then.
  if (program.shallow && places.some(isFilling)) return UNKNOWN;
  let value = initial;
  for (const place of places) {
    const node =
      place.type === "property_identifier" && place.parent?.type === "member_expression" ? place.parent : place;
    value = applyOne(program, value, node, env);
  }
  return value;
}

function isFilling(place: SyntaxNode): boolean {
  const whole = place.type === "property_identifier" ? (place.parent ?? place) : place;
  const node = groupOf(whole) ?? whole;
  const method = node.parent?.type === "member_expression" ? childIn(node.parent, "property")?.text : undefined;
  if (method !== undefined && /^(?:push|unshift|set|add|delete|clear)$/.test(method)) return true;
  return node.parent?.field === "left" && node.parent.parent?.type === "assignment_expression";
}

/** `it[key]` of `it[key].push(…)`: the collection holds others, by key. */
function groupOf(node: SyntaxNode): SyntaxNode | undefined {
  const group = node.field === "object" && node.parent?.type === "subscript_expression" ? node.parent : undefined;
  return group?.field === "object" && group.parent?.type === "member_expression" ? group : undefined;
}

/** The group of that key with what is put into it; one that nobody knows of begins empty. */
function fillGroup(program: Program, value: Value, group: SyntaxNode, env: Env): Value {
  const call = group.parent?.parent;
  const method = childIn(group.parent, "property")?.text ?? "";
  if (value.kind !== "object" || call?.type !== "call_expression" || !/^(?:push|unshift)$/.test(method)) return value;
  const entries = new Map(value.entries);
  for (const { result, guards } of runs(program, call, env, (at) => ({
    key: asString(evaluate(program, childIn(group, "index"), at)),
    added: evaluateArguments(program, call, at),
  }))) {
    if (result.key === undefined || entries.size > MAX_ITEMS) return { ...value, entries, open: true };
    const before = entries.get(result.key)?.value;
    const { items, open } = before ? elementsOf(before) : { items: [], open: false };
    const added = result.added.map((item): Item => ({ value: item, ...guards }));
    entries.set(result.key, { value: { kind: "array", items: [...items, ...added].slice(0, MAX_ITEMS), open } });
  }
  return { ...value, entries };
}

function applyOne(program: Program, value: Value, node: SyntaxNode, env: Env): Value {
  const parent = node.parent;
  if (!parent) return value;
  const group = groupOf(node);
  if (group) return fillGroup(program, value, group, env);
  if (parent.type === "member_expression" && node.field === "object") {
    const call = parent.parent;
    const method = childIn(parent, "property")?.text ?? "";
    if (call?.type === "call_expression" && parent.field === "function")
      return applyMethod(program, value, method, call, env);
    if (parent.field === "left" && call?.type === "assignment_expression")
      return setKey(program, value, call, () => method, heldBefore(node, value, call, env));
    return value;
  }
  if (
    parent.type === "subscript_expression" &&
    node.field === "object" &&
    parent.field === "left" &&
    parent.parent?.type === "assignment_expression"
  ) {
    const index = childIn(parent, "index");
    return setKey(program, value, parent.parent, (at) => asString(evaluate(program, index, at)), env);
  }
  if (parent.type === "arguments") return applyArgument(program, value, node, parent, env);
  if (parent.type === "binary_expression" && parent.parent?.type === "arguments")
    return applyArgument(program, value, parent, parent.parent, env);
  return value;
}

/** Each run of `call` with its guards and what `compute` gives there. */
function runs<Result>(
  program: Program,
  call: SyntaxNode,
  env: Env,
  compute: (at: Env) => Result,
): { result: Result; guards: Pick<Item, "guards"> }[] {
  return expand(program, env, (at) => ({ result: compute(at), complete: false }), RUN_STEPS).flatMap(
    ({ env: at, result }) => {
      const guards = guardsAt(program, call, at);
      return guards === false ? [] : [{ result, guards: guards.length > 0 ? { guards } : {} }];
    },
  );
}

function applyMethod(program: Program, value: Value, method: string, call: SyntaxNode, env: Env): Value {
  if (value.kind === "array" && (method === "push" || method === "unshift")) {
    if (value.items.length > MAX_ITEMS) return { ...value, open: true };
    const added = runs(program, call, env, (at) => argumentItems(program, call, at));
    const items = added.flatMap(({ result, guards }) =>
      result.map((item): Item => ({ value: item.value, ...joinGuards(guards.guards, item.guards) })),
    );
    return { ...value, items: [...value.items, ...items] };
  }
  if (value.kind === "map" && (method === "set" || method === "add")) {
    const added = runs(program, call, env, (at) => evaluateArguments(program, call, at));
    const entries = added.flatMap(({ result, guards }) => {
      const [key, item] = value.unique ? [result[0], result[0]] : result;
      return key && item ? [{ key, item: { value: item, ...guards } }] : [];
    });
    return { ...value, entries: [...value.entries, ...entries].slice(0, MAX_ITEMS), isFilled: true };
  }
  if (value.kind === "map" && (method === "delete" || method === "clear")) return { ...value, isFilled: true };
  return value;
}

function setKey(
  program: Program,
  value: Value,
  assignment: SyntaxNode,
  keyAt: (env: Env) => string | undefined,
  env: Env,
): Value {
  if (value.kind !== "object") return value;
  const right = childIn(assignment, "right");
  const entries = new Map(value.entries);
  let { open } = value;
  for (const { result, guards } of runs(program, assignment, env, (at) => ({
    key: keyAt(at),
    value: evaluate(program, right, at),
  }))) {
    if (result.key === undefined) open = true;
    else if (entries.size < MAX_ITEMS) {
      const before = entries.get(result.key);
      entries.set(result.key, replace(before, { value: result.value, ...guards }));
    }
  }
  return { ...value, entries, open };
}

/**
 * Where what is assigned is made of the collection itself (`it.list = it.list.map(…)`), or set where it is missing
 * (`if (it.key === undefined) it.key = …`): that is as it was until then.
 */
function heldBefore(node: SyntaxNode, value: Value, assignment: SyntaxNode, env: Env): Env {
  const declaration = node.type === "identifier" ? findDeclaration(node.text, node) : undefined;
  const asked = [childIn(assignment, "right"), ...conditionsAround(assignment).map((condition) => condition.node)];
  return declaration && asked.some((part) => part?.text.includes(node.text))
    ? new Map(env).set(declaration.name, value)
    : env;
}

/** A setting that is changed under a condition may hold what it held before, too. */
function replace(before: Item | undefined, item: Item): Item {
  const isSetting = before?.value.kind === "constant" || before?.value.kind === "union";
  return before && isSetting && item.guards ? { ...before, value: union([{ value: before.value }, item]) } : item;
}

/** The collection is handed to a call: `Object.assign(it, …)`, `__export(it, { … })`, `(function (it) { … })(it || (it = {}))`. */
function applyArgument(program: Program, value: Value, node: SyntaxNode, list: SyntaxNode, env: Env): Value {
  const call = list.parent;
  const callee = call && unwrap(childIn(call, "function"));
  if (!call || !callee || value.kind === "array" || value.kind === "map") return value;
  const at = argumentNodes(call).indexOf(node);
  if (FUNCTION_TYPES.has(callee.type)) {
    const parameter = parameterNodes(callee)[at];
    const name = parameter && parameterPattern(parameter).pattern;
    const declaration = name && declarationsOf(callee)?.get(name.text);
    return declaration ? applyAt(program, value, referencesInFile(declaration), EMPTY_ENV) : value;
  }
  const isMerge =
    callee.text === "Object.assign" ||
    (callee.type === "identifier" && argumentNodes(call)[1]?.type === "object" && argumentNodes(call).length === 2);
  if (at !== 0 || value.kind !== "object" || !isMerge || enclosing(call, "return_statement") === call.parent)
    return value;
  const merged = { ...value, entries: new Map(value.entries) };
  if (callee.text !== "Object.assign") {
    if (!looksLikeExports(argumentNodes(call)[1])) return value;
    spreadInto(merged, unwrapGetters(program, evaluate(program, argumentNodes(call)[1], env)));
    return merged;
  }
  const sources = argumentNodes(call).slice(1);
  for (const { result, guards } of runs(program, call, env, (given) =>
    sources.map((source) => evaluate(program, source, given)),
  )) {
    for (const source of result) spreadInto(merged, guards.guards ? union([{ value: source, ...guards }]) : source);
  }
  return merged;
}

/** esbuild's `__export(target, { name: () => value })`. */
function looksLikeExports(node: SyntaxNode | undefined): boolean {
  const pairs = node?.children.filter((child) => child.type === "pair") ?? [];
  return pairs.length > 0 && pairs.every((pair) => childIn(pair, "value")?.type === "arrow_function");
}

function unwrapGetters(program: Program, value: Value): Value {
  if (value.kind !== "object") return value;
  const entries = new Map<string, Item>();
  for (const [key, item] of value.entries) {
    const body = item.value.kind === "function" ? childIn(item.value.node, "body") : undefined;
    entries.set(key, body?.type === "identifier" ? { value: lazyName(program, body) } : item);
  }
  return { ...value, entries };
}

/** Functions and classes only: a namespace of hundreds of names is not evaluated for the one that is wanted. */
function lazyName(program: Program, name: SyntaxNode): Value {
  const declaration = findDeclaration(name.text, name);
  if (declaration?.kind === "function") return { kind: "function", node: declaration.node, env: EMPTY_ENV };
  if (declaration?.kind === "class") return { kind: "class", node: declaration.node, env: EMPTY_ENV };
  return evaluate(program, name, EMPTY_ENV);
}

/** A `Map` or `Set` from what its constructor gets. */
export function collectionOf(value: Value | undefined, unique: boolean): Value {
  const elements = value ? elementsOf(value) : { items: [], open: false };
  const entries = elements.items.flatMap((item) => {
    if (unique) return [{ key: item.value, item }];
    const [key, inner] = elementsOf(item.value).items;
    return key && inner
      ? [{ key: key.value, item: { value: inner.value, ...joinGuards(item.guards, inner.guards) } }]
      : [];
  });
  return { kind: "map", entries, open: elements.open, unique };
}
