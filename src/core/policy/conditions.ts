/** One condition against the arguments of one call, by the type rules of policy.json version 1. */
import type { Condition } from "../schema/policy.ts";
import { MISSING, parsePath, readPath } from "./path.ts";
import { compileRegex, type LinearRegex } from "./regex/index.ts";

/** `cannot-judge`: the value is of a type that the operator does not compare. It fails a requirement and holds in a denial. */
export type Outcome = "holds" | "fails" | "cannot-judge";

export type LoadedCondition = (args: unknown) => Outcome;

type RegexCache = Map<string, LinearRegex>;

/** Patterns and paths repeat from tool to tool: what was made of them for one condition serves all of a policy. */
export interface ConditionCache {
  regexes: RegexCache;
  paths: Map<string, readonly string[] | undefined>;
}

/** `undefined` when the condition can never be judged: its path is not one. */
export function loadCondition(condition: Condition, cache: ConditionCache): LoadedCondition | undefined {
  const keys = readKeys(condition.path, cache);
  if (!keys) return undefined;
  const compare = loadComparison(condition, cache);
  const missing: Outcome = condition.op === "exists" && !condition.value ? "holds" : "fails";
  return (args) => {
    const value = readPath(args, keys);
    return value === MISSING ? missing : compare(value);
  };
}

function readKeys(path: string, { paths }: ConditionCache): readonly string[] | undefined {
  const known = paths.get(path);
  if (known) return known;
  const keys = parsePath(path);
  paths.set(path, keys);
  return keys;
}

type Comparison = (value: unknown) => Outcome;

function loadComparison(condition: Condition, { regexes }: ConditionCache): Comparison {
  switch (condition.op) {
    case "exists":
      return () => toOutcome(condition.value);
    case "eq":
      return (value) => toOutcome(isEqualJson(value, condition.value));
    case "neq":
      return (value) => toOutcome(!isEqualJson(value, condition.value));
    case "in":
      return (value) => toOutcome(condition.value.some((item) => isEqualJson(value, item)));
    case "not_in":
      return (value) => toOutcome(!condition.value.some((item) => isEqualJson(value, item)));
    case "lt":
      return compareNumbers((value) => value < condition.value);
    case "lte":
      return compareNumbers((value) => value <= condition.value);
    case "gt":
      return compareNumbers((value) => value > condition.value);
    case "gte":
      return compareNumbers((value) => value >= condition.value);
    case "contains":
      return (value) => contains(value, condition.value);
    case "regex":
      return matchText(condition.value, regexes);
  }
}

/** Compiles the pattern when the first text comes: the validator has seen it, and a policy is to be ready at once. */
function matchText(pattern: string, regexes: RegexCache): Comparison {
  let regex: LinearRegex | undefined;
  return (value) => {
    if (typeof value !== "string") return "cannot-judge";
    regex ??= regexes.get(pattern) ?? compile(pattern, regexes);
    return regex ? toOutcome(regex.test(value)) : "cannot-judge";
  };
}

function compile(pattern: string, regexes: RegexCache): LinearRegex | undefined {
  const result = compileRegex(pattern);
  if (!result.ok) return undefined;
  regexes.set(pattern, result.regex);
  return result.regex;
}

function compareNumbers(holds: (value: number) => boolean): Comparison {
  return (value) => (typeof value === "number" && !Number.isNaN(value) ? toOutcome(holds(value)) : "cannot-judge");
}

function contains(value: unknown, part: unknown): Outcome {
  if (Array.isArray(value)) return toOutcome(value.some((item) => isEqualJson(item, part)));
  if (typeof value === "string" && typeof part === "string") return toOutcome(value.includes(part));
  return "cannot-judge";
}

function toOutcome(holds: boolean): Outcome {
  return holds ? "holds" : "fails";
}

/** Equal as JSON values: the order of keys does not count, the order of lists does, and types are never converted. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isEqualJson(item, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && isEqualJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
