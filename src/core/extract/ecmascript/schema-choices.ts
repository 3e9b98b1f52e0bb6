/** Choices of fixed values: all members that there are without any configuration, or none where that is not known. */
import { elementsOf } from "./combine.ts";
import { defaultOf } from "./conditions.ts";
import { schema } from "./schema-builders.ts";
import { type Item, optionsOf, type SchemaValue, type Value } from "./values.ts";

export function enumOf(value: Value | undefined): SchemaValue {
  const listed = value && decided(optionsOf(value));
  const collection = listed?.[0]?.value;
  const { items, open } = collection ? membersOf(collection) : { items: [], open: true };
  const chosen = listed?.length === 1 && !open ? decided(items) : undefined;
  const values = [
    ...new Set(chosen?.flatMap((item) => (item.value.kind === "constant" ? [item.value.value] : [])) ?? []),
  ];
  const isText = values.every((member) => typeof member === "string");
  const isWhole = values.length > 0 && chosen?.every((item) => item.value.kind === "constant") === true;
  return schema({ type: isText ? "string" : "number", ...(isWhole ? { enum: values } : {}) }, { partial: !isWhole });
}

function membersOf(collection: Value): { items: readonly Item[]; open: boolean } {
  if (collection.kind !== "object") return elementsOf(collection);
  return { items: [...collection.entries.values()], open: collection.open };
}

/** Those that there are without any configuration; `undefined` where that is not known of one. */
function decided(items: readonly Item[]): readonly Item[] | undefined {
  const answers = items.map((item) => defaultOf(item.guards ?? []));
  return answers.includes("unknown") ? undefined : items.filter((_, index) => answers[index] === true);
}
