/** The methods of lists, sets and dictionaries. Under an undecided condition things are added, never removed. */

import { settled } from "./certainty.ts";
import { isIterable, iterate } from "./iteration.ts";
import type { Frame, Machine } from "./machine.ts";
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
  const add = (value: Value): void => {
    const id = target.type === "set" ? keyOf(value) : undefined;
    const present = id !== undefined && target.items.some((item) => keyOf(item) === id);
    if (!present && target.items.length < MAX_ITEMS) target.items.push(value);
  };
  switch (name) {
    case "append":
    case "add":
      if (first) add(first);
      return NONE;
    case "insert":
      if (call.positional[1]) target.items.unshift(call.positional[1]);
      return NONE;
    case "extend":
    case "update":
      for (const source of call.positional) {
        if (!isIterable(source)) target.open = true;
        for (const item of iterate(machine, frame, source)) add(item);
      }
      return NONE;
    case "copy":
      return { ...target, items: [...target.items] };
    case "union": {
      const copy: ListValue = { ...target, items: [...target.items] };
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
      return (machine.guards.length === 0 ? target.items.pop() : target.items.at(-1)) ?? UNKNOWN;
    case "remove":
    case "discard":
      if (machine.guards.length === 0 && first) {
        const at = target.items.findIndex((item) => item === first || keyOf(item) === keyOf(first));
        if (at >= 0) target.items.splice(at, 1);
      }
      return NONE;
    case "clear":
      if (machine.guards.length === 0) target.items.length = 0;
      return NONE;
    case "reverse":
      target.items.reverse();
      return NONE;
    case "sort":
      return NONE;
    case "count":
    case "issubset":
    case "isdisjoint":
      return UNKNOWN;
    default:
      return undefined;
  }
}

export function callDictMethod(
  machine: Machine,
  frame: Frame,
  target: DictValue,
  name: string,
  call: CallArguments,
): Value | undefined {
  const [first, second] = call.positional;
  const entries = (): { key: Value; value: Value }[] => [...target.entries.values()];
  const listed = (items: Value[]): Value => (target.open ? { ...list(items), open: true } : list(items));
  switch (name) {
    case "items":
      return listed(entries().map(({ key, value }) => list([key, value], "tuple")));
    case "keys":
      return listed(entries().map((entry) => entry.key));
    case "values":
      return listed(entries().map((entry) => entry.value));
    case "get":
    case "pop": {
      const id = first && keyOf(settled(first));
      const found = id === undefined ? undefined : target.entries.get(id)?.value;
      if (found && name === "pop" && id !== undefined && machine.guards.length === 0) target.entries.delete(id);
      if (found) return found;
      const fallback = second ?? call.keywords.get("default") ?? NONE;
      return target.open || id === undefined ? { kind: "unknown", fallback } : fallback;
    }
    case "setdefault": {
      const id = first && keyOf(first);
      const found = id === undefined ? undefined : target.entries.get(id)?.value;
      if (found) return found;
      if (first) setItem(target, first, second ?? NONE);
      return second ?? NONE;
    }
    case "update":
      for (const source of call.positional) mergeInto(machine, frame, target, settled(source));
      for (const [key, value] of call.keywords) setItem(target, string(key), value);
      if (call.open) target.open = true;
      return NONE;
    case "copy":
      return { ...target, entries: new Map(target.entries) };
    case "clear":
      if (machine.guards.length === 0) target.entries.clear();
      return NONE;
    case "__setitem__":
      if (first && second) setItem(target, first, second);
      return NONE;
    default:
      return undefined;
  }
}

function mergeInto(machine: Machine, frame: Frame, target: DictValue, source: Value): void {
  if (source.kind === "dict") {
    for (const [id, entry] of source.entries) target.entries.set(id, entry);
    if (source.open) target.open = true;
    return;
  }
  if (!isIterable(source)) target.open = true;
  for (const pair of iterate(machine, frame, source)) {
    if (pair.kind === "list" && pair.items[0] && pair.items[1]) setItem(target, pair.items[0], pair.items[1]);
  }
}
