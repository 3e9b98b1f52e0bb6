import { describe, expect, it } from "vitest";
import { Counters } from "../../../src/core/policy/counters.ts";
import { evaluateCall } from "../../../src/core/policy/evaluate.ts";
import { ARGUMENT_TESTS, type ArgumentTest, makeGuard, offerArguments } from "../../../src/core/policy/offers.ts";
import { validatePolicy } from "../../../src/core/policy/validate.ts";
import type { Json } from "../../../src/core/schema/json.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import { makeTool, makeToolWith } from "./factories.ts";

const NUMBER = { type: "integer" };
const TEXT = { type: "string" };
const KIND = { type: "string", enum: ["fast", "slow", 3] };
const SWITCH = { type: "boolean" };
const LIST = { type: "array", items: { type: "string" } };

function offer(schema: Tool["inputSchema"]) {
  const [first] = offerArguments(makeToolWith("t", "a", schema));
  if (first === undefined) throw new Error("Nothing is offered.");
  return first;
}

describe("what a schema offers", () => {
  it.each<[string, Tool["inputSchema"], ArgumentTest[]]>([
    ["a number", NUMBER, ["given", "absent", "only", "at-most", "at-least"]],
    ["text", TEXT, ["given", "absent", "only", "not-matching", "matching", "not-containing"]],
    ["one of a list", KIND, ["given", "absent", "only"]],
    ["a switch", SWITCH, ["given", "absent", "only"]],
    ["a list", LIST, ["given", "absent", "not-containing"]],
    ["a list of choices", { type: "array", items: KIND }, ["given", "absent", "not-containing"]],
    ["nothing that is said", {}, ["given", "absent", "only"]],
  ])("%s", (_what, schema, tests) => expect(offer(schema).tests).toEqual(tests));

  it("goes into objects and escapes dots", () => {
    const tool = makeTool({
      name: "t",
      inputSchema: { properties: { "a.b": { type: "object", properties: { c: NUMBER } } } },
    });
    expect(offerArguments(tool).map(({ path }) => path)).toEqual(["args.a\\.b", "args.a\\.b.c"]);
  });
});

/** Values of the argument that pass and that are denied; `undefined` leaves it out. */
type Row = [Tool["inputSchema"], ArgumentTest, string, passes: (Json | undefined)[], denied: (Json | undefined)[]];

describe("a test does what it says", () => {
  it.each<Row>([
    [TEXT, "given", "", ["x", null], [undefined]],
    [TEXT, "absent", "", [undefined], ["x", ""]],
    [KIND, "only", "fast, 3", ["fast", 3, undefined], ["slow", "3"]],
    [SWITCH, "only", "false", [false, undefined], [true, "false"]],
    [NUMBER, "only", "1,2", [1, 2], [3, "1"]],
    [TEXT, "only", "1, true", ["1", "true"], [1, true]],
    [NUMBER, "at-most", "10", [10, -5, undefined], [10.5, "5"]],
    [NUMBER, "at-least", "0", [0, undefined], [-1, null]],
    [TEXT, "not-matching", "^-", ["a-", undefined], ["-x", 5]],
    [TEXT, "matching", "^[a-z]+$", ["abc"], ["ABC", undefined, 5]],
    [TEXT, "not-containing", "..", ["a.b", undefined], ["../x"]],
    [LIST, "not-containing", "all", [["a"], undefined], [["a", "all"], "all"]],
  ])("%j %s %j", (schema, test, value, passes, denied) => {
    const made = makeGuard(offer(schema), test, value);
    if (!made.ok) throw new Error(made.problem);
    const { policy, faults } = validatePolicy({
      version: "1",
      default: "deny",
      tools: { t: { [made.list]: [made.guard] } },
    });
    expect(faults).toEqual([]);
    expect(made.guard.on_deny).toMatch(/^Denied (?:when|unless) a .*\.$/);
    const decide = (given: Json | undefined) =>
      evaluateCall(
        policy,
        { tool: "t", args: given === undefined ? {} : { a: given }, grant: "g", now: 0 },
        new Counters(),
      ).decision;
    for (const given of passes) expect([given, decide(given)]).toEqual([given, "allow"]);
    for (const given of denied) expect([given, decide(given)]).toEqual([given, "deny"]);
  });

  it.each<[ArgumentTest, string]>([
    ["only", " , "],
    ["at-most", "many"],
    ["at-least", ""],
    ["matching", "("],
    ["not-matching", "(?=x)"],
    ["not-matching", ""],
    ["not-containing", ""],
  ])("%s %j is refused with a sentence", (test, value) => {
    const made = makeGuard(offer(TEXT), test, value);
    expect(made.ok ? "" : made.problem).toMatch(/^[A-Z].*\.$/);
  });

  it("has a label for every test", () => {
    expect(new Set(Object.values(ARGUMENT_TESTS).map(({ label }) => label)).size).toBe(8);
  });
});
