/** What an argument rule is: a guard on one argument, with the reason that the definition gives for it. */
import type { Json } from "../../schema/json.ts";
import type { Guard } from "../../schema/policy.ts";
import type { Tool } from "../../schema/tool.ts";
import type { Verdict } from "../../schema/verdict.ts";
import type { Profile } from "../profiles.ts";
import type { Parameter } from "./parameters.ts";

export const ARGUMENT_RULE_IDS = [
  "denies-code",
  "denies-all-as-id",
  "denies-option-as-value",
  "denies-path-outside",
  "denies-private-host",
  "denies-writing-query",
  "denies-force",
  "denies-other-action",
] as const;
export type ArgumentRuleId = (typeof ARGUMENT_RULE_IDS)[number];

export interface ArgumentRule {
  id: ArgumentRuleId;
  /** Path of the argument, such as `args.hashes`. */
  path: string;
  guard: Guard;
  /** Why this tool gets it: what in the definition gives ground. */
  reason: string;
  /** What it stops and what it does not, a sentence each, for the page. */
  stops: string;
  doesNotStop: string;
  /** Values of the argument: one that passes, absent where none does, and one that is denied. */
  examples: { harmless?: Json; harmful: Json };
}

export interface ArgumentRuleMaker {
  id: ArgumentRuleId;
  profiles: readonly Profile[];
  /** Rules for one parameter; empty when the definition gives no ground. */
  derive(parameter: Parameter, tool: Tool, verdict: Verdict): ArgumentRule[];
}
