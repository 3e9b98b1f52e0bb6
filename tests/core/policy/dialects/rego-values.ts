/** What Rego's operators and functions make of values, as far as the export uses them. */
import { RE2JS } from "re2js";
import { isEqualJson } from "../../../../src/core/policy/conditions.ts";

/** JSON, and besides sets as `Set` and partial objects as `Map`. */
export type Value = unknown;

export const COMPARISONS: Readonly<Record<string, (a: Value, b: Value) => boolean>> = {
  "==": isEqualJson,
  "!=": (a, b) => !isEqualJson(a, b),
  "<": (a, b) => Number(a) < Number(b),
  "<=": (a, b) => Number(a) <= Number(b),
  ">": (a, b) => Number(a) > Number(b),
  ">=": (a, b) => Number(a) >= Number(b),
};
export const BUILTINS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  count: (value) => listItems(value).length,
  min: (value) => Math.min(...listItems(value).map(Number)),
  contains: (text, part) => String(text).includes(String(part)),
  is_string: (value) => typeof value === "string",
  is_number: (value) => typeof value === "number",
  is_array: Array.isArray,
  "object.keys": (value) => new Set(value instanceof Map ? value.keys() : Object.keys(Object(value))),
  "object.get": (value, key, other) => readKey(value, key) ?? other,
  "regex.match": (pattern, text) => RE2JS.compile(String(pattern)).matcher(String(text)).find(),
};

export function listItems(value: Value): Value[] {
  if (value instanceof Set || Array.isArray(value)) return [...value];
  if (value instanceof Map) return [...value.values()];
  if (typeof value === "object" && value !== null) return Object.values(value);
  throw new TypeError("Rego: this has no items.");
}

export function readKey(value: Value, key: Value): Value {
  if (value instanceof Map) return value.get(key);
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  if (typeof value !== "object" || value === null || typeof key !== "string" || !Object.hasOwn(value, key))
    return undefined;
  return (value as Record<string, unknown>)[key];
}

/** Every place in the value: its path, and what stands there. */
export function walk(value: Value, keys: readonly Value[]): [Value[], Value][] {
  const inside = Array.isArray(value)
    ? value.flatMap((item, index) => walk(item, [...keys, index]))
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) => walk(item, [...keys, key]))
      : [];
  return [[[...keys], value], ...inside];
}
