import { describe, expect, test } from "vitest";
import { Counters } from "../../src/core/policy/counters.ts";
import type { Choice } from "../../src/core/policy/customise.ts";
import { evaluateCall } from "../../src/core/policy/evaluate.ts";
import { validatePolicy } from "../../src/core/policy/validate.ts";
import type { Policy } from "../../src/core/schema/policy.ts";
import { computeStackView, listUnknownNames } from "../../src/lib/stack-policies.ts";
import type { StackState } from "../../src/lib/stack-state.ts";
import { makeCatalogue } from "../core/policy/factories.ts";

const boxes = makeCatalogue(
  [
    ["list", "read"],
    ["move", "write"],
    ["destroy", "destructive"],
  ],
  "boxes",
);

function compute(state: Partial<StackState>): Policy {
  const whole = { slugs: [], profile: "recommended" as const, choices: new Map(), imported: new Map(), ...state };
  const [first] = computeStackView([boxes], whole).policies;
  if (first === undefined) throw new Error("There is no policy.");
  expect(validatePolicy(first.policy).policy).toBeDefined();
  return first.policy;
}

function decide(policy: Policy, tool: string): string {
  return evaluateCall(policy, { tool, args: {}, grant: "g", now: 0 }, new Counters()).decision;
}

describe("a stack's policy", () => {
  const choose = (tool: string, choice: Choice) => compute({ choices: new Map([[`boxes/${tool}`, choice]]) });

  test("is the recommended one while nothing is chosen", () => {
    expect(compute({}).hide).toEqual(["destroy"]);
  });

  test.each<[string, Choice, string]>([
    ["destroy", { kind: "allow" }, "allow"],
    ["list", { kind: "deny" }, "deny"],
    ["list", { kind: "hide" }, "deny"],
    ["destroy", { kind: "custom", rule: {} }, "allow"],
  ])("%s: %o", (tool, choice, decision) => {
    const policy = choose(tool, choice);
    expect(decide(policy, tool)).toBe(decision);
    expect(policy.hide?.includes(tool) ?? false).toBe(choice.kind === "hide");
    expect(decide(policy, "move")).toBe("allow");
  });

  test("is the reader's own where one was brought, in its order, under the choices", () => {
    const own: Policy = { version: "1", default: "deny", hide: ["move"], tools: { zebra: {}, list: {} } };
    const imported = new Map([["boxes", own]]);
    expect(compute({ imported })).toEqual(own);
    const policy = compute({ imported, choices: new Map([["boxes/destroy", { kind: "allow" }]]) });
    expect(Object.keys(policy.tools ?? {})).toEqual(["zebra", "list", "destroy"]);
    expect(policy.hide).toEqual(["move"]);
    expect(listUnknownNames(boxes, own)).toEqual(["zebra"]);
  });
});
