/**
 * What an expression can come to. Everything that evaluation does not know is a value of its own (`unknown`), and what
 * depends on a condition is a `union` or an item with guards, so that nothing is dropped silently.
 */
import type { SyntaxNode } from "../syntax.ts";

/** A condition on the way to a value: its text, and how it comes out without any configuration. */
export interface Guard {
  text: string;
  default: boolean | "unknown";
}

export interface Item {
  readonly value: Value;
  guards?: readonly Guard[];
}

/** A parameter schema: JSON Schema plus what only the registration needs to know. */
export interface SchemaValue {
  kind: "schema";
  json: Record<string, unknown>;
  /** The key may be left out where the schema stands as a property. */
  optional: boolean;
  /** Properties of an object schema, for `.shape`, `.extend`, `.pick`. */
  shape?: ReadonlyMap<string, SchemaValue>;
  partial: boolean;
}

export interface ObjectValue {
  kind: "object";
  entries: Map<string, Item>;
  /** There may be further keys. */
  open: boolean;
  node?: SyntaxNode;
}

export interface ArrayValue {
  kind: "array";
  items: Item[];
  open: boolean;
}

export interface FunctionValue {
  kind: "function";
  node: SyntaxNode;
  env: Env;
  self?: Value;
}

export interface ClassValue {
  kind: "class";
  node: SyntaxNode;
  env: Env;
}

export interface InstanceValue {
  kind: "instance";
  class: ClassValue;
  /** Bindings of the constructors' parameters, for the whole chain of classes. */
  env: Env;
}

export type Value =
  /** `isStandIn`: what stands after `||` or `??` for something that is not known. */
  | { kind: "constant"; value: string | number | boolean | null | undefined; isStandIn?: true }
  /** A string of which parts are not known; `text` holds the others. `hole`: only what stands before them is missing. */
  | { kind: "text"; text: string; hole?: "start" }
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  /** `isFilled`: the program puts into it or takes out of it later, so that it may hold less or more when it is asked. */
  | { kind: "map"; entries: { key: Value; item: Item }[]; open: boolean; unique: boolean; isFilled?: true }
  /** A regular expression of the program; as `pattern` where running it takes no time to speak of. */
  | { kind: "pattern"; source: string; pattern?: RegExp }
  | { kind: "module"; path: string }
  /** Something of another package: `module` its name, `path` the members that were taken. */
  | { kind: "external"; module: string; path: readonly string[] }
  | SchemaValue
  | { kind: "union"; options: Item[] }
  | { kind: "unknown" };

/** Inside a call, where the call stands: parameters are worked out from it when they are wanted. */
export interface Site {
  kind: "site";
  node: SyntaxNode;
}

/** Values of declarations (by the identifier that declares them) and of `this` (by the class) inside one call. */
export type Env = ReadonlyMap<SyntaxNode, Value | Site>;

/** What an environment may say of a node. */
export type Bound = Value | Site | undefined;

/** Whether nothing that is known tells two bindings apart. */
export function isSame(a: Bound, b: Bound): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  if (a.kind === "site") return b.kind === "site" && a.node === b.node;
  return a.kind === "unknown" || (a.kind === "constant" && b.kind === "constant" && a.value === b.value);
}

export const UNKNOWN: Value = { kind: "unknown" };
export const UNDEFINED: Value = { kind: "constant", value: undefined };
export const EMPTY_ENV: Env = new Map();

export function constant(value: string | number | boolean | null | undefined): Value {
  return { kind: "constant", value };
}

export function list(values: readonly Value[], open = false): ArrayValue {
  return { kind: "array", items: values.map((value) => ({ value })), open };
}

/** One value of several; those that say nothing are left out where another says something. */
export function union(options: readonly Item[]): Value {
  const flat = options.flatMap((item): Item[] =>
    item.value.kind === "union"
      ? item.value.options.map((option) => ({ value: option.value, ...joinGuards(item.guards, option.guards) }))
      : [item],
  );
  const first = flat[0];
  if (!first) return UNKNOWN;
  const { value } = first;
  const isSame =
    value.kind === "constant" &&
    flat.length > 1 &&
    flat.every((item) => item.value.kind === "constant" && item.value.value === value.value);
  if (isSame) return value;
  return flat.length === 1 && !first.guards?.length ? first.value : { kind: "union", options: flat };
}

export function joinGuards(
  outer: readonly Guard[] | undefined,
  inner: readonly Guard[] | undefined,
): { guards?: readonly Guard[] } {
  if (!outer?.length) return inner?.length ? { guards: inner } : {};
  if (!inner?.length) return { guards: outer };
  const joined = [...outer];
  for (const guard of inner) if (!joined.some((present) => present.text === guard.text)) joined.push(guard);
  return { guards: joined };
}

