/** The methods of lists, sets and dictionaries. Under an undecided condition things are added, never removed. */

import { settled } from "./certainty.ts";
import { addUnder, conditionsNow, conditionsOf, isCertain, setUnder } from "./conditional.ts";
import { isIterable, iterate } from "./iteration.ts";
import type { Frame, Guard, Machine } from "./machine.ts";
import { elementsWith } from "./membership.ts";
import { sortItems } from "./sorting.ts";
import {
  type CallArguments,
  type DictValue,
  keyOf,
  type ListValue,
  list,
  NONE,
  number,
  setItem,
  string,
  UNKNOWN,
  type Value,
} from "./values.ts";

const MAX_ITEMS = 5_000;

export function callListMethod(
  machine: Machine,
  frame: Frame,
  target: ListValue,
  name: string,
  call: CallArguments,
): Value | undefined {
  const [first] = call.positional;
  const add = (value: Value, conditions: readonly Guard[] = []): void => {
    const id = target.type === "set" ? keyOf(value) : undefined;
    const present = id !== undefined && elementsWith(target, id).found.length > 0;
    if (present || target.items.length >= MAX_ITEMS) return;
    addUnder(target, value, [...conditionsNow(machine, target), ...conditions]);
    if (isCollected(value)) machine.progress++;
  };
  switch (name) {
    case "append":
    case "add":
      if (first) add(first);
      return NONE;
    case "insert":
      if (call.positional[1]) insertAt(machine, target, first, call.positional[1]);
      return NONE;
    case "extend":
    case "update":
      for (const source of call.positional) {
        if (!isIterable(source)) target.open = true;
        for (const item of iterate(machine, frame, source)) add(item, conditionsOf(source, item));
      }
      return NONE;
    case "copy":
      return copyList(machine, target);
    case "union": {
      const copy = copyList(machine, target);
      callListMethod(machine, frame, copy, "update", call);
      return copy;
    }
    case "difference": {
      const gone = new Set(call.positional.flatMap((source) => iterate(machine, frame, source)).map(keyOf));
      return { ...target, items: target.items.filter((item) => !gone.has(keyOf(item))) };
    }
    case "intersection":
      return { ...target };
    case "index":
      return first ? number(target.items.findIndex((item) => keyOf(item) === keyOf(first))) : UNKNOWN;
    case "pop":
      return (isCertain(machine, target) ? target.items.pop() : target.items.at(-1)) ?? UNKNOWN;
    case "remove":
    case "discard":
      if (isCertain(machine, target) && first) {
        const at = target.items.findIndex((item) => item === first || keyOf(item) === keyOf(first));
        if (at >= 0) target.items.splice(at, 1);
      }
      return NONE;
    case "clear":
      if (isCertain(machine, target)) target.items.length = 0;
      return NONE;
    case "reverse":
      target.items.reverse();
      return NONE;
    case "sort":
      sortItems(machine, frame, target, call);
      return NONE;
    case "count":
    case "issubset":
    case "isdisjoint":
      return UNKNOWN;
    default:
      return undefined;
  }
}

function insertAt(machine: Machine, target: ListValue, index: Value | undefined, value: Value): void {
  addUnder(target, value, conditionsNow(machine, target));
  const last = target.items.pop();
  const at = index && settled(index);
  if (last) target.items.splice(at?.kind === "number" ? at.value : 0, 0, last);
}

/** What tools are made of: registries that fill with these are progress like registrations. */
function isCollected(value: Value): boolean {
  if (value.kind === "external-call") return /Tool\w*$/.test(value.path);
  return value.kind === "function" || value.kind === "method" || value.kind === "class";
}

export function copyList(machine: Machine, value: ListValue): ListValue {
  const conditions = value.conditions ? { conditions: new Map(value.conditions) } : {};
  return { ...value, items: [...value.items], ...conditions, born: machine.guards.length };
}

export function copyDict(machine: Machine, value: DictValue): DictValue {
  const conditions = value.conditions ? { conditions: new Map(value.conditions) } : {};
  return { ...value, entries: new Map(value.entries), ...conditions, born: machine.guards.length };
}

export function callDictMethod(
  machine: Machine,
  frame: Frame,
  target: DictValue,
  name: string,
  call: CallArguments,
): Value | undefined {
  const [first, second] = call.positional;
  const listed = (item: (entry: { key: Value; value: Value }) => Value): Value => {
    const items = list([]);
    for (const [id, entry] of target.entries) addUnder(items, item(entry), target.conditions?.get(id) ?? []);
    return target.open ? { ...items, open: true } : items;
  };
  switch (name) {
    case "items":
      return listed(({ key, value }) => list([key, value], "tuple"));
    case "keys":
      return listed((entry) => entry.key);
    case "values":
      return listed((entry) => entry.value);
    case "get":
    case "pop": {
      const id = first && keyOf(settled(first));
      const found = id === undefined ? undefined : target.entries.get(id)?.value;
      if (found && name === "pop" && id !== undefined && isCertain(machine, target)) target.entries.delete(id);
      if (found) return found;
      const fallback = second ?? call.keywords.get("default") ?? NONE;
      return target.open || id === undefined ? { kind: "unknown", fallback } : fallback;
    }
    case "setdefault": {
      const id = first && keyOf(first);
      const found = id === undefined ? undefined : target.entries.get(id)?.value;
      if (found) return found;
      if (first) setUnder(target, first, second ?? NONE, conditionsNow(machine, target));
      return second ?? NONE;
    }
    case "update":
      for (const source of call.positional) mergeInto(machine, frame, target, settled(source));
      for (const [key, value] of call.keywords) setUnder(target, string(key), value, conditionsNow(machine, target));
      if (call.open) target.open = true;
      return NONE;
    case "copy":
      return copyDict(machine, target);
    case "clear":
      if (isCertain(machine, target)) target.entries.clear();
      return NONE;
    case "__setitem__":
      if (first && second) setUnder(target, first, second, conditionsNow(machine, target));
      return NONE;
    default:
      return undefined;
  }
}

function mergeInto(machine: Machine, frame: Frame, target: DictValue, source: Value): void {
  if (source.kind === "dict") {
    for (const { key, value } of source.entries.values()) {
      setUnder(target, key, value, [...conditionsNow(machine, target), ...conditionsOf(source, key)]);
    }
    if (source.open) target.open = true;
    return;
  }
  if (!isIterable(source)) target.open = true;
  for (const pair of iterate(machine, frame, source)) {
    if (pair.kind === "list" && pair.items[0] && pair.items[1]) setItem(target, pair.items[0], pair.items[1]);
  }
}
