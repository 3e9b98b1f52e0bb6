import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLiteralQuote } from "../../../src/core/classify/evidence.ts";
import { classifyServer, formatClassificationInput, type ServerInput } from "../../../src/core/classify/index.ts";
import { scoreVerdicts } from "../../../src/core/classify/score.ts";
import { Judgement } from "../../../src/core/schema/verdict.ts";
import { measureCpuSeconds } from "../../support/cpu-seconds.ts";
import { makeTool, type Sketch } from "./tools.ts";
import { loadUnseen } from "./unseen.ts";

function judge(sketch: Sketch): Judgement {
  const name = sketch.server ?? "sample";
  const siblings = (sketch.siblings ?? []).map((sibling) => ({ name: sibling }));
  const verdict = classifyServer({ slug: name, name, tools: [...siblings, makeTool(sketch)] }).get(sketch.name);
  if (!verdict) throw new Error("no verdict");
  return verdict;
}

describe("the five tools of the example pages", () => {
  test.each([
    [{ name: "pause_torrent", description: "Pause torrents", siblings: ["resume_torrent"] }],
    [{ name: "resume_torrent", description: "Resume torrents", siblings: ["pause_torrent"] }],
    [{ name: "pause_routine" }],
    [{ name: "pause_background_task" }],
    [{ name: "stop-pod" }],
  ])("%j is execute, high", (sketch) => {
    expect(judge(sketch)).toMatchObject({ category: "execute", risk: "high" });
  });
  test("pausing beside resuming is reversible", () => {
    expect(judge({ name: "pause_torrent", siblings: ["resume_torrent"] }).reversible).toBe("yes");
    expect(judge({ name: "pause_torrent" }).reversible).toBe("unknown");
  });
});

describe("unseen tools", () => {
  const { tools, servers } = loadUnseen();
  const verdicts = new Map(servers.map((server) => [server.slug, classifyServer(server)]));
  const scored = tools.map(({ server, tool, category, alt }) => {
    const verdict = verdicts.get(server)?.get(tool.name);
    if (!verdict) throw new Error(`no verdict for ${tool.name}`);
    return { server, tool: tool.name, label: { category, alt, facets: [], maybeFacets: [] }, verdict };
  });
  const { figures, errors } = scoreVerdicts(scored);

  test("there are enough of them", () => expect(tools.length).toBeGreaterThan(500));
  test("nothing that acts is called read, hardly anything grave mild", () => {
    expect(errors.filter(({ kind }) => kind === "unsafe")).toEqual([]);
    expect(figures.underrated).toBeLessThanOrEqual(1);
  });
  test("accuracy", () => {
    expect(figures.accuracy).toBeGreaterThanOrEqual(0.94);
    expect(figures.lenient).toBeGreaterThanOrEqual(0.98);
  });
  test("every verdict follows its schema, and every quote is literal", () => {
    for (const { server, tool } of tools) {
      const verdict = Judgement.parse(verdicts.get(server)?.get(tool.name));
      expect(verdict.evidence.length, tool.name).toBeGreaterThan(0);
      for (const quote of verdict.evidence)
        expect(isLiteralQuote(tool, quote), `${tool.name}: ${quote.quote}`).toBe(true);
    }
  });
  test("the same input gives the same verdicts, in whatever order", () => {
    for (const server of servers) {
      const again = classifyServer({ ...server, tools: [...server.tools].reverse() });
      for (const { name } of server.tools) expect(again.get(name)).toEqual(verdicts.get(server.slug)?.get(name));
    }
  });
});

describe("declarations are weighed, not believed", () => {
  test.each([
    [{ name: "delete_all_users", annotations: { readOnlyHint: true } }, "destructive"],
    [{ name: "frobnicate", annotations: { readOnlyHint: true } }, "write"],
    [{ name: "query", description: "Read-only. Runs a command.", parameters: ["command"] }, "execute"],
  ] as const)("%j is %s", (sketch, category) => {
    expect(judge({ ...sketch, parameters: [...("parameters" in sketch ? sketch.parameters : [])] }).category).toBe(
      category,
    );
  });
});

test("one argument that names the action takes its gravest member", () => {
  const operation = { type: "string", enum: ["list", "create", "delete"] };
  expect(judge({ name: "records", description: "Work with records", parameters: { operation } }).category).toBe(
    "destructive",
  );
});

test("any name, description and schema give a verdict with literal quotes", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      json,
      (name, description, schema) => {
        const isObject = typeof schema === "object" && schema !== null && !Array.isArray(schema);
        const tool = {
          name,
          ...(description === "" ? {} : { description }),
          ...(isObject ? { inputSchema: JSON.parse(JSON.stringify({ properties: schema, ...schema })) } : {}),
        };
        const verdict = Judgement.parse(classifyServer({ slug: "s", name: "s", tools: [tool] }).get(name));
        for (const quote of verdict.evidence) expect(isLiteralQuote(tool, quote)).toBe(true);
      },
    ),
    { numRuns: 300, seed: 20261120 },
  );
});

test("long texts take time in proportion to their length", () => {
  const seconds = measureCpuSeconds(() => {
    for (const text of ["delete ", "a,", "((((", "to to to ", "not ", "read only ", "。", "\n"]) {
      judge({ name: "x".repeat(5000), description: text.repeat(50_000) });
    }
  });
  expect(seconds).toBeLessThan(8);
});

describe("formatClassificationInput", () => {
  const server: ServerInput = { slug: "s", name: "S", tools: [{ name: "a" }, { name: "b" }] };
  const text = formatClassificationInput({ name: "a" }, server);
  test("does not depend on the order of siblings", () => {
    expect(formatClassificationInput({ name: "a" }, { ...server, tools: [...server.tools].reverse() })).toBe(text);
  });
  test.each([
    ["the definition", { name: "a", description: "x" }, server],
    ["a sibling's name", { name: "a" }, { ...server, tools: [{ name: "a" }, { name: "c" }] }],
    ["the server's description", { name: "a" }, { ...server, description: "x" }],
  ])("changes with %s", (_what, tool, given) => {
    expect(formatClassificationInput(tool, given)).not.toBe(text);
  });
  test("changes with the classifier", () => {
    expect(formatClassificationInput({ name: "a" }, server, "other")).not.toBe(text);
  });
});
