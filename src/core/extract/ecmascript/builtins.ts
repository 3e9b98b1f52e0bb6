/** What JavaScript brings itself: methods of strings, arrays, maps, and functions such as `Object.values`. */
import { callFunction } from "./calls.ts";
import { elementsOf, joinStrings, spreadInto } from "./evaluate.ts";
import { passedOn } from "./exports.ts";
import { evaluateExport, fromJson } from "./names.ts";
import type { Program } from "./program.ts";
import {
  asString,
  constant,
  type Env,
  firstOption,
  type Item,
  joinGuards,
  list,
  type ObjectValue,
  optionsOf,
  toJson,
  truthiness,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

const MAX_LENGTH = 200_000;
/** Steps for one element's predicate. */
const PREDICATE_STEPS = 600;

/** The result, or `undefined` where the method is not known. */
export function callBuiltin(
  program: Program,
  object: Value,
  method: string,
  args: readonly Value[],
  env: Env,
): Value | undefined {
  if (object.kind === "constant" || object.kind === "text") {
    const text = object.kind === "text" ? object.text : object.value;
    if (typeof text !== "string")
      return method === "toString" && object.kind === "constant" ? constant(String(object.value)) : undefined;
    const result = callString(text, method, args);
    return result?.kind === "constant" && object.kind === "text" && typeof result.value === "string"
      ? { kind: "text", text: result.value }
      : result;
  }
  if (object.kind === "map") return callMap(program, object, method, args, env);
  return callArray(program, object, method, args, env);
}

function callString(text: string, method: string, args: readonly Value[]): Value | undefined {
  const first = args[0];
  const numbers = args.map((arg) => (arg.kind === "constant" && typeof arg.value === "number" ? arg.value : undefined));
  switch (method) {
    case "trim":
      return constant(text.trim());
    case "trimStart":
      return constant(text.trimStart());
    case "trimEnd":
      return constant(text.trimEnd());
    case "toLowerCase":
      return constant(text.toLowerCase());
    case "toUpperCase":
      return constant(text.toUpperCase());
    case "toString":
    case "valueOf":
    case "normalize":
      return constant(text);
    case "concat":
      return joinStrings([constant(text), ...args]);
    case "slice":
    case "substring":
      return numbers.some((number) => number === undefined)
        ? { kind: "text", text: "" }
        : constant(
            method === "slice" ? text.slice(...(numbers as [number])) : text.substring(...(numbers as [number])),
          );
    case "charAt":
      return constant(text.charAt(numbers[0] ?? 0));
    case "repeat":
      return numbers[0] !== undefined && numbers[0] >= 0 && text.length * numbers[0] < MAX_LENGTH
        ? constant(text.repeat(numbers[0]))
        : UNKNOWN;
    case "replace":
    case "replaceAll": {
      const to = asString(args[1] ?? UNKNOWN);
      const isGlobal = first?.kind === "pattern" && first.pattern.global;
      const from = first?.kind === "pattern" ? first.pattern : asString(first ?? UNKNOWN);
      if (from === undefined || to === undefined || text.length > 20_000) return { kind: "text", text };
      if (typeof from !== "string" && method === "replaceAll" && !isGlobal) return { kind: "text", text };
      return constant(method === "replace" ? text.replace(from, to) : text.replaceAll(from, to));
    }
    case "split": {
      const separator = asString(first ?? UNKNOWN);
      return separator === undefined ? UNKNOWN : list(text.split(separator).slice(0, 5_000).map(constant));
    }
    case "startsWith":
    case "endsWith":
    case "includes": {
      const other = asString(first ?? UNKNOWN);
      return other === undefined ? UNKNOWN : constant(text[method](other));
    }
  }
  return undefined;
}

function callMap(
  program: Program,
  map: Value & { kind: "map" },
  method: string,
  args: readonly Value[],
  env: Env,
): Value | undefined {
  switch (method) {
    case "values":
      return { kind: "array", items: map.entries.map(({ item }) => item), open: map.open };
    case "keys":
      return { kind: "array", items: map.entries.map(({ key, item }) => ({ ...item, value: key })), open: map.open };
    case "entries":
      return { kind: "array", items: elementsOf({ ...map, unique: false }).items, open: map.open };
    case "get": {
      const key = args[0];
      if (key?.kind !== "constant")
        return map.entries.length > 0 ? union(map.entries.map(({ item }) => item)) : UNKNOWN;
      return (
        map.entries.find((entry) => entry.key.kind === "constant" && entry.key.value === key.value)?.item.value ??
        (map.open ? UNKNOWN : UNDEFINED)
      );
    }
    case "has":
      return UNKNOWN;
    case "set":
    case "add":
      return map;
    case "forEach":
      return UNDEFINED;
    case "map":
      return callArray(program, { kind: "array", items: elementsOf(map).items, open: map.open }, method, args, env);
  }
  return undefined;
}

/** One element through a callback; a callback that is not known gives what is not known. */
function applyTo(program: Program, callback: Value | undefined, item: Item, index: number, env: Env): Value {
  const target = callback && firstOption(callback);
  if (target?.kind === "external" && target.path.at(-1) === "Boolean")
    return truthiness(item.value) === undefined ? UNKNOWN : constant(truthiness(item.value) ?? false);
  if (target?.kind === "class") return UNKNOWN;
  return target?.kind === "function" ? callFunction(program, target, [item.value, constant(index)], env) : UNKNOWN;
}

function callArray(
  program: Program,
  object: Value,
  method: string,
  args: readonly Value[],
  env: Env,
): Value | undefined {
  const { items, open } = elementsOf(object);
  const callback = args[0];
  switch (method) {
    case "map":
      return {
        kind: "array",
        items: items.map((item, index) => ({ ...item, value: applyTo(program, callback, item, index, env) })),
        open,
      };
    case "flatMap": {
      const mapped = items.map((item, index) => ({ ...item, value: applyTo(program, callback, item, index, env) }));
      return flatten({ kind: "array", items: mapped, open });
    }
    case "flat":
      return flatten({ kind: "array", items: [...items], open });
    case "filter":
      return { kind: "array", items: filterItems(program, items, callback, env), open };
    case "every":
    case "some": {
      const answers = items.map((item, index) => answerOfPredicate(program, callback, item, index, env));
      const decisive = method === "some";
      if (answers.includes(decisive)) return constant(decisive);
      return open || answers.includes(undefined) ? UNKNOWN : constant(!decisive);
    }
    case "find":
      return union(filterItems(program, items, callback, env));
    case "concat": {
      const added = args.map((arg) =>
        arg.kind === "array" || arg.kind === "union" || arg.kind === "unknown"
          ? elementsOf(arg)
          : { items: [{ value: arg }], open: false },
      );
      return {
        kind: "array",
        items: [...items, ...added.flatMap((part) => part.items)],
        open: open || added.some((part) => part.open),
      };
    }
    case "slice": {
      const [from, to] = args.map((arg) =>
        arg.kind === "constant" && typeof arg.value === "number" ? arg.value : undefined,
      );
      return { kind: "array", items: items.slice(from ?? 0, to), open };
    }
    case "sort":
    case "toSorted":
    case "reverse":
    case "toReversed":
    case "values":
      return { kind: "array", items: [...items], open };
    case "entries":
      return {
        kind: "array",
        items: items.map((item, index) => ({ ...item, value: list([constant(index), item.value]) })),
        open,
      };
    case "join": {
      const separator = callback === undefined ? constant(",") : callback;
      const parts = items.flatMap((item, index) => (index === 0 ? [item.value] : [separator, item.value]));
      const joined = joinStrings(parts);
      const known = !open && !items.some((item) => item.guards?.length);
      return known || joined.kind !== "constant" ? joined : { kind: "text", text: String(joined.value) };
    }
    case "includes": {
      const wanted = callback;
      if (open || wanted?.kind !== "constant" || items.some(({ value }) => value.kind !== "constant")) return UNKNOWN;
      return constant(items.some(({ value }) => value.kind === "constant" && value.value === wanted.value));
    }
    case "at": {
      const at = callback?.kind === "constant" && typeof callback.value === "number" ? callback.value : undefined;
      return at === undefined ? UNKNOWN : (items.at(at)?.value ?? UNDEFINED);
    }
    case "reduce":
      return reduceItems(program, items, args, env);
  }
  return undefined;
}

function filterItems(program: Program, items: readonly Item[], callback: Value | undefined, env: Env): Item[] {
  return items.flatMap((item, index): Item[] => {
    const kept = answerOfPredicate(program, callback, item, index, env);
    if (kept === false) return [];
    if (kept === true) return [item];
    const predicate = callback?.kind === "function" ? callback.node.text.replace(/\s+/g, " ").slice(0, 200) : "filter";
    return [{ value: item.value, ...joinGuards(item.guards, [{ text: predicate, default: "unknown" }]) }];
  });
}

function answerOfPredicate(
  program: Program,
  callback: Value | undefined,
  item: Item,
  index: number,
  env: Env,
): boolean | undefined {
  const node = callback?.kind === "function" ? callback.node : undefined;
  if (node && program.hopeless.has(node)) return undefined;
  return program.shallowly(() =>
    program.within(PREDICATE_STEPS, () => {
      const answer = truthiness(applyTo(program, callback, item, index, env));
      if (node && program.isExhausted) program.hopeless.add(node);
      return answer;
    }),
  );
}

function reduceItems(program: Program, items: readonly Item[], args: readonly Value[], env: Env): Value {
  const [callback, initial] = args;
  const target = callback && firstOption(callback);
  if (target?.kind !== "function" || initial === undefined || items.length > 1_000) return UNKNOWN;
  return items.reduce<Value>((sum, item) => callFunction(program, target, [sum, item.value], env), initial);
}

function flatten(value: Value & { kind: "array" }): Value {
  let { open } = value;
  const items = value.items.flatMap((item): Item[] => {
    const inner = item.value;
    if (inner.kind !== "array" && inner.kind !== "union" && inner.kind !== "map") {
      if (inner.kind === "unknown") open = true;
      return [item];
    }
    if (inner.kind === "union" && !inner.options.some(({ value: option }) => option.kind === "array")) return [item];
    const elements = elementsOf(inner);
    open ||= elements.open;
    return elements.items.map((element) => ({ value: element.value, ...joinGuards(item.guards, element.guards) }));
  });
  return { kind: "array", items, open };
}

/** Functions by their global name. */
export function callGlobal(program: Program, name: string, args: readonly Value[]): Value | undefined {
  const first = args[0] ?? UNDEFINED;
  switch (name) {
    case "Object.freeze":
    case "Object.seal":
    case "Promise.resolve":
    case "structuredClone":
    case "Promise.all":
    case "Promise.allSettled":
      return first;
    case "Array.from": {
      const elements = elementsOf(first);
      const array: Value = { kind: "array", ...elements, items: [...elements.items] };
      return args[1] ? callArray(program, array, "map", [args[1]], new Map()) : array;
    }
    case "Array.of":
      return list(args);
    case "Array.isArray":
      return first.kind === "array"
        ? constant(true)
        : first.kind === "unknown" || first.kind === "external" || first.kind === "union"
          ? UNKNOWN
          : constant(false);
    case "Object.values":
    case "Object.keys":
    case "Object.entries":
      return entriesOf(program, name.slice(7), first);
    case "Object.assign": {
      const object: ObjectValue = { kind: "object", entries: new Map(), open: false };
      for (const arg of args) spreadInto(object, arg);
      return object;
    }
    case "Object.fromEntries":
      return fromEntries(first);
    case "Object.create":
      return { kind: "object", entries: new Map(), open: false };
    case "String":
      return joinStrings([first]);
    case "Boolean": {
      const answer = truthiness(first);
      return answer === undefined ? UNKNOWN : constant(answer);
    }
    case "JSON.stringify": {
      const { json, partial } = toJson(first);
      if (json === undefined) return UNKNOWN;
      const indent = args[2]?.kind === "constant" && typeof args[2].value === "number" ? args[2].value : undefined;
      const text = JSON.stringify(json, null, indent);
      return partial ? { kind: "text", text } : constant(text);
    }
    case "JSON.parse":
      return parseJson(first);
  }
  return undefined;
}

function parseJson(value: Value): Value {
  const text = value.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
  try {
    return text === undefined ? UNKNOWN : fromJson(JSON.parse(text));
  } catch {
    return UNKNOWN;
  }
}

function fromEntries(value: Value): Value {
  const elements = elementsOf(value);
  const object: ObjectValue = { kind: "object", entries: new Map(), open: elements.open };
  for (const item of elements.items) {
    const [key, inner] = elementsOf(item.value).items;
    const name = key?.value.kind === "constant" ? String(key.value.value) : undefined;
    if (name === undefined) object.open = true;
    else object.entries.set(name, { value: inner?.value ?? UNDEFINED, ...joinGuards(item.guards, inner?.guards) });
  }
  return object;
}

function entriesOf(program: Program, kind: string, value: Value): Value {
  if (value.kind === "union") {
    const parts = optionsOf(value).map((option) => elementsOf(entriesOf(program, kind, option.value)));
    return { kind: "array", items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
  }
  const object = value.kind === "module" ? moduleObject(program, value.path) : value;
  if (object.kind === "array")
    return kind === "entries"
      ? {
          kind: "array",
          items: object.items.map((item, index) => ({ ...item, value: list([constant(String(index)), item.value]) })),
          open: object.open,
        }
      : object;
  if (object.kind === "schema" && object.shape)
    return entriesOf(program, kind, {
      kind: "object",
      entries: new Map([...object.shape].map(([key, schema]) => [key, { value: schema }])),
      open: false,
    });
  if (object.kind !== "object") return list([], true);
  const items = [...object.entries].map(([key, item]): Item => {
    if (kind === "values") return item;
    return { ...item, value: kind === "keys" ? constant(key) : list([constant(key), item.value]) };
  });
  return { kind: "array", items, open: object.open };
}

/** A module's exports as an object, what it passes on included. */
export function moduleObject(program: Program, path: string): ObjectValue {
  const { owners, open } = passedOn(program, path);
  const names = new Set([...(program.table(path)?.exports.keys() ?? []), ...owners.keys()]);
  const entries = new Map([...names].map((name) => [name, { value: evaluateExport(program, path, name) }]));
  return { kind: "object", entries, open };
}
