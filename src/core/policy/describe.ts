/** A rule in sentences: what it is, what it stops and what it does not. For pages; the names in them are others' text. */
import type { Condition, Guard, Limit, ToolRule } from "../schema/policy.ts";

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

/** Whole sentences. */
export interface RuleEffect {
  stops: string;
  doesNotStop: string;
}

/**
 * What the rule of one tool does beside its rules on arguments, which say it of themselves (`ArgumentRule`). `undefined`: the
 * policy hides the tool or does not list it.
 */
export function describeEffect(rule: ToolRule | undefined): RuleEffect {
  if (rule === undefined || rule.deny_if?.some(({ conditions }) => conditions.length === 0)) {
    return {
      stops: "Every call.",
      doesNotStop: "The same effect by another tool, or by the account behind the server in another program.",
    };
  }
  const [limit] = rule.limits ?? [];
  if (limit !== undefined) {
    return {
      stops: `More than ${describeLimit(limit)}, such as a loop that runs away.`,
      doesNotStop: `A single call that does harm, and slow repetition: the first calls of every ${limit.window} pass.`,
    };
  }
  return {
    stops: "Nothing: every call passes, however often it comes.",
    doesNotStop: "A call that should not be made: what the server's account may see or do, the agent may.",
  };
}

function describeLimit({ max, window }: Limit): string {
  return `${max === 1 ? "1 call" : `${max} calls`} in any ${window}`;
}

/** `amount is more than 5 and to is given`. */
export function describeGuard({ conditions }: Guard): string {
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
