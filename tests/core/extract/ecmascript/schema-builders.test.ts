/** Values that a converter which calls itself can build: objects that hold themselves, in every one of their fields. */
import { expect, it } from "vitest";
import { toSchema } from "../../../../src/core/extract/ecmascript/schema-builders.ts";
import { constant, type Item, type ObjectValue, union } from "../../../../src/core/extract/ecmascript/values.ts";

function object(entries: Record<string, Item>): ObjectValue {
  return { kind: "object", entries: new Map(Object.entries(entries)), open: false };
}

it("cuts a literal where it holds itself, and says that a part is missing", () => {
  const properties = object({ size: { value: object({ type: { value: constant("number") } }) } });
  const itself = object({ type: { value: constant("object") }, properties: { value: properties } });
  properties.entries.set("again", { value: itself });
  expect(toSchema(itself)).toMatchObject({
    json: { type: "object", properties: { size: { type: "number" } } },
    partial: true,
  });
});

it("takes a record of itself for no schema", () => {
  const itself = object({});
  itself.entries.set("again", { value: itself });
  expect(toSchema(itself)).toBeUndefined();
});

it("reads choices in every field of every level in a moment", () => {
  let level = object({ type: { value: constant("string") } });
  for (let depth = 0; depth < 40; depth++) {
    const other = object({
      type: { value: constant("object") },
      properties: { value: object({ a: { value: level } }) },
    });
    const value = union([{ value: level }, { value: other }]);
    const fields = Object.fromEntries(["a", "b", "c"].map((key) => [key, { value }]));
    level = object({ type: { value: constant("object") }, properties: { value: object(fields) } });
  }
  expect(toSchema(level)?.shape?.size).toBe(3);
});
