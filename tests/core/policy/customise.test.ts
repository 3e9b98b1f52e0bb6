import { describe, expect, it } from "vitest";
import { type Choice, customisePolicy, readChoice } from "../../../src/core/policy/customise.ts";
import { minimisePolicy } from "../../../src/core/policy/minimise.ts";
import type { Policy, ToolRule } from "../../../src/core/schema/policy.ts";

const NAMES = ["a", "b", "*", "__proto__"];
const rule: ToolRule = { limits: [{ counter: "c", window: "minute", max: 1, scope: "grant" }] };
const POLICIES: Policy[] = [
  { version: "1", default: "deny" },
  { version: "1", default: "allow" },
  { version: "1", default: "deny", hide: ["a"], tools: { b: {} } },
  { version: "1", default: "allow", hide: ["*"], tools: { a: rule } },
];
const CHOICES: Choice[] = [{ kind: "allow" }, { kind: "deny" }, { kind: "hide" }, { kind: "custom", rule }];

describe("a choice", () => {
  it("is what the policy then does, and changes no other tool", () => {
    for (const policy of POLICIES) {
      for (const name of NAMES) {
        for (const choice of CHOICES) {
          const changed = customisePolicy(policy, new Map([[name, choice]]), NAMES);
          const expected = name === "*" && choice.kind === "hide" ? { kind: "deny" } : choice;
          expect(readChoice(changed, name)).toEqual(expected);
          expect(readChoice(minimisePolicy(changed), name)).toEqual(expected);
          for (const other of NAMES)
            if (other !== name && other !== "*") expect(passes(changed, other)).toBe(passes(policy, other));
          expect(passes(changed, "added later")).toBe(passes(policy, "added later"));
        }
      }
    }
  });

  const passes = (policy: Policy, name: string) => !["deny", "hide"].includes(readChoice(policy, name).kind);

  it("leaves the policy as it is where nothing is chosen", () => {
    for (const policy of POLICIES) expect(customisePolicy(policy, new Map(), NAMES)).toBe(policy);
  });
});
