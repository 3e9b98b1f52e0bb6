import { describe, expect, it } from "vitest";
import { describeRule, describeToolRule } from "../../../src/core/policy/describe.ts";
import type { ToolRule } from "../../../src/core/schema/policy.ts";
import { CATEGORIES } from "../../../src/core/schema/verdict.ts";
import { makeTool, makeToolWith, makeVerdict } from "./factories.ts";

describe("a rule in sentences", () => {
  function check(rule: ToolRule, expected: string[]) {
    expect(describeRule(rule)).toEqual(expected);
  }

  it.each<[ToolRule, string[]]>([
    [{}, ["Every call is let through."]],
    [{ deny_if: [{ conditions: [], on_deny: "No." }] }, ["Every call is denied."]],
    [{ limits: [{ counter: "c", window: "minute", max: 1, scope: "grant" }] }, ["At most 1 call in any minute."]],
    [
      {
        require: [{ conditions: [{ path: "args.reason", op: "exists", value: true }], on_deny: "Why?" }],
        deny_if: [
          {
            conditions: [
              { path: "args.amount", op: "gt", value: 5 },
              { path: "args.to", op: "neq", value: "me" },
            ],
            on_deny: "No.",
          },
        ],
      },
      ["Denied unless reason is given.", 'Denied when amount is more than 5 and to is there and not "me".'],
    ],
  ])("%j", (rule, expected) => check(rule, expected));
});

describe("what a recommended rule stops", () => {
  it.each(CATEGORIES)("says both for a tool of the category %s", (category) => {
    for (const profile of ["read-only", "recommended", "permissive"] as const) {
      const { rule, stops, doesNotStop } = describeToolRule(makeTool({ name: "t" }), makeVerdict(category), profile);
      expect(rule.length).toBeGreaterThan(0);
      expect(doesNotStop.length).toBeGreaterThan(0);
      if (category !== "read") expect(stops.length).toBeGreaterThan(0);
      for (const sentence of [...rule, ...stops, ...doesNotStop]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("never speaks of approval, which nothing here gives", () => {
    for (const category of CATEGORIES) {
      const described = describeToolRule(makeTool({ name: "t" }), makeVerdict(category), "recommended");
      expect(JSON.stringify(described)).not.toMatch(/approv/i);
    }
  });

  it("names the argument rules with their reasons", () => {
    const tool = makeToolWith("stop", "ids", { type: "string" });
    const { argumentRules, stops } = describeToolRule(tool, makeVerdict("execute"), "recommended");
    expect(argumentRules.map(({ id }) => id)).toEqual(["denies-all-as-id"]);
    expect(stops).toContain("A call whose ids is all or a wildcard.");
  });

  it("says that nothing has judged a tool without a verdict", () => {
    expect(describeToolRule(makeTool({ name: "t" }), undefined, "recommended").rule[0]).toContain("nothing has judged");
  });
});
