import { describe, expect, it } from "vitest";
import { computeServerChange, type ServerState } from "../../src/core/changes.ts";
import type { Rating } from "../../src/core/schema/changes.ts";
import { Server } from "../../src/core/schema/server.ts";
import type { Tool } from "../../src/core/schema/tool.ts";
import type { Verdict } from "../../src/core/schema/verdict.ts";

const HASHES: Record<string, string> = { a: "a".repeat(64), b: "b".repeat(64) };
const READ: Rating = { category: "read", risk: "low" };
const WRITE: Rating = { category: "write", risk: "medium" };

function makeTool(name: string, fields: Partial<Tool> = {}): Tool {
  return { name, definitionHash: HASHES["a"] ?? "", ...fields };
}

function makeState(tools: Tool[], ratings: Record<string, Rating> = {}, version = "1.0.0"): ServerState {
  const server = Server.parse({
    schemaVersion: 1,
    slug: "s",
    name: "S",
    packages: [],
    remotes: [],
    provenance: { method: "static", from: `npm:s@${version}`, coverage: "complete" },
    tools,
    issues: [],
  });
  const verdicts = Object.fromEntries(Object.entries(ratings).map(([name, rating]) => [name, rating as Verdict]));
  return { server, risks: { schemaVersion: 1, slug: "s", verdicts } };
}

describe("computeServerChange", () => {
  it("says which tools came and went, and how they are rated", () => {
    const before = makeState([makeTool("old"), makeTool("same")], { old: WRITE });
    const after = makeState([makeTool("new"), makeTool("same")], { new: READ }, "2.0.0");
    expect(computeServerChange(before, after)).toEqual({
      slug: "s",
      name: "S",
      kind: "changed",
      before: "npm:s@1.0.0",
      after: "npm:s@2.0.0",
      tools: [
        { kind: "added", tool: "new", hash: HASHES["a"], after: READ },
        { kind: "removed", tool: "old", hash: HASHES["a"], before: WRITE },
      ],
    });
  });

  describe("a tool under another name", () => {
    const [described, schema] = ["Lists what is there.", { type: "object" }];
    const makeOne = (name: string, fields: Partial<Tool> = {}) =>
      makeTool(name, { description: described, inputSchema: schema, ...fields });
    const check = (before: Tool[], after: Tool[], expected: object[]) =>
      expect(computeServerChange(makeState(before), makeState(after))?.tools).toMatchObject(expected);
    const hash = HASHES["a"];

    it("is one that came with the definition of one that went", () =>
      check(
        [makeOne("old")],
        [makeOne("new", { title: "New" })],
        [
          { kind: "added", tool: "new", formerly: "old" },
          { kind: "removed", tool: "old", now: "new" },
        ],
      ));

    it("is not one with another definition", () =>
      check(
        [makeOne("old")],
        [makeOne("new", { inputSchema: {} })],
        [
          { kind: "added", tool: "new", hash },
          { kind: "removed", tool: "old", hash },
        ],
      ));

    it("is not told where more than one could be meant", () => {
      const change = computeServerChange(makeState([makeOne("old")]), makeState([makeOne("new"), makeOne("newer")]));
      for (const tool of change?.tools ?? [])
        expect(tool).not.toHaveProperty(tool.kind === "added" ? "formerly" : "now");
    });

    it("is not told of definitions without a description, which are too alike", () => {
      const change = computeServerChange(makeState([makeTool("old")]), makeState([makeTool("new")]));
      expect(change?.tools[0]).not.toHaveProperty("formerly");
    });
  });

  it("says which fields changed, in a fixed order", () => {
    const before = makeState([makeTool("t", { description: "x", inputSchema: { a: 1, b: 2 } })], { t: READ });
    const after = makeState(
      [
        makeTool("t", {
          description: "y",
          inputSchema: { b: 2, a: 1 },
          annotations: {},
          definitionHash: HASHES["b"] ?? "",
        }),
      ],
      { t: WRITE },
    );
    expect(computeServerChange(before, after)?.tools).toEqual([
      {
        kind: "changed",
        tool: "t",
        hash: HASHES["b"],
        fields: ["description", "annotations"],
        before: READ,
        after: WRITE,
      },
    ]);
  });

  it("says that a verdict is another even where the definition is the same", () => {
    const change = computeServerChange(
      makeState([makeTool("t")], { t: READ }),
      makeState([makeTool("t")], { t: WRITE }),
    );
    expect(change?.tools).toMatchObject([{ kind: "changed", fields: [], before: READ, after: WRITE }]);
  });

  it("has nothing to say of a new version with the same tools", () => {
    expect(computeServerChange(makeState([makeTool("t")]), makeState([makeTool("t")], {}, "2.0.0"))).toBeUndefined();
  });

  it("tells of servers that came and went, with all their tools", () => {
    const state = makeState([makeTool("t")]);
    expect(computeServerChange(undefined, state)).toMatchObject({ kind: "added", tools: [{ kind: "added" }] });
    expect(computeServerChange(state, undefined)).toMatchObject({ kind: "removed", tools: [{ kind: "removed" }] });
  });
});
