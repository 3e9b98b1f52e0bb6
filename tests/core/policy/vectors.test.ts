/** Our engine against the published vectors, read back from their JSON as any other engine would. */
import { describe, expect, it } from "vitest";
import { formatDataFile } from "../../../src/core/canonical.ts";
import { Counters } from "../../../src/core/policy/counters.ts";
import { evaluateCall } from "../../../src/core/policy/evaluate.ts";
import { parseCallMessage } from "../../../src/core/policy/parse-call.ts";
import { parseStrictJson } from "../../../src/core/policy/strict-json.ts";
import { validatePolicy } from "../../../src/core/policy/validate.ts";
import { listVectors } from "../../../src/core/policy/vectors/index.ts";
import type { Vectors } from "../../../src/core/policy/vectors/types.ts";

const text = formatDataFile(listVectors());
const read = parseStrictJson(text, { maxLength: 10_000_000, maxDepth: 64 });
const vectors = read.value as unknown as Vectors;

describe("the published vectors", () => {
  it("are strict JSON, at least 250, each under an id of its own", () => {
    expect(read.problems).toEqual([]);
    const ids = [...vectors.policies, ...vectors.messages].map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(250);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(vectors.policies.map((vector) => [vector.id, vector.about, vector] as const))(
    "%s: %s",
    (_id, _about, vector) => {
      const { policy } = vector.policy === null ? { policy: undefined } : validatePolicy(vector.policy);
      expect(policy === undefined).toBe(vector.policy === null);
      const counters = new Counters();
      for (const { tool, args, grant, now, upstreamFails, ...expected } of vector.steps) {
        const decision = evaluateCall(policy, { tool, args, grant, now }, counters);
        expect(decision).toMatchObject(expected);
        expect("retryAfterSeconds" in decision).toBe("retryAfterSeconds" in expected);
        if (upstreamFails && decision.decision === "allow") counters.giveBack(decision.reservation);
      }
    },
  );

  it.each(vectors.messages.map((vector) => [vector.id, vector.about, vector] as const))(
    "%s: %s",
    (_id, _about, vector) => {
      const result = parseCallMessage(vector.text);
      expect(result.ok).toBe(vector.accepted);
      if (!result.ok) expect(result.reasons.length).toBeGreaterThan(0);
    },
  );
});
