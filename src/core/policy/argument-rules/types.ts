/** What an argument rule is: a guard on one argument, with the reason that the definition gives for it. */
import type { Json } from "../../schema/json.ts";
import type { Guard } from "../../schema/policy.ts";
import type { Tool } from "../../schema/tool.ts";
import type { Verdict } from "../../schema/verdict.ts";
import type { Profile } from "../profiles.ts";
import type { Parameter } from "./parameters.ts";

export interface ArgumentRule {
  /** The file that made it, such as `denies-all-as-id`. */
  id: string;
  /** Path of the argument, such as `args.hashes`. */
  path: string;
  guard: Guard;
  /** Why this tool gets it: what in the definition gives ground. */
  reason: string;
  /** One sentence each, for the page. */
  stops: string;
  doesNotStop: string;
  /** A value of the argument that passes, and one that is denied. */
  examples: { harmless: Json; harmful: Json };
}

export interface ArgumentRuleMaker {
  id: string;
  profiles: readonly Profile[];
  /** Rules for one parameter; empty when the definition gives no ground. */
  derive(parameter: Parameter, tool: Tool, verdict: Verdict): ArgumentRule[];
}
