/** The Cedar export before Cedar itself, with a context made as ToolHive makes it: the vectors decide the same calls. */
import { type CedarValueJson, isAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { cedar } from "../../../../src/core/policy/dialects/cedar.ts";
import { parsePath } from "../../../../src/core/policy/path.ts";
import type { VectorStep } from "../../../../src/core/policy/vectors/types.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import type { Condition } from "../../../../src/core/schema/policy.ts";
import { checkVectors, type Evaluated } from "./check-vectors.ts";

interface AuthzFile {
  cedar: { policies: string[] };
}

/** ToolHive: text, true or false, numbers (as decimals, dropped when too large); of all else, that it is there. */
function makeContext(args: JsonObject): Record<string, CedarValueJson> {
  const entries = Object.entries(args).map(([key, value]): [string, CedarValueJson] | undefined => {
    if (typeof value === "string" || typeof value === "boolean") return [`arg_${key}`, value];
    if (typeof value !== "number") return [`arg_${key}_present`, true];
    if (Math.abs(value) > 922_337_203_685_477) return undefined;
    return [`arg_${key}`, { __extn: { fn: "decimal", arg: value.toFixed(4) } }];
  });
  return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}

function decideByCedar(text: string, { tool, args }: { tool: string; args: JsonObject }): Evaluated {
  const { policies } = (JSON.parse(text) as AuthzFile).cedar;
  const answer = isAuthorized({
    principal: { type: "Client", id: "someone" },
    action: { type: "Action", id: "call_tool" },
    resource: { type: "Tool", id: tool },
    context: makeContext(args),
    policies: { staticPolicies: policies.join("\n") },
    entities: [],
  });
  if (answer.type === "failure") throw new Error(answer.errors.map(({ message }) => message).join("; "));
  // ToolHive denies a call when any policy errs.
  return { decision: answer.response.diagnostics.errors.length > 0 ? "deny" : answer.response.decision };
}

function canSay(condition: Condition, { args }: VectorStep): boolean {
  if (parsePath(condition.path)?.length !== 1 || condition.op === "regex") return false;
  const isScalar = (value: unknown) => value !== null && typeof value !== "object";
  if (condition.op === "in" || condition.op === "not_in")
    return condition.value.length > 0 && condition.value.every(isScalar);
  const given = args.a;
  if (condition.op === "contains")
    return typeof condition.value === "string" && given !== null && typeof given !== "object";
  if (typeof given === "number" && Number(given.toFixed(4)) !== given) return false;
  if (typeof given === "number" && Math.abs(given) > 9e14) return false;
  return isScalar(condition.value);
}

checkVectors({ dialect: cedar, decide: decideByCedar, canSay, atLeast: 150 });
