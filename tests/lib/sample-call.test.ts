import { expect, test } from "vitest";
import { makeSampleArguments } from "../../src/lib/sample-call.ts";

test("holds what the schema requires, of the types that it names, and nothing else", () => {
  const schema = {
    type: "object",
    required: ["path", "count", "mode", "tags", "deep", "force", "kept", "absent", 7],
    properties: {
      path: { type: "string" },
      count: { type: "integer", minimum: 3 },
      mode: { enum: ["copy", "move"] },
      tags: { type: ["array", "null"] },
      deep: { type: "object", required: ["id"], properties: { id: { type: "number" } } },
      force: { type: "boolean" },
      kept: { type: "string", default: "main" },
      free: { type: "string" },
    },
  };
  expect(makeSampleArguments(schema)).toEqual({
    path: "",
    count: 3,
    mode: "copy",
    tags: [],
    deep: { id: 1 },
    force: false,
    kept: "main",
  });
});

test("is empty where nothing is required, or the schema says something else", () => {
  expect(makeSampleArguments(undefined)).toEqual({});
  expect(makeSampleArguments({ type: "object", properties: { a: {} } })).toEqual({});
  expect(makeSampleArguments({ required: ["a"], properties: [] })).toEqual({});
});
