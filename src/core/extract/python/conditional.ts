/** Elements of lists and dictionaries that are there under a condition only: who adds them says so, who meets them asks. */
import type { Guard, Machine } from "./machine.ts";
import { type DictValue, keyOf, type ListValue, list, setItem, type Value } from "./values.ts";

/** The conditions of the code at hand beyond those under which the collection itself was made. */
export function conditionsNow(machine: Machine, target: ListValue | DictValue): readonly Guard[] {
  return machine.guards.slice(target.born ?? 0);
}

/** Whether what is done to the collection here is done wherever it exists. */
export function isCertain(machine: Machine, target: ListValue | DictValue): boolean {
  return conditionsNow(machine, target).length === 0;
}

export function addUnder(target: ListValue, item: Value, conditions: readonly Guard[]): void {
  const isFree = conditions.length === 0 || (target.items.includes(item) && !target.conditions?.has(item));
  target.items.push(item);
  if (isFree) target.conditions?.delete(item);
  else {
    target.conditions ??= new Map();
    target.conditions.set(item, conditions);
  }
}

/** Sets a key that may be there already; under conditions it is there anyway then. */
export function setUnder(target: DictValue, key: Value, value: Value, conditions: readonly Guard[]): void {
  const id = keyOf(key);
  const isFree = id === undefined || (target.entries.has(id) && !target.conditions?.has(id));
  setItem(target, key, value);
  if (id === undefined) return;
  if (conditions.length === 0 || isFree) target.conditions?.delete(id);
  else {
    target.conditions ??= new Map();
    target.conditions.set(id, conditions);
  }
}

/** A new list of elements of another collection, with the conditions that those have there. */
export function listFrom(source: Value, items: readonly Value[], type: ListValue["type"] = "list"): ListValue {
  const made = list([], type);
  for (const item of items) addUnder(made, item, conditionsOf(source, item));
  return made;
}

/** The values of a dictionary, each under the conditions of its key. */
export function valuesOf(source: DictValue): ListValue {
  const values = list([]);
  for (const [id, { value }] of source.entries) addUnder(values, value, source.conditions?.get(id) ?? []);
  return source.open ? { ...values, open: true } : values;
}

/** The conditions under which a loop over the collection meets the element. */
export function conditionsOf(source: Value, item: Value): readonly Guard[] {
  switch (source.kind) {
    case "list":
      return source.conditions?.get(item) ?? [];
    case "dict":
      return source.conditions?.get(keyOf(item) ?? "") ?? [];
    case "union":
      return source.options.map((option) => conditionsOf(option, item)).find((found) => found.length > 0) ?? [];
    case "unknown":
      return source.fallback ? conditionsOf(source.fallback, item) : [];
    default:
      return [];
  }
}

/** Whether they hold without configuration. */
export function hold(conditions: readonly Guard[]): boolean | undefined {
  const answers = conditions.map((condition) => condition.holds);
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}
