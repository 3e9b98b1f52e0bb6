/** The published vectors, and hostile names, before a dialect's own evaluator: it has to decide as the policy does. */
import { describe, expect, it } from "vitest";
import type { Dialect } from "../../../../src/core/policy/dialects/types.ts";
import { recommendPolicy } from "../../../../src/core/policy/recommend.ts";
import { validatePolicy } from "../../../../src/core/policy/validate.ts";
import { listVectors } from "../../../../src/core/policy/vectors/index.ts";
import type { VectorStep } from "../../../../src/core/policy/vectors/types.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import type { Condition } from "../../../../src/core/schema/policy.ts";
import { HOSTILE_NAMES, makeCatalogue } from "../factories.ts";

export interface Evaluated {
  decision: "allow" | "deny";
  /** Of a denial, where the evaluator names it. */
  rule?: string;
}

export interface VectorCheck {
  dialect: Dialect;
  decide: (text: string, call: { tool: string; args: JsonObject }) => Evaluated;
  /** Whether the dialect can say the condition, for this call. What it cannot say stands in its export. */
  canSay: (condition: Condition, step: VectorStep) => boolean;
  /** Fewer vectors than this mean that the test has come to test nothing. */
  atLeast: number;
}

/** Calls alone: no dialect counts, and a policy that is not there cannot be exported. */
export function listSingleCalls() {
  return listVectors().policies.flatMap(({ id, about, policy, steps }) => {
    const [step, ...more] = steps;
    const { policy: valid } = validatePolicy(policy);
    return valid === undefined || step === undefined || more.length > 0 ? [] : [{ id, about, policy: valid, step }];
  });
}

export function checkVectors({ dialect, decide, canSay, atLeast }: VectorCheck): void {
  const vectors = listSingleCalls().filter(({ policy: { tools = {} }, step }) =>
    Object.values(tools)
      .flatMap(({ require = [], deny_if = [] }) => [...require, ...deny_if])
      .every(({ conditions }) => conditions.every((condition) => canSay(condition, step))),
  );

  describe(`the vectors that ${dialect.name} can express`, () => {
    it("are many", () => expect(vectors.length).toBeGreaterThan(atLeast));

    it.each(vectors.map((vector) => [vector.id, vector.about, vector] as const))(
      "%s: %s",
      (_id, _about, { policy, step: { tool, args, decision, rule } }) => {
        const answer = decide(dialect.export(policy, "example").text, { tool, args });
        expect(answer.decision).toBe(decision);
        if (answer.rule !== undefined && rule !== undefined) expect(answer.rule).toBe(rule);
      },
    );
  });

  it("says hostile names as they are", () => {
    const { server, risks } = makeCatalogue(HOSTILE_NAMES.map((name) => [name, "read"] as const));
    const { text } = dialect.export(recommendPolicy(server, risks), "example");
    for (const tool of HOSTILE_NAMES) {
      expect(decide(text, { tool, args: {} }).decision).toBe("allow");
      expect(decide(text, { tool: `${tool}x`, args: {} }).decision).toBe("deny");
    }
  });
}