/** Every value that `value` may be, with the conditions; nothing for `undefined`, `null` and `false`. */
export function optionsOf(value: Value): Item[] {
  const options = value.kind === "union" ? value.options : [{ value }];
  return options.filter(({ value: option }) => !isNothing(option));
}

export function isNothing(value: Value): boolean {
  return value.kind === "constant" && (value.value === undefined || value.value === null || value.value === false);
}

/**
 * The option that is no nothing and likeliest without any configuration, the first of equals: what a field reads that
 * can only hold one.
 */
export function firstOption(value: Value): Value {
  if (value.kind !== "union") return value;
  const options = optionsOf(value);
  const known = options.filter(({ value: option }) => option.kind !== "unknown");
  const ranks = known.map(({ guards }) => Math.max(0, ...(guards ?? []).map(unlikeliness)));
  const likeliest = known[ranks.indexOf(Math.min(...ranks))];
  return (likeliest ?? options[0] ?? value.options[0])?.value ?? UNKNOWN;
}

/** What nobody configures is not set: a condition that is not known rather fails than holds. */
function unlikeliness(guard: Guard): number {
  if (guard.default !== "unknown") return guard.default ? 0 : 3;
  const isNegated = /^!(?!\(!)|!==?/.test(guard.text);
  return isNegated ? 1 : 2;
}

/** True, false, or `undefined` where it is not known. */
export function truthiness(value: Value): boolean | undefined {
  switch (value.kind) {
    case "constant":
      return Boolean(value.value);
    case "text":
      return value.text !== "" ? true : undefined;
    case "unknown":
    case "external":
      return undefined;
    case "union": {
      const answers = new Set(value.options.map(({ value: option }) => truthiness(option)));
      return answers.size === 1 ? [...answers][0] : undefined;
    }
    default:
      return true;
  }
}

export function asString(value: Value): string | undefined {
  const first = firstOption(value);
  return first.kind === "constant" && typeof first.value === "string" ? first.value : undefined;
}

/** Levels and parts of a value that become JSON: one which is put together from itself has no end. */
const DEEPEST_JSON = 60;
const MOST_JSON_PARTS = 50_000;

/** A value as JSON; what has no JSON is left out, what is too much or holds itself is cut, and `partial` says so. */
export function toJson(value: Value): { json: unknown; partial: boolean } {
  let parts = 0;
  const within: Value[] = [];
  const convert = (part: Value): { json: unknown; partial: boolean } => {
    parts += 1;
    if (parts > MOST_JSON_PARTS || within.length > DEEPEST_JSON || within.includes(part))
      return { json: undefined, partial: true };
    within.push(part);
    const converted = partToJson(part, convert);
    within.pop();
    return converted;
  };
  return convert(value);
}

/** Of several lists of required fields what all of them name: which list it is goes with the fields that there are. */
function requiredAnyway(value: Value): Value {
  const lists = value.kind === "union" ? value.options.map((option) => option.value) : [];
  const [first, ...others] = lists.filter((list) => list.kind === "array");
  if (!first || others.length + 1 < lists.length) return value;
  const isIn = (list: ArrayValue, member: Value): boolean =>
    list.items.some(({ value: other }) => isSame(other, member));
  return { ...first, items: first.items.filter((item) => others.every((list) => isIn(list, item.value))) };
}

function partToJson(
  value: Value,
  convert: (part: Value) => { json: unknown; partial: boolean },
): { json: unknown; partial: boolean } {
  switch (value.kind) {
    case "constant":
      return { json: value.value, partial: false };
    case "text":
      return { json: value.text, partial: true };
    case "schema":
      return { json: value.json, partial: value.partial };
    case "union":
      return { json: convert(firstOption(value)).json, partial: true };
    case "array": {
      const items = value.items.map((item) => convert(item.value));
      const json = items.map((item) => item.json).filter((item) => item !== undefined);
      return { json, partial: value.open || items.some((item) => item.partial) };
    }
    case "object": {
      let partial = value.open;
      const json: Record<string, unknown> = {};
      for (const [key, item] of value.entries) {
        const inner = convert(key === "required" ? requiredAnyway(item.value) : item.value);
        partial ||= inner.partial || (key === "required" && item.value.kind === "union");
        if (inner.json !== undefined)
          Object.defineProperty(json, key, { value: inner.json, enumerable: true, configurable: true, writable: true });
      }
      return { json, partial };
    }
    default:
      return { json: undefined, partial: true };
  }
}
