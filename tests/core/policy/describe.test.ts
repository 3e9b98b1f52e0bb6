import { describe, expect, it } from "vitest";
import { describeEffect, describeRule } from "../../../src/core/policy/describe.ts";
import { PROFILES } from "../../../src/core/policy/profiles.ts";
import { recommendToolRule } from "../../../src/core/policy/recommend.ts";
import type { Limit, ToolRule } from "../../../src/core/schema/policy.ts";
import { CATEGORIES } from "../../../src/core/schema/verdict.ts";
import { makeTool, makeVerdict } from "./factories.ts";

const limit: Limit = { counter: "c", window: "hour", max: 3, scope: "grant" };

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
  it.each(CATEGORIES)(
    "says both for a tool of the category %s, and speaks of no approval, which nothing here gives",
    (category) => {
      for (const profile of PROFILES) {
        const recommended = recommendToolRule(makeTool({ name: "t" }), makeVerdict(category), profile);
        const { stops, doesNotStop } = describeEffect(recommended.kind === "listed" ? recommended.rule : undefined);
        for (const sentence of [stops, doesNotStop]) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/approv/i);
        }
      }
    },
  );

  it.each<[string, ToolRule | undefined, RegExp]>([
    ["hidden", undefined, /^Every call/],
    ["denied", { deny_if: [{ conditions: [], on_deny: "No." }] }, /^Every call/],
    ["denied before its limit", { deny_if: [{ conditions: [], on_deny: "No." }], limits: [limit] }, /^Every call/],
    ["limited", { limits: [limit] }, /^More than 3 calls in any hour/],
    ["free", {}, /^Nothing: every call passes/],
  ])("%s", (_what, rule, stops) => expect(describeEffect(rule).stops).toMatch(stops));
});
