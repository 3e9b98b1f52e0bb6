/** One condition in Cedar, over the context that ToolHive makes of a call's arguments. */
import type { Json } from "../../schema/json.ts";
import type { Condition } from "../../schema/policy.ts";
import { parsePath } from "../path.ts";
import { escapeCedar, isEncodable, quoteCedar } from "./quote.ts";

export interface CedarCondition {
  text: string;
  /** It errs on values of other types than it compares. */
  mayErr: boolean;
}

const COMPARISONS = {
  lt: "lessThan",
  lte: "lessThanOrEqual",
  gt: "greaterThan",
  gte: "greaterThanOrEqual",
} as const;

/** `undefined` when Cedar or ToolHive cannot judge it: nested paths, patterns, constants that are lists, objects, null. */
export function formatCedarCondition(condition: Condition, list: "require" | "deny_if"): CedarCondition | undefined {
  const keys = parsePath(condition.path);
  const key = keys?.[0];
  if (keys?.length !== 1 || key === undefined || !isEncodable(key)) return undefined;
  const value = `context[${quoteCedar(`arg_${key}`)}]`;
  const plain = `context has ${quoteCedar(`arg_${key}`)}`;
  const other = `context has ${quoteCedar(`arg_${key}_present`)}`;
  switch (condition.op) {
    case "exists":
      return safe(condition.value ? `${plain} || ${other}` : `!(${plain} || ${other})`);
    case "eq":
      return formatMembership([condition.value], (set) => `${plain} && ${set}.contains(${value})`);
    case "in":
      return formatMembership(condition.value, (set) => `${plain} && ${set}.contains(${value})`);
    case "neq":
      return formatMembership([condition.value], (set) => `${other} || (${plain} && !(${set}.contains(${value})))`);
    case "not_in":
      return formatMembership(condition.value, (set) => `${other} || (${plain} && !(${set}.contains(${value})))`);
    case "lt":
    case "lte":
    case "gt":
    case "gte": {
      const number = formatDecimal(condition.value);
      if (number === undefined) return undefined;
      const compared = `${plain} && ${value}.${COMPARISONS[condition.op]}(${number})`;
      return { text: list === "deny_if" ? `${other} || (${compared})` : compared, mayErr: true };
    }
    case "contains": {
      if (typeof condition.value !== "string" || !isEncodable(condition.value)) return undefined;
      return { text: `${plain} && ${value} like "*${escapeLike(condition.value)}*"`, mayErr: true };
    }
    case "regex":
      return undefined;
  }
}

function safe(text: string): CedarCondition {
  return { text, mayErr: false };
}

/** A set without members cannot be written in Cedar; `undefined` for that too. */
function formatMembership(values: readonly Json[], format: (set: string) => string): CedarCondition | undefined {
  const literals = values.map(formatLiteral);
  return literals.length === 0 || literals.includes(undefined) ? undefined : safe(format(`[${literals.join(", ")}]`));
}

function formatLiteral(value: Json): string | undefined {
  if (typeof value === "string") return isEncodable(value) ? quoteCedar(value) : undefined;
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" ? formatDecimal(value) : undefined;
}

/** Cedar's decimals have four places and end at about 922 trillion. */
function formatDecimal(value: number): string | undefined {
  const text = value.toFixed(4);
  if (Math.abs(value) > 9e14 || Number(text) !== value) return undefined;
  return `decimal("${text}")`;
}

/** In a pattern of `like`, a star is written `\*`. */
function escapeLike(text: string): string {
  return escapeCedar(text).replaceAll("*", "\\*");
}
