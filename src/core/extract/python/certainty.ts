/**
 * How sure a value is: what it may be, what it is without configuration, whether a condition over it is decided.
 */
import { type ExternalValue, plainOf, type StringValue, UNKNOWN, type Value } from "./values.ts";

/** As many possible values as one place keeps; modules found by discovery may be more. */
const MAX_OPTIONS = 8;

const MAX_MODULE_OPTIONS = 300;

/** What a place holds when it may be any of these; equal ones count once. */
export function unite(values: readonly Value[]): Value {
  const options: Value[] = [];
  for (const value of values) {
    for (const option of value.kind === "union" ? value.options : [value]) {
      if (!options.some((present) => isSame(present, option))) options.push(option);
    }
  }
  const [first] = options;
  if (!first) return UNKNOWN;
  if (options.length === 1) return first;
  const limit = options.every((option) => option.kind === "module") ? MAX_MODULE_OPTIONS : MAX_OPTIONS;
  return { kind: "union", options: options.slice(0, limit) };
}

export function optionsOf(value: Value): readonly Value[] {
  return value.kind === "union" ? value.options : [value];
}

export function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case "none":
      return true;
    case "bool":
    case "number":
      return a.value === (b as typeof a).value;
    case "string":
      return a.value === (b as StringValue).value && a.holes === (b as StringValue).holes;
    case "external":
      return a.path === (b as ExternalValue).path;
    case "unknown":
      return a.fallback === undefined && (b as typeof a).fallback === undefined;
    case "module":
      return a.module === (b as typeof a).module;
    default:
      return false;
  }
}

/** The value that holds without configuration, where one is written. */
export function settled(value: Value): Value {
  if (value.kind === "unknown") return value.fallback ? settled(value.fallback) : value;
  if (value.kind === "union") return settled(value.options.find((option) => option.kind !== "unknown") ?? UNKNOWN);
  return plainOf(value);
}

/** `undefined` where it is not decided. */
export function truthOf(value: Value): boolean | undefined {
  const plain = plainOf(value);
  switch (plain.kind) {
    case "none":
      return false;
    case "bool":
      return plain.value;
    case "number":
      return plain.value !== 0;
    case "string":
      return plain.value !== "" ? true : plain.holes ? undefined : false;
    case "list":
      if (plain.items.length > (plain.conditions?.size ?? 0)) return true;
      return plain.open || plain.items.length > 0 ? undefined : false;
    case "dict":
      if (plain.entries.size > (plain.conditions?.size ?? 0)) return true;
      return plain.open || plain.entries.size > 0 ? undefined : false;
    case "unknown":
      return undefined;
    case "external-call":
      return isObjectMade(plain.path) ? true : undefined;
    case "external":
      return plain.path.startsWith("builtins.") ? true : undefined;
    case "union": {
      const truths = new Set(plain.options.map(truthOf));
      return truths.size === 1 ? [...truths][0] : undefined;
    }
    case "instance":
      return plain.cls.attributes.has("__bool__") || plain.cls.attributes.has("__len__") ? undefined : true;
    default:
      return true;
  }
}

/** `types.ToolAnnotations(…)`: an object of a class, by its capital. Those that can be empty or zero may be false. */
function isObjectMade(path: string): boolean {
  return /(?:^|\.)[A-Z]\w*$/.test(path) && !/^(?:collections|decimal|fractions)\./.test(path);
}

/** The elements of a list or the keys of a dictionary, without asking classes for their iterators. */
export function iterateKnown(value: Value): Value[] {
  if (value.kind === "list") return [...value.items];
  if (value.kind === "dict") return [...value.entries.values()].map((entry) => entry.key);
  return value.kind === "union" ? value.options.flatMap(iterateKnown) : [];
}
