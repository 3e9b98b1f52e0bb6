/** The agentgateway export before a CEL evaluator, judged in agentgateway's order: the vectors decide the same calls. */
import { Environment } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";
import { cel } from "../../../../src/core/policy/dialects/cel.ts";
import { parsePath } from "../../../../src/core/policy/path.ts";
import type { VectorStep } from "../../../../src/core/policy/vectors/types.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import type { Condition } from "../../../../src/core/schema/policy.ts";
import { checkVectors, type Evaluated } from "./check-vectors.ts";

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
  const processors = [...text.matchAll(/^ {8}condition: (".*")$/gm)];
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
function decideByCel(text: string, { tool, args }: { tool: string; args: JsonObject }): Evaluated {
  const { mode, rule, guards } = readExport(text);
  const matches = evaluate(rule, { tool: { name: tool, target: "example" } }) === true;
  if (mode === "allow" ? !matches : matches) return { decision: "deny" };
  const rejects = guards.some((guard) => evaluate(guard, { params: { name: tool, arguments: args } }) !== false);
  return { decision: rejects ? "deny" : "allow" };
}

/** Left out: what the export lists as lost, and paths through what is no object, where CEL errs and so denies. */
function canSay(condition: Condition, { args }: VectorStep): boolean {
  const keys = parsePath(condition.path) ?? [];
  const given = args.a;
  if (keys.some((key) => /^[0-9]+$/.test(key))) return false;
  if (keys.length > 1 && keys[0] === "a" && (given === null || typeof given !== "object" || Array.isArray(given)))
    return false;
  return condition.op !== "contains" || typeof given !== "string";
}

checkVectors({ dialect: cel, decide: decideByCel, canSay, atLeast: 250 });
