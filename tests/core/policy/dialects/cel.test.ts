/** The agentgateway export before a CEL evaluator, judged in agentgateway's order: the vectors decide the same calls. */
import { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { cel } from "../../../../src/core/policy/dialects/cel.ts";
import { parsePath } from "../../../../src/core/policy/path.ts";
import { recommendPolicy } from "../../../../src/core/policy/recommend.ts";
import { listVectors } from "../../../../src/core/policy/vectors/index.ts";
import type { PolicyVector } from "../../../../src/core/policy/vectors/types.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import { Policy } from "../../../../src/core/schema/policy.ts";
import { HOSTILE_NAMES, makeCatalogue } from "../factories.ts";

// CEL's patterns are RE2's; this evaluator's own are JavaScript's, so the exported call is sent to RE2 instead.
const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
}).registerFunction("string.matchesRe2(string): bool", (text: string, pattern: string) =>
  RE2JS.compile(pattern).matcher(text).find(),
);

/** The exported YAML, read by the lines that the exporter writes; every literal in it is JSON. */
function readExport(text: string) {
  const authorization = /^ {6}- (allow|deny): (".*")$/m.exec(text);
  const processors = [...text.matchAll(/^ {8}when: (".*")$/gm)];
  return {
    mode: authorization?.[1],
    rule: JSON.parse(authorization?.[2] ?? '""') as string,
    guards: processors.map((match) => JSON.parse(match[1] ?? '""') as string),
  };
}

function evaluate(expression: string, mcp: unknown): boolean | "error" {
  try {
    return environment.evaluate(expression.replaceAll("].matches(", "].matchesRe2("), { mcp }) === true;
  } catch {
    return "error";
  }
}

/** agentgateway: a rule that errs does not match; a guardrail that errs rejects. */
function decideByCel(text: string, tool: string, args: JsonObject): "allow" | "deny" {
  const { mode, rule, guards } = readExport(text);
  const matches = evaluate(rule, { tool: { name: tool, target: "example" } }) === true;
  if (mode === "allow" ? !matches : matches) return "deny";
  const rejects = guards.some((guard) => evaluate(guard, { params: { name: tool, arguments: args } }) !== false);
  return rejects ? "deny" : "allow";
}

/** Left out: what the export lists as lost, and paths through what is no object, where CEL errs and so denies. */
function isExpressible({ policy, steps }: PolicyVector): boolean {
  if (policy === null || steps.length > 1) return false;
  const { tools = {} } = Policy.parse(policy);
  const conditions = Object.values(tools).flatMap((rule) =>
    [...(rule.require ?? []), ...(rule.deny_if ?? [])].flatMap((guard) => guard.conditions),
  );
  return conditions.every((condition) => {
    const keys = parsePath(condition.path) ?? [];
    const given = steps[0]?.args.a;
    if (keys.some((key) => /^[0-9]+$/.test(key))) return false;
    if (keys.length > 1 && keys[0] === "a" && (given === null || typeof given !== "object" || Array.isArray(given)))
      return false;
    return condition.op !== "contains" || Array.isArray(given) || given === undefined;
  });
}

describe("the vectors that the export can express", () => {
  const vectors = listVectors().policies.filter(isExpressible);

  it("are many", () => expect(vectors.length).toBeGreaterThan(250));

  it.each(vectors.map((vector) => [vector.id, vector.about, vector] as const))("%s: %s", (_id, _about, vector) => {
    const { text } = cel.export(vector.policy as unknown as Policy, "example");
    for (const { tool, args, decision } of vector.steps) expect(decideByCel(text, tool, args)).toBe(decision);
  });
});

it("says hostile names as they are", () => {
  const { server, risks } = makeCatalogue(HOSTILE_NAMES.map((name) => [name, "read"] as const));
  const { text } = cel.export(recommendPolicy(server, risks), "example");
  for (const name of HOSTILE_NAMES) {
    expect(decideByCel(text, name, {})).toBe("allow");
    expect(decideByCel(text, `${name}x`, {})).toBe("deny");
  }
});
