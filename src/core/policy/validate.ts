/**
 * Names every fault of a policy file at once. Written by hand beside the zod schema, so that the browser needs no zod and
 * a fault can say more than a type; a test holds that both accept the same files.
 */
import type { Policy } from "../schema/policy.ts";
import { describeValue, type Fault, formatChoices } from "./fault.ts";
import { KEYS, type ObjectKind, suggestKey, suggestValue } from "./likely.ts";
import { OPERATORS } from "./operators.ts";
import { parsePath } from "./path.ts";
import { escapePointer } from "./pointer.ts";
import { compileRegex, type RegexResult } from "./regex/index.ts";
import { parseStrictJson } from "./strict-json.ts";
import { findDoubtfulRules } from "./validate-sense.ts";

const LIMITS = { maxLength: 5_000_000, maxDepth: 64 };

/** A policy file's text. `policy` is there when no fault is an error. */
export function validatePolicyText(text: string): { policy?: Policy; faults: Fault[] } {
  const { value, problems } = parseStrictJson(text, LIMITS);
  const read = problems.map(
    ({ pointer, problem }): Fault => ({ severity: "error", path: pointer, found: problem, expected: "strict JSON" }),
  );
  if (value === undefined) return { faults: read };
  const { policy, faults } = validatePolicy(value);
  const all = [...read, ...faults];
  return policy === undefined || read.length > 0 ? { faults: all } : { policy, faults: all };
}

/** A policy as a value. `policy` is there when no fault is an error. */
export function validatePolicy(value: unknown): { policy?: Policy; faults: Fault[] } {
  const faults = new Validator().checkPolicy(value);
  if (faults.length > 0) return { faults };
  const policy = value as Policy;
  return { policy, faults: findDoubtfulRules(policy) };
}

type Check = (value: unknown, path: string) => void;
type Checks = Readonly<Record<string, Check>>;

class Validator {
  readonly #faults: Fault[] = [];
  /** Patterns repeat from tool to tool. */
  readonly #patterns = new Map<string, RegexResult>();

  checkPolicy(value: unknown): Fault[] {
    this.#checkObject(value, "", "policy", ["version", "default"], this.#policyChecks);
    return this.#faults;
  }

