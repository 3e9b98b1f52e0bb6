/** A policy made ready for many decisions: names in sets and maps, paths split, patterns compiled. */
import type { Guard, Limit, Policy } from "../schema/policy.ts";
import { type ConditionCache, type LoadedCondition, loadCondition, type Outcome } from "./conditions.ts";
import { type CountedLimit, WINDOW_MILLISECONDS } from "./counters.ts";
import { escapePointer } from "./pointer.ts";

export interface LoadedGuard {
  /** The rule's name in a decision: a JSON pointer into the policy. */
  rule: string;
  conditions: readonly LoadedCondition[];
  message: string;
}

export interface LoadedLimit extends CountedLimit {
  rule: string;
}

export interface LoadedTool {
  rule: string;
  require: readonly LoadedGuard[];
  denyIf: readonly LoadedGuard[];
  /** The tool's own, then those of all tools: the order in which they are judged. */
  limits: readonly LoadedLimit[];
}

export interface LoadedPolicy {
  kind: "loaded";
  hidesAll: boolean;
  hidden: ReadonlySet<string>;
  tools: ReadonlyMap<string, LoadedTool>;
  /** For tools that the policy does not list; absent where it denies them. */
  unlisted: LoadedTool | undefined;
}

/** `policy` has passed the validator; a condition that it would have refused can never be judged, and so denies. */
export function loadPolicy(policy: Policy): LoadedPolicy {
  const cache: ConditionCache = { regexes: new Map(), paths: new Map() };
  const keeps = computeKeeps(policy);
  const common = loadLimits("/all_tools", policy.all_tools?.limits, keeps);
  const tools = new Map<string, LoadedTool>();
  for (const [name, rule] of Object.entries(policy.tools ?? {})) {
    const pointer = `/tools/${escapePointer(name)}`;
    tools.set(name, {
      rule: pointer,
      require: loadGuards(`${pointer}/require`, rule.require, cache),
      denyIf: loadGuards(`${pointer}/deny_if`, rule.deny_if, cache),
      limits: [...loadLimits(pointer, rule.limits, keeps), ...common],
    });
  }
  return {
    kind: "loaded",
    hidesAll: policy.hide?.includes("*") ?? false,
    hidden: new Set(policy.hide),
    tools,
    unlisted:
      policy.default === "allow" ? { rule: "(default allow)", require: [], denyIf: [], limits: common } : undefined,
  };
}

function loadGuards(pointer: string, guards: readonly Guard[] | undefined, cache: ConditionCache): LoadedGuard[] {
  return (guards ?? []).map((guard, index) => ({
    rule: `${pointer}/${index}`,
    conditions: guard.conditions.map((condition) => loadCondition(condition, cache) ?? cannotJudge),
    message: guard.on_deny,
  }));
}

/** The longest window of each counter: a call that one tool's short window is done with may still count in another's. */
function computeKeeps({ tools = {}, all_tools }: Policy): ReadonlyMap<string, number> {
  const keeps = new Map<string, number>();
  for (const rule of [all_tools, ...Object.values(tools)]) {
    for (const { counter, window } of rule?.limits ?? []) {
      keeps.set(counter, Math.max(keeps.get(counter) ?? 0, WINDOW_MILLISECONDS[window]));
    }
  }
  return keeps;
}

function loadLimits(
  pointer: string,
  limits: readonly Limit[] | undefined,
  keeps: ReadonlyMap<string, number>,
): LoadedLimit[] {
  return (limits ?? []).map((limit) => ({
    ...limit,
    rule: `${pointer}/limits/${escapePointer(limit.counter)}`,
    keep: keeps.get(limit.counter) ?? WINDOW_MILLISECONDS[limit.window],
  }));
}

function cannotJudge(): Outcome {
  return "cannot-judge";
}
