/**
 * One condition in CEL. A comparison of the wrong type errs, and an expression that errs denies: what cannot be judged is
 * denied there too. `&&` gives false when one side is false and the other errs, as our denials do.
 */
import type { Json } from "../../schema/json.ts";
import type { Condition } from "../../schema/policy.ts";
import { parsePath } from "../path.ts";
import { isEncodable, quoteJson } from "./quote.ts";

/** Where a guardrail finds the arguments of a call. */
export const ARGUMENTS = "mcp.params.arguments";

const COMPARISONS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** `undefined` when it cannot be said: an index of a list, text that no file can hold. */
export function formatCelCondition(condition: Condition): string | undefined {
  const keys = parsePath(condition.path);
  if (!keys || keys.some((key) => /^[0-9]+$/.test(key)) || !isEncodable(JSON.stringify([keys, condition.value])))
    return undefined;
  const found = keys.map((key, index) => `${quoteJson(key)} in ${formatAccess(keys.slice(0, index))}`).join(" && ");
  const value = formatAccess(keys);
  switch (condition.op) {
    case "exists":
      return condition.value ? found : `!(${found})`;
    case "eq":
      return `${found} && ${value} == ${formatLiteral(condition.value)}`;
    case "neq":
      return `${found} && ${value} != ${formatLiteral(condition.value)}`;
    case "in":
      return `${found} && ${value} in ${formatLiteral(condition.value)}`;
    case "not_in":
      return `${found} && !(${value} in ${formatLiteral(condition.value)})`;
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return `${found} && ${value} ${COMPARISONS[condition.op]} ${formatLiteral(condition.value)}`;
    case "regex":
      return `${found} && ${value}.matches(${quoteJson(condition.value)})`;
    case "contains":
      // Nothing but a list can be added to a list; the keys of a map would be looked through without an error.
      return `${found} && (${value} + []).exists(item, item == ${formatLiteral(condition.value)})`;
  }
}

function formatAccess(keys: readonly string[]): string {
  return `${ARGUMENTS}${keys.map((key) => `[${quoteJson(key)}]`).join("")}`;
}

function formatLiteral(value: Json): string {
  if (typeof value === "string") return quoteJson(value);
  // A number with a point is a double, which agentgateway compares with whole numbers as well (`cel/src/objects.rs`).
  if (typeof value === "number")
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
  if (value === null || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(formatLiteral).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quoteJson(key)}: ${formatLiteral(item)}`)
    .join(", ")}}`;
}
