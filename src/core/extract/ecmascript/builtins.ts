/** Methods that JavaScript brings itself: of strings and maps here, those of arrays in a file of their own. */
import { callArray } from "./array-methods.ts";
import { elementsOf, joinStrings } from "./combine.ts";
import type { Program } from "./program.ts";
import { asString, constant, type Env, list, UNDEFINED, UNKNOWN, union, type Value } from "./values.ts";

const MAX_LENGTH = 200_000;

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
  if (object.kind === "pattern") return callPattern(object, method, args[0]);
  if (object.kind === "map") return callMap(program, object, method, args, env);
  return callArray(program, object, method, args, env);
}

/** Characters of a text that a pattern of the program is tried on: names. Over a thousand, two repetitions take 0.3 s. */
const MAX_TRIED = 200;

function callPattern(
  { pattern }: Value & { kind: "pattern" },
  method: string,
  text: Value | undefined,
): Value | undefined {
  if (method !== "test" || !pattern || text?.kind !== "constant" || typeof text.value !== "string") return undefined;
  // One for all places would go on where it stopped the last time.
  return text.value.length > MAX_TRIED ? undefined : constant(text.value.search(pattern) >= 0);
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
    case "at":
      return numbers[0] === undefined ? UNKNOWN : constant(text.at(numbers[0]));
    case "charAt":
      return constant(text.charAt(numbers[0] ?? 0));
    case "repeat":
      return numbers[0] !== undefined && numbers[0] >= 0 && text.length * numbers[0] < MAX_LENGTH
        ? constant(text.repeat(numbers[0]))
        : UNKNOWN;
    case "replace":
    case "replaceAll": {
      const to = asString(args[1] ?? UNKNOWN);
      const isGlobal = first?.kind === "pattern" && first.pattern?.global;
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

/**
 * Whether a collection has a key: only of one that is written down as a whole. An empty one is there to be filled, by
 * someone who need not be seen.
 */
function holds({ entries, open, isFilled }: Value & { kind: "map" }, wanted: Value | undefined): Value {
  const isKnown =
    !open && !isFilled && entries.every(({ key, item }) => key.kind === "constant" && !item.guards?.length);
  if (!isKnown || entries.length === 0 || wanted?.kind !== "constant") return UNKNOWN;
  return constant(entries.some(({ key }) => key.kind === "constant" && key.value === wanted.value));
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
        return map.entries.length > 0 ? union(map.entries.map(({ item }) => item)) : map.open ? UNKNOWN : UNDEFINED;
      return (
        map.entries.find((entry) => entry.key.kind === "constant" && entry.key.value === key.value)?.item.value ??
        (map.open ? UNKNOWN : UNDEFINED)
      );
    }
    case "has":
      return holds(map, args[0]);
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
