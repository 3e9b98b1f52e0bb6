import { describe, expect, test } from "vitest";
import {
  compareHints,
  formatAnnotationBlock,
  inferHints,
  PASTE_LANGUAGES,
} from "../../../src/core/classify/annotations.ts";
import { classifyServer } from "../../../src/core/classify/index.ts";
import { makeTool, type Sketch } from "./tools.ts";

function judge(sketch: Sketch) {
  const tool = makeTool(sketch);
  const verdict = classifyServer({ slug: "sample", name: "sample", tools: [tool] }).get(tool.name);
  if (!verdict) throw new Error("no verdict");
  return { tool, verdict };
}

describe("inferHints", () => {
  const check = (sketch: Sketch, expected: Partial<ReturnType<typeof inferHints>>) => {
    const { tool, verdict } = judge(sketch);
    expect(inferHints(tool, verdict)).toMatchObject(expected);
  };
  test("reading changes nothing, and may be repeated", () =>
    check({ name: "list_books" }, { readOnlyHint: true, destructiveHint: false, idempotentHint: true }));
  test("deleting destroys", () =>
    check({ name: "delete_book" }, { readOnlyHint: false, destructiveHint: true, idempotentHint: true }));
  test("creating destroys nothing, and is not repeatable", () =>
    check({ name: "create_book" }, { destructiveHint: false, idempotentHint: false }));
  test("running the caller's code may destroy", () =>
    check({ name: "run_code", parameters: ["code"] }, { destructiveHint: true }));
  test("sending reaches the world", () => check({ name: "send_mail" }, { openWorldHint: true, idempotentHint: false }));
});

describe("compareHints", () => {
  const hintsOf = (sketch: Sketch) => {
    const { tool, verdict } = judge(sketch);
    return compareHints(tool, verdict).map(({ hint, declared, inferred }) => [hint, declared, inferred]);
  };
  test("a deletion that is declared read-only", () =>
    expect(hintsOf({ name: "delete_book", annotations: { readOnlyHint: true, idempotentHint: true } })).toEqual([
      ["readOnlyHint", true, false],
    ]));
  test("a default counts where nothing is declared", () =>
    expect(hintsOf({ name: "list_books" })).toEqual([["readOnlyHint", undefined, true]]));
  test("agreement is silent", () =>
    expect(hintsOf({ name: "list_books", annotations: { readOnlyHint: true } })).toEqual([]));
  test("each reason names the tool", () => {
    const { tool, verdict } = judge({ name: "delete_book", annotations: { readOnlyHint: true } });
    for (const { reason } of compareHints(tool, verdict)) expect(reason).toMatch(/`delete_book` .*\.$/);
  });
});

test("blocks hold the four hints in every language", () => {
  const hints = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
  for (const language of PASTE_LANGUAGES) {
    const block = formatAnnotationBlock(hints, language);
    expect(block.match(/true/gi)).toHaveLength(2);
    expect(block.match(/false/gi)).toHaveLength(2);
  }
  expect(formatAnnotationBlock(hints, "typescript")).toBe(
    "annotations: {\n  readOnlyHint: false,\n  destructiveHint: true,\n  idempotentHint: false,\n  openWorldHint: true,\n},",
  );
  expect(formatAnnotationBlock(hints, "csharp")).toBe(
    "[McpServerTool(ReadOnly = false, Destructive = true, Idempotent = false, OpenWorld = true)]",
  );
});