  readonly #limits = this.#listOf("a list of limits", (limit, path) =>
    this.#checkObject(limit, path, "limit", KEYS.limit, this.#limitChecks),
  );

  readonly #limitChecks: Checks = {
    counter: (counter, at) => this.#checkText(counter, at, "the counter's name"),
    window: this.#oneOf(["minute", "hour", "day"]),
    max: (max, at) => {
      if (!Number.isSafeInteger(max) || (max as number) < 1) this.#add(at, max, "a whole number of calls, 1 or more");
    },
    scope: this.#oneOf(["grant"]),
  };

  readonly #conditionChecks: Checks = {
    path: (value, at) => {
      if (typeof value === "string" && parsePath(value) !== undefined) return;
      const hint = typeof value === "string" && value !== "" ? suggestPath(value) : undefined;
      this.#add(at, value, 'a path such as "args.amount"', hint);
    },
    op: this.#oneOf(OPERATORS),
    // Judged with its operator, after both are known to be there.
    value: () => {},
  };

  readonly #guardChecks: Checks = {
    conditions: this.#listOf("a list of conditions", (condition, path) => {
      this.#checkObject(condition, path, "condition", KEYS.condition, this.#conditionChecks);
      if (isObject(condition) && Object.hasOwn(condition, "value")) {
        this.#checkOperand(condition.value, `${path}/value`, condition.op);
      }
    }),
    on_deny: (message, at) => this.#checkText(message, at, "what a denied caller is told"),
  };

  readonly #guards = this.#listOf("a list of { conditions, on_deny }", (guard, path) =>
    this.#checkObject(guard, path, "guard", KEYS.guard, this.#guardChecks),
  );

  readonly #toolChecks: Checks = { require: this.#guards, deny_if: this.#guards, limits: this.#limits };

  readonly #allToolsChecks: Checks = { limits: this.#limits };

  readonly #policyChecks: Checks = {
    version: this.#oneOf(["1"]),
    default: this.#oneOf(["allow", "deny"]),
    hide: this.#listOf("a list of tool names", (item, path) => this.#checkText(item, path, "a tool's name")),
    all_tools: (item, path) => this.#checkObject(item, path, "all_tools", [], this.#allToolsChecks),
    tools: (item, path) => {
      if (!isObject(item)) return this.#add(path, item, "an object of tool names and their rules");
      for (const [name, rule] of Object.entries(item)) {
        this.#checkObject(rule, `${path}/${escapePointer(name)}`, "tool", [], this.#toolChecks);
      }
    },
  };

  #checkOperand(value: unknown, path: string, operator: unknown): void {
    switch (operator) {
      case "lt":
      case "lte":
      case "gt":
      case "gte":
        if (typeof value !== "number" || !Number.isFinite(value)) this.#add(path, value, `a number for ${operator}`);
        return;
      case "in":
      case "not_in":
        if (!Array.isArray(value)) this.#add(path, value, `a list of values for ${operator}`);
        return;
      case "exists":
        if (typeof value !== "boolean") this.#add(path, value, "true or false for exists");
        return;
      case "regex": {
        const result = typeof value === "string" ? this.#checkPattern(value) : undefined;
        if (!result) this.#add(path, value, "a pattern for regex");
        else if (!result.ok)
          this.#add(path, value, "a pattern that takes linear time", `The pattern is refused: ${result.problem}.`);
      }
    }
  }

  #checkPattern(pattern: string): RegexResult {
    const result = this.#patterns.get(pattern) ?? compileRegex(pattern);
    this.#patterns.set(pattern, result);
    return result;
  }

  #checkObject(value: unknown, path: string, kind: ObjectKind, required: readonly string[], checks: Checks): void {
    const known: readonly string[] = KEYS[kind];
    if (!isObject(value)) {
      this.#add(path, value, `an object with ${formatChoices(known)}`);
      return;
    }
    for (const key of required) {
      if (!Object.hasOwn(value, key))
        this.#add(`${path}/${key}`, undefined, `${JSON.stringify(key)}, which is required`);
    }
    for (const key of Object.keys(value)) {
      const item = value[key];
      const at = `${path}/${escapePointer(key)}`;
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      if (check) check(item, at);
      else this.#addUnknownKey(at, key, kind);
    }
  }

  #addUnknownKey(path: string, key: string, kind: ObjectKind): void {
    const hint = suggestKey(key, kind);
    this.#faults.push({
      severity: "error",
      path,
      found: `the key ${describeValue(key)}`,
      expected: `only ${formatChoices(KEYS[kind])} here`,
      ...(hint !== undefined && { hint }),
    });
  }

  #oneOf(allowed: readonly string[]): Check {
    return (value, path) => {
      if (typeof value !== "string" || !allowed.includes(value)) {
        this.#add(path, value, formatChoices(allowed), suggestValue(value, allowed));
      }
    };
  }

  #listOf(expected: string, check: Check): Check {
    return (value, path) => {
      if (!Array.isArray(value)) return this.#add(path, value, expected);
      for (let index = 0; index < value.length; index += 1) check(value[index], `${path}/${index}`);
    };
  }

  #checkText(value: unknown, path: string, expected: string): void {
    if (typeof value !== "string" || value === "") this.#add(path, value, `${expected}, as text that is not empty`);
  }

  #add(path: string, value: unknown, expected: string, hint?: string): void {
    this.#faults.push({
      severity: "error",
      path,
      found: describeValue(value),
      expected,
      ...(hint !== undefined && { hint }),
    });
  }
}

function suggestPath(path: string): string | undefined {
  const inner = path
    .replace(/^\$?\.?(?:args|arguments|params\.arguments|input|arg)\b\.?/, "")
    .replace(/^\.+|\.+$/g, "");
  const meant = `args.${inner}`;
  return parsePath(meant) === undefined ? undefined : `Did you mean ${JSON.stringify(meant.slice(0, 100))}?`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
