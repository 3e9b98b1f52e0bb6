/** Python's built-in functions and types, as far as code that registers tools uses them. */

import { setAttribute } from "./assignments.ts";
import { attributeOf, getAttribute } from "./attributes.ts";
import { call, callMethod } from "./calls.ts";
import { settled, truthOf } from "./certainty.ts";
import { isSubclass } from "./class-values.ts";
import { addUnder, conditionsOf, listFrom } from "./conditional.ts";
import type { ExternalFunction } from "./externals.ts";
import { isIterable, iterate } from "./iteration.ts";
import { sortItems } from "./sorting.ts";
import { textOf } from "./text.ts";
import {
  bool,
  callArguments,
  type DictValue,
  dict,
  external,
  keyOf,
  type ListValue,
  list,
  NONE,
  number,
  plainOf,
  setItem,
  string,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

const MAX_RANGE = 2_000;

const listOf =
  (type: ListValue["type"]): ExternalFunction =>
  (machine, frame, args) => {
    const [source] = args.positional;
    const value: ListValue = { ...list([], type), born: machine.guards.length };
    if (!source) return value;
    if (!isIterable(source)) value.open = true;
    const seen = new Set<string>();
    for (const item of iterate(machine, frame, source)) {
      const id = type === "set" ? keyOf(item) : undefined;
      if (id !== undefined && seen.has(id)) continue;
      if (id !== undefined) seen.add(id);
      addUnder(value, item, conditionsOf(source, item));
    }
    return value;
  };

/** A list made of the elements of others: where those are not all known, neither are its own. */
function listLike(sources: readonly Value[], items: Value[]): ListValue {
  return sources.every(isIterable) ? list(items) : { ...list(items), open: true };
}

const first: ExternalFunction = (_machine, _frame, args) => args.positional[0] ?? UNKNOWN;

const TYPE_KINDS: Record<string, readonly Value["kind"][]> = {
  str: ["string"],
  int: ["number"],
  float: ["number"],
  bool: ["bool"],
  dict: ["dict"],
  list: ["list"],
  tuple: ["list"],
  set: ["list"],
  type: ["class"],
};

const UNDECIDED = new Set(["unknown", "union", "external", "external-call", "generic"]);

function isInstance(value: Value, type: Value): boolean | undefined {
  if (type.kind === "list" || (type.kind === "generic" && type.origin.kind === "external")) {
    const types = type.kind === "list" ? type.items : type.args;
    const answers = types.map((each) => isInstance(value, each));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  if (value.kind === "instance") {
    if (type.kind !== "class" && type.kind !== "external") return undefined;
    return isSubclass(value.cls, type);
  }
  if (UNDECIDED.has(value.kind)) return undefined;
  if (type.kind === "class") return false;
  if (type.kind !== "external" || !type.path.startsWith("builtins.")) return undefined;
  const name = type.path.slice("builtins.".length);
  if (value.kind === "list" && name !== value.type) return false;
  const kinds = Object.hasOwn(TYPE_KINDS, name) ? TYPE_KINDS[name] : undefined;
  return kinds?.includes(value.kind);
}

const decided = (answer: boolean | undefined): Value => (answer === undefined ? UNKNOWN : bool(answer));

export const BUILTINS: Record<string, ExternalFunction> = {
  list: listOf("list"),
  tuple: listOf("tuple"),
  set: listOf("set"),
  frozenset: listOf("set"),
  sorted: (machine, frame, args) => {
    const value = listOf("list")(machine, frame, args);
    if (value.kind === "list") sortItems(machine, frame, value, args);
    return value;
  },
  iter: first,
  reversed: (machine, frame, args) =>
    listLike(args.positional, iterate(machine, frame, args.positional[0] ?? UNKNOWN).reverse()),
  str: (_machine, _frame, args) => (args.positional[0] ? textOf(args.positional[0]) : string("")),
  repr: (_machine, _frame, args) => textOf(args.positional[0] ?? UNKNOWN),
  int: (_machine, _frame, args) => {
    const value = settled(args.positional[0] ?? number(0));
    const parsed = value.kind === "string" ? Number.parseInt(value.value, 10) : Number.NaN;
    const result = value.kind === "number" ? number(Math.trunc(value.value)) : number(parsed);
    const known = !(result.kind === "number" && Number.isNaN(result.value));
    if (args.positional[0]?.kind === "unknown") return known ? { kind: "unknown", fallback: result } : UNKNOWN;
    return known ? result : UNKNOWN;
  },
  float: (_machine, _frame, args) => (args.positional[0]?.kind === "number" ? args.positional[0] : UNKNOWN),
  bool: (_machine, _frame, args) => {
    const value = args.positional[0] ?? bool(false);
    const [truth, usual] = [truthOf(value), truthOf(settled(value))];
    return truth === undefined && usual !== undefined ? unknown(bool(usual)) : decided(truth);
  },
  len: (_machine, _frame, args) => {
    const value = plainOf(args.positional[0] ?? UNKNOWN);
    if (value.kind === "list" && !value.open) return number(value.items.length);
    if (value.kind === "dict" && !value.open) return number(value.entries.size);
    return value.kind === "string" && !value.holes ? number([...value.value].length) : UNKNOWN;
  },
  dict: (machine, frame, args) => {
    const value: DictValue = { ...dict(), born: machine.guards.length };
    const update = attributeOf(machine, frame, value, "update", args.node);
    if (update) call(machine, frame, update, args);
    return value;
  },
  range: (_machine, _frame, args) => {
    const numbers = args.positional.map((value) => settled(value));
    if (numbers.some((value) => value.kind !== "number")) return UNKNOWN;
    const [start = 0, end = start, step = 1] = numbers.map((value) => (value.kind === "number" ? value.value : 0));
    const [from, to] = numbers.length === 1 ? [0, start] : [start, end];
    const count = step === 0 ? 0 : Math.min(MAX_RANGE, Math.ceil((to - from) / step));
    return list(Array.from({ length: Math.max(0, count) }, (_, index) => number(from + index * step)));
  },
  enumerate: (machine, frame, args) =>
    listLike(
      args.positional.slice(0, 1),
      iterate(machine, frame, args.positional[0] ?? UNKNOWN).map((item, index) => list([number(index), item], "tuple")),
    ),
  zip: (machine, frame, args) => {
    const columns = args.positional.map((source) => iterate(machine, frame, source));
    const length = Math.min(...columns.map((column) => column.length));
    const rows = Number.isFinite(length) ? length : 0;
    return listLike(
      args.positional,
      Array.from({ length: rows }, (_, row) =>
        list(
          columns.map((column) => column[row] ?? UNKNOWN),
          "tuple",
        ),
      ),
    );
  },
  map: (machine, frame, args) => {
    const [fn, source] = args.positional;
    if (!fn || !source) return UNKNOWN;
    return listLike(
      [source],
      iterate(machine, frame, source).map((item) => call(machine, frame, fn, callArguments(args.node, [item]))),
    );
  },
  filter: (machine, frame, args) => {
    const [fn, source] = args.positional;
    if (!fn || !source) return UNKNOWN;
    const kept = iterate(machine, frame, source).filter((item) => {
      const value = fn.kind === "none" ? item : call(machine, frame, fn, callArguments(args.node, [item]));
      return truthOf(value) !== false;
    });
    return isIterable(source) ? listFrom(source, kept) : { ...listFrom(source, kept), open: true };
  },
  next: (machine, frame, args) =>
    iterate(machine, frame, args.positional[0] ?? UNKNOWN)[0] ?? args.positional[1] ?? UNKNOWN,
  any: (machine, frame, args) => {
    const source = args.positional[0] ?? UNKNOWN;
    const items = iterate(machine, frame, source);
    if (items.some((item) => truthOf(item) && conditionsOf(source, item).length === 0)) return bool(true);
    const truths = items.map((item) => truthOf(settled(item)));
    const decided = items.every((item) => truthOf(item) === false) && isIterable(source);
    if (decided) return bool(false);
    return truths.includes(undefined) || !isIterable(source) ? UNKNOWN : unknown(bool(truths.includes(true)));
  },
  all: (machine, frame, args) => {
    const source = args.positional[0] ?? UNKNOWN;
    const truths = iterate(machine, frame, source).map(truthOf);
    if (truths.includes(false)) return bool(false);
    return truths.includes(undefined) || !isIterable(source) ? UNKNOWN : bool(true);
  },
  setattr: (machine, frame, args) => {
    const [object, name, value] = args.positional;
    if (object && name?.kind === "string" && value) setAttribute(machine, frame, object, name.value, value);
    return NONE;
  },
  isinstance: (_machine, _frame, args) => {
    const [value, type] = args.positional;
    return value && type ? decided(isInstance(value, type)) : UNKNOWN;
  },
  issubclass: (_machine, _frame, args) => {
    const [value, type] = args.positional;
    return value?.kind === "class" && type ? decided(isSubclass(value, type)) : UNKNOWN;
  },
  callable: (_machine, _frame, args) => {
    const kind = args.positional[0]?.kind ?? "unknown";
    if (["function", "method", "native", "class"].includes(kind)) return bool(true);
    return UNDECIDED.has(kind) || kind === "instance" ? UNKNOWN : bool(false);
  },
  type: (_machine, _frame, args) => {
    const [value] = args.positional;
    if (value?.kind === "instance") return value.cls;
    return value?.kind === "string" ? external("builtins.str") : UNKNOWN;
  },
  vars: (machine, frame, args) =>
    args.positional[0]
      ? getAttribute(machine, frame, args.positional[0], "__dict__", args.node)
      : dict(frame.scope.variables),
  globals: (_machine, frame) => globalsOf(frame.module.scope.variables),
  locals: (_machine, frame) => globalsOf(frame.scope.variables),
  dir: (machine, frame, args) => {
    const names = args.positional[0]
      ? callMethod(
          machine,
          frame,
          attributeOf(machine, frame, args.positional[0], "__dict__", args.node) ?? UNKNOWN,
          "keys",
          {
            ...args,
            positional: [],
          },
        )
      : UNKNOWN;
    const [object] = args.positional;
    if (object?.kind !== "instance" || names.kind !== "list") return names;
    return list([...names.items, ...[...object.cls.attributes.keys()].map((name) => string(name))]);
  },
  print: () => NONE,
  object: () => UNKNOWN,
  classmethod: first,
  staticmethod: first,
  property: first,
};

function globalsOf(variables: ReadonlyMap<string, Value>): DictValue {
  const value: DictValue = dict();
  for (const [name, each] of variables) setItem(value, string(name), each);
  return value;
}
