import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFault } from "../../../src/core/policy/fault.ts";
import { validatePolicy, validatePolicyText } from "../../../src/core/policy/validate.ts";
import { Policy } from "../../../src/core/schema/policy.ts";

const RATE = { counter: "c", window: "minute", max: 1, scope: "grant" };
const policyWith = (rule: unknown) => ({ version: "1", default: "deny", tools: { x: rule } });
const conditionWith = (condition: unknown) => policyWith({ deny_if: [{ conditions: [condition], on_deny: "No." }] });

describe("what is refused", () => {
  function check(policy: unknown, path: string, hint?: string) {
    const { policy: accepted, faults } = validatePolicy(policy);
    expect(accepted).toBeUndefined();
    expect(faults.map((fault) => fault.path)).toEqual([path]);
    expect(faults[0]?.severity).toBe("error");
    if (hint === undefined) expect(faults[0]?.hint).toBeUndefined();
    else expect(faults[0]?.hint).toContain(hint);
    expect(Policy.safeParse(policy).success).toBe(false);
  }

  it.each([
    ["no object", [], "", undefined],
    ["no version", { default: "deny" }, "/version", undefined],
    ["a number as version", { version: 1, default: "deny" }, "/version", '"1"'],
    ["another version", { version: "2", default: "deny" }, "/version", undefined],
    ["no default", { version: "1" }, "/default", undefined],
    ["another word for deny", { version: "1", default: "block" }, "/default", '"deny"'],
    ["hide as text", { version: "1", default: "allow", hide: "x" }, "/hide", undefined],
    ["an empty name in hide", { version: "1", default: "allow", hide: ["a", ""] }, "/hide/1", undefined],
    ["hidden", { version: "1", default: "allow", hidden: [] }, "/hidden", '"hide"'],
    ["a rule's key at the top", { version: "1", default: "allow", deny_if: [] }, "/deny_if", "rules of a tool"],
    ["rate_limit", policyWith({ rate_limit: {} }), "/tools/x/rate_limit", '"limits"'],
    ["rateLimits", policyWith({ rateLimits: [] }), "/tools/x/rateLimits", '"limits"'],
    ["a slip of the pen", policyWith({ limts: [] }), "/tools/x/limts", '"limits"'],
    ["a word like no other", policyWith({ zebra: 1 }), "/tools/x/zebra", undefined],
    ["a rule that is no object", policyWith("allow"), "/tools/x", undefined],
    ["window in seconds", policyWith({ limits: [{ ...RATE, window: 60 }] }), "/tools/x/limits/0/window", '"minute"'],
    ["max 0", policyWith({ limits: [{ ...RATE, max: 0 }] }), "/tools/x/limits/0/max", undefined],
    ["max negative", policyWith({ limits: [{ ...RATE, max: -1 }] }), "/tools/x/limits/0/max", undefined],
    ["max a fraction", policyWith({ limits: [{ ...RATE, max: 1.5 }] }), "/tools/x/limits/0/max", undefined],
    ["scope session", policyWith({ limits: [{ ...RATE, scope: "session" }] }), "/tools/x/limits/0/scope", '"grant"'],
    ["an amount", policyWith({ limits: [{ ...RATE, amount: -1 }] }), "/tools/x/limits/0/amount", undefined],
    [
      "limits in all_tools as object",
      { version: "1", default: "deny", all_tools: { limits: RATE }, tools: { x: {} } },
      "/all_tools/limits",
      undefined,
    ],
    [
      "reason",
      policyWith({ deny_if: [{ conditions: [], on_deny: "No.", reason: "No." }] }),
      "/tools/x/deny_if/0/reason",
      '"on_deny"',
    ],
    ["no on_deny", policyWith({ require: [{ conditions: [] }] }), "/tools/x/require/0/on_deny", undefined],
    [
      "a path without args",
      conditionWith({ path: "amount", op: "gt", value: 1 }),
      "/tools/x/deny_if/0/conditions/0/path",
      '"args.amount"',
    ],
    [
      "a path by another name",
      conditionWith({ path: "arguments.amount", op: "gt", value: 1 }),
      "/tools/x/deny_if/0/conditions/0/path",
      '"args.amount"',
    ],
    [
      "an empty part",
      conditionWith({ path: "args.a..b", op: "eq", value: 1 }),
      "/tools/x/deny_if/0/conditions/0/path",
      undefined,
    ],
    [
      "an operator of another schema",
      conditionWith({ path: "args.a", op: "==", value: 1 }),
      "/tools/x/deny_if/0/conditions/0/op",
      '"eq"',
    ],
    [
      "text for gt",
      conditionWith({ path: "args.a", op: "gt", value: "1" }),
      "/tools/x/deny_if/0/conditions/0/value",
      undefined,
    ],
    [
      "one value for in",
      conditionWith({ path: "args.a", op: "in", value: "x" }),
      "/tools/x/deny_if/0/conditions/0/value",
      undefined,
    ],
    [
      "text for exists",
      conditionWith({ path: "args.a", op: "exists", value: "true" }),
      "/tools/x/deny_if/0/conditions/0/value",
      undefined,
    ],
    [
      "look-ahead",
      conditionWith({ path: "args.a", op: "regex", value: "(?=x)" }),
      "/tools/x/deny_if/0/conditions/0/value",
      "linear",
    ],
    ["no value", conditionWith({ path: "args.a", op: "eq" }), "/tools/x/deny_if/0/conditions/0/value", undefined],
    ["a key with a slash", { version: "1", default: "deny", tools: { "a/b~c": 1 } }, "/tools/a~1b~0c", undefined],
  ] as const)("%s", (_about, policy, path, hint) => check(policy, path, hint));

  it("names every fault at once", () => {
    const { faults } = validatePolicyText(
      '{"version":1,"default":"block","rate_limit":{},"tools":{"x":{"limits":[{"counter":"","window":60,"max":0}]}}}',
    );
    expect(faults.map(({ path }) => path).sort()).toEqual([
      "/default",
      "/rate_limit",
      "/tools/x/limits/0/counter",
      "/tools/x/limits/0/max",
      "/tools/x/limits/0/scope",
      "/tools/x/limits/0/window",
      "/version",
    ]);
  });

  it("says it in a sentence", () => {
    const [fault] = validatePolicy(policyWith({ rate_limit: {} })).faults;
    expect(fault && formatFault(fault)).toBe(
      '/tools/x/rate_limit: found the key "rate_limit", expected only "require", "deny_if" or "limits" here. "rate_limit" is not a key here; did you mean "limits"?',
    );
  });

  it("refuses a key that stands twice", () => {
    const { policy, faults } = validatePolicyText(
      '{"version":"1","default":"deny","default":"allow","tools":{"x":{}}}',
    );
    expect(policy).toBeUndefined();
    expect(faults.map(({ path }) => path)).toEqual(["/default"]);
  });

  it("says where text is no JSON", () => {
    const { faults } = validatePolicyText('{\n  "version": "1",\n}');
    expect(faults[0]?.found).toContain("line 3");
  });
});

