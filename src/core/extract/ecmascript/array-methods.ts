/** Methods of arrays: callbacks run for each element, and what a predicate leaves open becomes the element's guard. */

import { elementsOf, joinStrings } from "./combine.ts";
import { callFunction } from "./functions.ts";
import type { Program } from "./program.ts";
import {
  constant,
  type Env,
  firstOption,
  type Item,
  joinGuards,
  list,
  truthiness,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

/** Steps for one element's predicate. */
const PREDICATE_STEPS = 600;

export function callArray(
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
    case "reduce": {
      const reduced = reduceItems(program, items, args, env);
      return open ? leftOpen(reduced) : reduced;
    }
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

/** What is made of a list of which not all elements are known may hold more. */
function leftOpen(value: Value): Value {
  switch (value.kind) {
    case "array":
    case "object":
    case "map":
      return { ...value, open: true };
    case "constant":
      return typeof value.value === "string" ? { kind: "text", text: value.value } : UNKNOWN;
    case "text":
      return value;
    default:
      return UNKNOWN;
  }
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
