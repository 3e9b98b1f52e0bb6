/** What holds for any catalogue, any profile, any times. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Counters } from "../../../src/core/policy/counters.ts";
import { evaluateCall } from "../../../src/core/policy/evaluate.ts";
import { formatPolicy } from "../../../src/core/policy/format.ts";
import { loadPolicy } from "../../../src/core/policy/load.ts";
import { minimisePolicy } from "../../../src/core/policy/minimise.ts";
import { PROFILES } from "../../../src/core/policy/profiles.ts";
import { recommendPolicy } from "../../../src/core/policy/recommend.ts";
import { validatePolicyText } from "../../../src/core/policy/validate.ts";
import type { Json, JsonObject } from "../../../src/core/schema/json.ts";
import type { Policy } from "../../../src/core/schema/policy.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import { CATEGORIES, FACETS } from "../../../src/core/schema/verdict.ts";
import { makeCatalogue, makeVerdict } from "./factories.ts";

const name = fc.oneof(
  fc.string({ minLength: 1, unit: "binary" }),
  fc.constantFrom(
    "*",
    "__proto__",
    "constructor",
    "a.b",
    "A.B",
    "12",
    "x".repeat(5000),
    "<script>",
    "/",
    "~",
    "all_calls",
  ),
);
const property = fc.oneof(
  fc.constantFrom<Json>(
    { type: "string" },
    { type: "boolean" },
    { type: "array", items: { type: "string" } },
    { enum: ["start", "delete"] },
  ),
  fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json),
);
const parameterName = fc.oneof(
  fc.constantFrom("ids", "url", "path", "force", "action", "code", "query", "branch"),
  name,
);
const tool: fc.Arbitrary<Tool> = fc.record({
  name,
  description: fc.constantFrom("Runs git on a file.", "Fetch a page by SQL.", 'Takes "all".'),
  inputSchema: fc.dictionary(parameterName, property, { maxKeys: 4 }).map((properties): JsonObject => ({ properties })),
  definitionHash: fc.constant("0".repeat(64)),
});
const verdict = fc.option(fc.record({ category: fc.constantFrom(...CATEGORIES), facets: fc.subarray([...FACETS]) }), {
  nil: undefined,
  freq: 5,
});
const catalogue = fc
  .uniqueArray(fc.tuple(tool, verdict), { selector: ([{ name: key }]) => key, maxLength: 12 })
  .map((tools) => makeCatalogue(tools.map(([each, judged]) => [each, judged && makeVerdict(judged.category, judged)])));

describe("a recommended policy", () => {
  it("is valid, and lists or hides every tool exactly once", () => {
    fc.assert(
      fc.property(catalogue, fc.constantFrom(...PROFILES), ({ server, risks }, profile) => {
        const text = formatPolicy(recommendPolicy(server, risks, profile));
        const { policy, faults } = validatePolicyText(text);
        expect(faults.filter(({ severity }) => severity === "error")).toEqual([]);
        const mentioned = [...Object.keys(policy?.tools ?? {}), ...(policy?.hide ?? [])];
        expect(mentioned.sort()).toEqual(server.tools.map((each) => each.name).sort());
        expect(policy?.hide ?? []).not.toContain("*");
        expect(policy?.default).toBe("deny");
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it("denies no reading tool, and lets no destructive or financial call pass", () => {
    const args = fc.dictionary(
      parameterName,
      fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as Json),
    );
    fc.assert(
      fc.property(catalogue, args, ({ server, risks }, anyArgs) => {
        const policy = loadPolicy(recommendPolicy(server, risks, "recommended"));
        for (const { name: key } of server.tools) {
          const category = Object.hasOwn(risks.verdicts, key) ? risks.verdicts[key]?.category : undefined;
          const decide = (given: JsonObject) =>
            evaluateCall(policy, { tool: key, args: given, grant: "g", now: 0 }, new Counters()).decision;
          if (category === "read") expect(decide({})).toBe("allow");
          if (category === "destructive" || category === "financial" || category === undefined) {
            expect(decide(anyArgs)).toBe("deny");
          }
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it("lets only reading tools pass in read-only", () => {
    fc.assert(
      fc.property(catalogue, ({ server, risks }) => {
        const policy = loadPolicy(recommendPolicy(server, risks, "read-only"));
        for (const { name: key } of server.tools) {
          const category = Object.hasOwn(risks.verdicts, key) ? risks.verdicts[key]?.category : undefined;
          const { decision } = evaluateCall(policy, { tool: key, args: {}, grant: "g", now: 0 }, new Counters());
          expect(decision).toBe(category === "read" ? "allow" : "deny");
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

const condition = fc.constantFrom(
  { path: "args.a", op: "exists", value: true } as const,
  { path: "args.b", op: "exists", value: true } as const,
  { path: "args.a", op: "gt", value: 1 } as const,
);
const guard = fc.record({
  conditions: fc.array(condition, { maxLength: 2 }),
  on_deny: fc.constantFrom("No.", "Never."),
});
const limit = fc.record({
  counter: fc.constantFrom("c", "d"),
  window: fc.constantFrom("minute", "hour"),
  max: fc.integer({ min: 1, max: 3 }),
  scope: fc.constant("grant"),
});
const anyRule = fc.record(
  {
    require: fc.array(guard, { maxLength: 3 }),
    deny_if: fc.array(guard, { maxLength: 3 }),
    limits: fc.array(limit, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const anyPolicy: fc.Arbitrary<Policy> = fc.record(
  {
    version: fc.constant("1"),
    default: fc.constantFrom("allow", "deny"),
    hide: fc.array(fc.constantFrom("x", "y", "*"), { maxLength: 3 }),
    all_tools: fc.record({ limits: fc.array(limit, { maxLength: 2 }) }),
    tools: fc.dictionary(fc.constantFrom("x", "y", "z", "__proto__"), anyRule),
  },
  { requiredKeys: ["version", "default"] },
);
const times = fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 12 });

it("minimising changes no decision, and twice is once", () => {
  const calls = fc.array(
    fc.record({
      tool: fc.constantFrom("x", "y", "z", "w", "__proto__"),
      args: fc.constantFrom<JsonObject>({}, { a: 1 }, { a: 2, b: 1 }, { a: "x" }),
      grant: fc.constantFrom("g", "h"),
      now: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(anyPolicy, calls, (policy, made) => {
      const smaller = minimisePolicy(policy);
      const [before, after] = [new Counters(), new Counters()];
      for (const call of made) {
        expect(evaluateCall(smaller, call, after).decision).toBe(evaluateCall(policy, call, before).decision);
      }
      expect(formatPolicy(minimisePolicy(smaller))).toBe(formatPolicy(smaller));
    }),
    { numRuns: 1000, seed: 4 },
  );
});

it("no window of the limit's length ever holds more calls than the limit, whatever is given back", () => {
  const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 30_000 }), fails: fc.boolean() }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), (made, max) => {
      const policy: Policy = {
        version: "1",
        default: "allow",
        all_tools: { limits: [{ counter: "c", window: "minute", max, scope: "grant" }] },
      };
      const counters = new Counters();
      const passed: number[] = [];
      let now = 0;
      for (const { wait, fails } of made) {
        now += wait;
        const decision = evaluateCall(policy, { tool: "x", grant: "g", now }, counters);
        const inWindow = passed.filter((time) => time > now - 60_000).length;
        expect(decision.decision).toBe(inWindow < max ? "allow" : "deny");
        if (decision.decision === "deny") {
          const then = (seconds: number) => now + seconds * 1000;
          const wait = decision.retryAfterSeconds ?? 0;
          const countAt = (time: number) => passed.filter((other) => other > time - 60_000).length;
          expect(countAt(then(wait))).toBeLessThan(max);
          expect(countAt(then(wait - 1))).toBe(max);
        } else if (fails) {
          counters.giveBack(decision.reservation);
          counters.giveBack(decision.reservation);
        } else passed.push(now);
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});

it("a clock that jumps back and forth never lets more pass", () => {
  fc.assert(
    fc.property(times, (made) => {
      const policy: Policy = {
        version: "1",
        default: "allow",
        all_tools: { limits: [{ counter: "c", window: "minute", max: 2, scope: "grant" }] },
      };
      const counters = new Counters();
      let latest = 0;
      const passed: number[] = [];
      for (const now of made) {
        latest = Math.max(latest, now);
        if (evaluateCall(policy, { tool: "x", grant: "g", now }, counters).decision === "allow") passed.push(latest);
      }
      for (const start of passed)
        expect(passed.filter((time) => time >= start && time < start + 60_000).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 500, seed: 6 },
  );
});
