/** Values put together: strings joined, collections laid out, objects spread; what is not known stays visible. */
import type { SyntaxNode } from "../syntax.ts";
import { constant, firstOption, type Item, joinGuards, type ObjectValue, optionsOf, type Value } from "./values.ts";

/** Strings joined; where a part is unknown the rest is a `text`. */
export function joinStrings(parts: readonly Value[]): Value {
  let text = "";
  let whole = true;
  let startsUnknown = true;
  for (const part of parts) {
    const value = firstOption(part);
    const isKnown = part.kind !== "union" && value.kind === "constant";
    // A hole after some text, or a part with a hole of its own, is none at the start.
    if (!isKnown && (text !== "" || (value.kind === "text" && value.hole !== "start"))) startsUnknown = false;
    whole &&= isKnown;
    if (value.kind === "constant") text += String(value.value);
    else if (value.kind === "text") text += value.text;
    if (text.length > 1_000_000) return { kind: "text", text: text.slice(0, 1_000_000) };
  }
  const isStandIn = parts.some((part) => part.kind === "constant" && part.isStandIn);
  if (whole) return isStandIn ? { kind: "constant", value: text, isStandIn } : constant(text);
  return startsUnknown && text !== "" ? { kind: "text", text, hole: "start" } : { kind: "text", text };
}

/** What a value gives when it is iterated, with the conditions of each element. */
export function elementsOf(value: Value): { items: Item[]; open: boolean } {
  switch (value.kind) {
    case "array":
      return { items: value.items, open: value.open };
    case "map":
      return {
        items: value.entries.map(({ key, item }) =>
          value.unique
            ? item
            : { ...item, value: { kind: "array", items: [{ value: key }, { value: item.value }], open: false } },
        ),
        open: value.open,
      };
    case "union": {
      const parts = optionsOf(value).map((option) => {
        const elements = elementsOf(option.value);
        return {
          ...elements,
          items: elements.items.map((item) => ({ value: item.value, ...joinGuards(option.guards, item.guards) })),
        };
      });
      return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
    }
    case "constant":
      return { items: [], open: false };
    default:
      return { items: [], open: true };
  }
}

/** What `forEach` goes over: of a `Map` its values, with their keys. */
export function valuesOf(value: Value): { items: (Item & { key?: Value })[]; open: boolean } {
  if (value.kind !== "union" && value.kind !== "map") return elementsOf(value);
  const parts = optionsOf(value).map(({ value: option, guards }) => {
    const { items, open } = option.kind === "map" ? keyedItems(option) : elementsOf(option);
    return { items: items.map((item) => ({ ...item, value: item.value, ...joinGuards(guards, item.guards) })), open };
  });
  return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
}

function keyedItems({ entries, open }: Value & { kind: "map" }): { items: (Item & { key?: Value })[]; open: boolean } {
  return { items: entries.map(({ key, item }) => ({ value: item.value, key, ...joinGuards(item.guards, []) })), open };
}

/** What `for (const key in value)` goes over. */
export function keysOf(value: Value): { items: Item[]; open: boolean } {
  const options = optionsOf(value);
  const items = options.flatMap(({ value: option, guards }) =>
    option.kind === "object"
      ? [...option.entries].map(([key, item]) => ({ value: constant(key), ...joinGuards(guards, item.guards) }))
      : [],
  );
  return { items, open: options.some(({ value: option }) => option.kind !== "object" || option.open) };
}

export function spreadInto(object: ObjectValue, value: Value): void {
  if (value.kind === "object") {
    for (const [key, item] of value.entries) object.entries.set(key, item);
    object.open ||= value.open;
    object.node ??= value.node as SyntaxNode;
  } else if (value.kind === "schema" && value.shape) {
    for (const [key, schema] of value.shape) object.entries.set(key, { value: schema });
  } else if (value.kind === "union") {
    for (const option of optionsOf(value)) {
      if (option.value.kind !== "object") {
        object.open = true;
        continue;
      }
      for (const [key, item] of option.value.entries) {
        if (!object.entries.has(key))
          object.entries.set(key, { value: item.value, ...joinGuards(option.guards, item.guards) });
      }
    }
  } else if (value.kind !== "constant") {
    object.open = true;
  }
}
