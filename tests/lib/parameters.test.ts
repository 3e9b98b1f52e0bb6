import { expect, test } from "vitest";
import type { Tool } from "../../src/core/schema/tool.ts";
import type { Evidence, Verdict } from "../../src/core/schema/verdict.ts";
import { listParameters } from "../../src/lib/parameters.ts";

const SCHEMA = {
  type: "object",
  properties: {
    method: { enum: ["run", "stop", "pause", "resume", "list", "show", "delete_logs"], description: "What to do" },
    path: { type: "string", description: "The file to overwrite" },
    query: { type: "string" },
    essay: { type: "string", description: "word ".repeat(200) },
  },
};

function list(evidence: Evidence[]) {
  const tool: Tool = { name: "act", inputSchema: SCHEMA, definitionHash: "0".repeat(64) };
  const verdict = { evidence } as unknown as Verdict;
  return new Map(listParameters(tool, verdict, [])?.map((row) => [row.name, row]));
}

test("evidence is marked where it stands: among the choices, in the author's words, else at the name", () => {
  const rows = list([
    { field: "inputSchema.properties.method.enum", quote: "delete_logs" },
    { field: "inputSchema.properties.path.description", quote: "overwrite" },
    { field: "inputSchema.properties", quote: "query" },
  ]);
  const marked = (name: string) =>
    [...(rows.get(name)?.type ?? []), ...(rows.get(name)?.says ?? [])].filter(({ kind }) => kind === "quote");
  expect(marked("method")).toEqual([{ text: '"delete_logs"', kind: "quote" }]);
  expect(marked("path")).toEqual([{ text: "overwrite", kind: "quote" }]);
  expect(marked("query")).toEqual([]);
  expect([...rows.values()].map(({ isEvidence }) => isEvidence)).toEqual([false, false, true, false]);
});

test("of many choices the first are named, and none that is evidence is left out", () => {
  const type = (evidence: Evidence[]) =>
    list(evidence)
      .get("method")
      ?.type.map(({ text }) => text)
      .join("");
  expect(type([])).toBe('"run", "stop", "pause", "resume", "list", "show" and 1 more');
  expect(type([{ field: "inputSchema.properties.method.enum", quote: "delete_logs" }])).toContain('"delete_logs"');
});

test("an essay is told apart", () => {
  expect([...list([]).values()].map(({ isLong }) => isLong)).toEqual([false, false, false, true]);
});
