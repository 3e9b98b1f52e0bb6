/** `sorted(…)` and `list.sort(…)` over texts, numbers and tuples of them. */
import { compareCodePoints } from "../../compare.ts";
import { call } from "./calls.ts";
import { truthOf } from "./certainty.ts";
import type { Frame, Machine } from "./machine.ts";
import { type CallArguments, callArguments, type ListValue, plainOf, UNKNOWN, type Value } from "./values.ts";

/** Sorts in place; where the order is not known, the list says so. */
export function sortItems(machine: Machine, frame: Frame, target: ListValue, args: CallArguments): void {
  const key = args.keywords.get("key");
  const reverse = args.keywords.get("reverse");
  const direction = reverse ? truthOf(reverse) : false;
  const rows = target.items.map((item) => ({
    item,
    by: key && key.kind !== "none" ? call(machine, frame, key, callArguments(args.node, [item])) : item,
  }));
  const isKnown = direction !== undefined && rows.every(({ by }) => orderOf(by, rows[0]?.by ?? by) !== undefined);
  if (!isKnown || target.open) {
    if (target.items.length > 1 || target.open) target.unordered = true;
    return;
  }
  const sign = direction ? -1 : 1;
  rows.sort((a, b) => sign * (orderOf(a.by, b.by) ?? 0));
  target.items.splice(0, target.items.length, ...rows.map(({ item }) => item));
  delete target.unordered;
}

/** Below, above or at zero as Python orders the two; `undefined` where that is not known. */
function orderOf(left: Value, right: Value): number | undefined {
  const [a, b] = [plainOf(left), plainOf(right)];
  if (a.kind === "string" && b.kind === "string")
    return a.holes || b.holes ? undefined : compareCodePoints(a.value, b.value);
  if ((a.kind === "number" || a.kind === "bool") && (b.kind === "number" || b.kind === "bool"))
    return Number(a.value) - Number(b.value);
  if (a.kind !== "list" || b.kind !== "list" || a.type !== b.type) return undefined;
  for (let index = 0; index < Math.min(a.items.length, b.items.length); index++) {
    const order = orderOf(a.items[index] ?? UNKNOWN, b.items[index] ?? UNKNOWN);
    if (order !== 0) return order;
  }
  return a.items.length - b.items.length;
}
