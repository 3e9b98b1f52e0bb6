import { describe, expect, test } from "vitest";
import type { Choice } from "../../src/core/policy/customise.ts";
import type { Policy } from "../../src/core/schema/policy.ts";
import { formatStackState, parseStackState, type StackState } from "../../src/lib/stack-state.ts";

const NOTHING: StackState = { slugs: [], profile: "recommended", choices: new Map(), imported: new Map() };
const limits = [{ counter: "z_rate", window: "minute" as const, max: 3, scope: "grant" as const }];

describe("the address of a stack", () => {
  test.each<[string, Partial<StackState>]>([
    ["nothing chosen", {}],
    ["servers and a profile", { slugs: ["a-b", "c.d"], profile: "read-only" }],
    [
      "treatments of tools with any name",
      {
        choices: new Map<string, Choice>([
          ["a-b/x&y=#", { kind: "hide" }],
          ["c.d/z", { kind: "allow" }],
          ["c.d/__proto__", { kind: "deny" }],
        ]),
      },
    ],
    ["a rule of its own", { choices: new Map<string, Choice>([["c.d/z", { kind: "custom", rule: { limits } }]]) }],
    [
      "a policy",
      { imported: new Map<string, Policy>([["a", { version: "1", default: "allow", tools: { "é&": {} } }]]) },
    ],
  ])("gives the same stack: %s", (_what, state) => {
    expect(parseStackState(formatStackState({ ...NOTHING, ...state }))).toEqual({ ...NOTHING, ...state });
  });

  test("is read behind # and behind ?", () => {
    expect(parseStackState("?s=a,b").slugs).toEqual(["a", "b"]);
    expect(parseStackState("#s=a,b").slugs).toEqual(["a", "b"]);
  });

  test.each([
    ["no slugs", "s=../x&p=nonsense"],
    ["no JSON", "rule={&policy=["],
    ["no pairs", "rule=5&policy={}"],
    ["rules with faults", `rule=${encodeURIComponent('["a/b",{"rate_limit":5}]')}`],
    [
      "patterns that could hang",
      `rule=${encodeURIComponent('["a/b",{"deny_if":[{"conditions":[{"path":"args.a","op":"regex","value":"(?=a)"}],"on_deny":"No"}]}]')}`,
    ],
    ["policies with faults", `policy=${encodeURIComponent('["a",{"version":"2"}]')}`],
    ["policies of no server", `policy=${encodeURIComponent('["../a",{"version":"1","default":"deny"}]')}`],
  ])("leaves out what is not valid: %s", (_what, address) => expect(parseStackState(address)).toEqual(NOTHING));
});