describe("what is accepted with a warning", () => {
  function check(policy: unknown, paths: string[]) {
    const result = validatePolicy(policy);
    expect(result.policy).toEqual(policy);
    expect(result.faults.map(({ severity, path }) => `${severity} ${path}`)).toEqual(
      paths.map((path) => `warning ${path}`),
    );
  }

  it.each([
    ["hide alone, all else denied", { version: "1", default: "deny", hide: ["x"] }, ["/default"]],
    ["everything hidden", { version: "1", default: "allow", hide: ["*"] }, ["/hide"]],
    ["hidden and listed", { version: "1", default: "deny", hide: ["x"], tools: { x: {}, y: {} } }, ["/tools/x"]],
    [
      "limits after a denial",
      policyWith({ deny_if: [{ conditions: [], on_deny: "No." }], limits: [RATE] }),
      ["/tools/x/deny_if/0"],
    ],
    ["two limits of one counter", policyWith({ limits: [RATE, { ...RATE, max: 2 }] }), ["/tools/x/limits/1"]],
    ["nothing doubtful", policyWith({ limits: [RATE, { ...RATE, window: "day", max: 9 }] }), []],
  ] as const)("%s", (_about, policy, paths) => check(policy, [...paths]));
});

it("accepts what the schema accepts, and nothing else", () => {
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      "1",
      "deny",
      "allow",
      "minute",
      "grant",
      "args.a",
      "eq",
      "gt",
      "regex",
      "in",
      "",
      1,
      0,
      1.5,
      true,
      null,
    ),
    fc.constant([]),
    fc.constant({}),
  );
  const object = (keys: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ ...keys, extra: leaf }, { requiredKeys: [] }).map((value) => ({ ...value }));
  const often = (good: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 6, arbitrary: good }, { weight: 1, arbitrary: leaf });
  const limit = fc.record(
    {
      counter: often(fc.constant("c")),
      window: often(fc.constant("day")),
      max: often(fc.constant(3)),
      scope: often(fc.constant("grant")),
    },
    { requiredKeys: ["counter", "window", "max"] },
  );
  const condition = fc.record({
    path: often(fc.constant("args.a")),
    op: often(fc.constantFrom("eq", "gt", "regex", "in", "exists")),
    value: leaf,
  });
  const guard = fc.record({
    conditions: often(fc.array(often(condition), { maxLength: 2 })),
    on_deny: often(fc.constant("No.")),
  });
  const guards = often(fc.array(often(guard), { maxLength: 2 }));
  const rule = object({ require: guards, deny_if: guards, limits: often(fc.array(often(limit), { maxLength: 2 })) });
  const plainRule = fc.record(
    { require: guards, deny_if: guards, limits: fc.array(limit, { maxLength: 2 }) },
    { requiredKeys: [] },
  );
  const policy = fc.record(
    {
      version: often(fc.constant("1")),
      default: often(fc.constantFrom("deny", "allow")),
      hide: often(fc.array(often(fc.constant("h")), { maxLength: 2 })),
      all_tools: often(fc.record({ limits: fc.array(limit, { maxLength: 1 }) }, { requiredKeys: [] })),
      tools: often(fc.dictionary(fc.constantFrom("a", "b", "constructor"), fc.oneof(plainRule, rule), { maxKeys: 2 })),
    },
    { requiredKeys: ["version", "default"] },
  );
  let accepted = 0;
  fc.assert(
    fc.property(policy, (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      const ok = validatePolicy(plain).policy !== undefined;
      if (ok) accepted += 1;
      expect(Policy.safeParse(plain).success).toBe(ok);
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(accepted).toBeGreaterThan(100);
});

it("never throws, and accepts nothing that the schema refuses, for any text and any JSON", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.json(),
        fc.jsonValue().map((value) => JSON.stringify({ version: "1", default: "deny", tools: value })),
      ),
      (text) => {
        const { policy, faults } = validatePolicyText(text);
        if (policy === undefined) expect(faults.length).toBeGreaterThan(0);
        else expect(Policy.safeParse(policy).success).toBe(true);
        for (const fault of faults) expect(formatFault(fault)).not.toMatch(/\n/);
      },
    ),
    { numRuns: 500, seed: 31 },
  );
});
