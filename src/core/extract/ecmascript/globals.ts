/** Functions that JavaScript brings under a global name: `Object.values`, `Array.from`, `JSON.parse`. */
import { callArray } from "./array-methods.ts";
import { elementsOf, joinStrings, spreadInto } from "./combine.ts";
import { passedOn } from "./exports.ts";
import { evaluateExport, fromJson } from "./names.ts";
import type { Program } from "./program.ts";
import {
  constant,
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
    case "Number.isFinite":
    case "Number.isInteger":
      return first?.kind === "constant"
        ? constant(Number[name.slice(7) as "isFinite" | "isInteger"](first.value))
        : UNKNOWN;
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
    return {
      kind: "array",
      ...elementsOf(
        union(optionsOf(value).map((option) => ({ ...option, value: entriesOf(program, kind, option.value) }))),
      ),
    };
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
function moduleObject(program: Program, path: string): ObjectValue {
  const { owners, open } = passedOn(program, path);
  const names = new Set([...(program.table(path)?.exports.keys() ?? []), ...owners.keys()]);
  const entries = new Map([...names].map((name) => [name, { value: evaluateExport(program, path, name) }]));
  return { kind: "object", entries, open };
}
