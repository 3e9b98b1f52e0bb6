/** A rule in sentences: what it stops, and what it does not. For pages; the names in them are others' text. */
import type { Condition, Guard, Limit, ToolRule } from "../schema/policy.ts";
import type { Tool } from "../schema/tool.ts";
import type { Verdict } from "../schema/verdict.ts";
import { deriveArgumentRules } from "./argument-rules/index.ts";
import type { ArgumentRule } from "./argument-rules/types.ts";
import type { Profile } from "./profiles.ts";
import { recommendToolRule, type ToolRecommendation } from "./recommend.ts";

export interface RuleDescription {
  /** The rule itself, a sentence each. */
  rule: string[];
  stops: string[];
  doesNotStop: string[];
  /** The argument rules behind it, with their reasons and examples. */
  argumentRules: readonly ArgumentRule[];
}

/** The sentences of the rule alone, in the order in which it is judged. */
export function describeRule(rule: ToolRule): string[] {
  const sentences = [
    ...(rule.require ?? []).map((guard) => `Denied unless ${describeGuard(guard)}.`),
    ...(rule.deny_if ?? []).map((guard) =>
      guard.conditions.length === 0 ? "Every call is denied." : `Denied when ${describeGuard(guard)}.`,
    ),
    ...(rule.limits ?? []).map((limit) => `At most ${describeLimit(limit)}.`),
  ];
  return sentences.length > 0 ? sentences : ["Every call is let through."];
}

/** What the recommended rule of one tool stops and what it does not. */
export function describeToolRule(tool: Tool, verdict: Verdict | undefined, profile: Profile): RuleDescription {
  const recommendation = recommendToolRule(tool, verdict, profile);
  const argumentRules = verdict ? deriveArgumentRules(tool, verdict, profile) : [];
  if (recommendation.kind === "hidden") return { ...describeHidden(recommendation), argumentRules };
  const { rule } = recommendation;
  const denied = rule.deny_if?.some((guard) => guard.conditions.length === 0) ?? false;
  const limit = rule.limits?.[0];
  return {
    rule: describeRule(rule),
    stops: denied
      ? ["Every call of this tool."]
      : [...(limit ? [describeStoppedRate(limit)] : []), ...argumentRules.map(({ stops }) => stops)],
    doesNotStop: denied
      ? [DENIED_STILL]
      : [...(limit ? [LIMITED_STILL] : [FREE_STILL]), ...argumentRules.map(({ doesNotStop }) => doesNotStop)],
    argumentRules,
  };
}

const DENIED_STILL = "The same effect by another tool, or by the account behind the server in another program.";
const LIMITED_STILL = "A single call that does harm, and slow repetition: the first calls of every minute pass.";
const FREE_STILL = "A call that reads what it should not: what the server's account may see, the agent may see.";

function describeHidden({
  reason,
}: Extract<ToolRecommendation, { kind: "hidden" }>): Omit<RuleDescription, "argumentRules"> {
  const why =
    reason === "no-verdict"
      ? "Hidden: nothing has judged this tool yet."
      : "Hidden: not on the list, and denied when it is called all the same.";
  return { rule: [why], stops: ["Every call of this tool."], doesNotStop: [DENIED_STILL] };
}

function describeStoppedRate(limit: Limit): string {
  return `More than ${describeLimit(limit)}, such as a loop that runs away.`;
}

function describeLimit({ max, window }: Limit): string {
  return `${max === 1 ? "1 call" : `${max} calls`} in any ${window}`;
}

function describeGuard({ conditions }: Guard): string {
  return conditions.map(describeCondition).join(" and ");
}

function describeCondition({ path, op, value }: Condition): string {
  const name = path.slice("args.".length);
  const shown = shorten(JSON.stringify(value));
  switch (op) {
    case "eq":
      return `${name} is ${shown}`;
    case "neq":
      return `${name} is there and not ${shown}`;
    case "lt":
      return `${name} is less than ${shown}`;
    case "lte":
      return `${name} is at most ${shown}`;
    case "gt":
      return `${name} is more than ${shown}`;
    case "gte":
      return `${name} is at least ${shown}`;
    case "in":
      return `${name} is one of ${shown}`;
    case "not_in":
      return `${name} is there and none of ${shown}`;
    case "exists":
      return value ? `${name} is given` : `${name} is not given`;
    case "regex":
      return `${name} matches ${shorten(value)}`;
    case "contains":
      return `${name} contains ${shown}`;
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
