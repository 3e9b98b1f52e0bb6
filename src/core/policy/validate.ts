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

/** Checks the value that the validator stands at. */
type Check = (value: unknown) => void;
type Checks = Readonly<Record<string, Check>>;

class Validator {
  readonly #faults: Fault[] = [];
  /** The keys that lead to the value that is being checked; a pointer is made of them only for a fault. */
  readonly #keys: (string | number)[] = [];
  /** Patterns and paths repeat from tool to tool. */
  readonly #patterns = new Map<string, RegexResult>();
  readonly #goodPaths = new Set<unknown>();

  checkPolicy(value: unknown): Fault[] {
    this.#checkObject(value, "policy", ["version", "default"], this.#policyChecks);
    return this.#faults;
  }

  readonly #limitChecks: Checks = {
    counter: (counter) => this.#checkText(counter, "the counter's name"),
    window: this.#oneOf(["minute", "hour", "day"]),
    max: (max) => {
      if (!Number.isSafeInteger(max) || (max as number) < 1) this.#add(max, "a whole number of calls, 1 or more");
    },
    scope: this.#oneOf(["grant"]),
  };

  readonly #limits = this.#listOf("a list of limits", (limit) =>
    this.#checkObject(limit, "limit", KEYS.limit, this.#limitChecks),
  );

  readonly #conditionChecks: Checks = {
    path: (value) => {
      if (this.#goodPaths.has(value)) return;
      if (typeof value === "string" && parsePath(value) !== undefined) {
        this.#goodPaths.add(value);
        return;
      }
      const hint = typeof value === "string" && value !== "" ? suggestPath(value) : undefined;
      this.#add(value, 'a path such as "args.amount"', hint);
    },
    op: this.#oneOf(OPERATORS),
    // Judged with its operator, after both are known to be there.
    value: () => {},
  };

  readonly #guardChecks: Checks = {
    conditions: this.#listOf("a list of conditions", (condition) => {
      this.#checkObject(condition, "condition", KEYS.condition, this.#conditionChecks);
      if (isObject(condition) && Object.hasOwn(condition, "value")) {
        this.#checkAt("value", condition.value, (value) => this.#checkOperand(value, condition.op));
      }
    }),
    on_deny: (message) => this.#checkText(message, "what a denied caller is told"),
  };

  readonly #guards = this.#listOf("a list of { conditions, on_deny }", (guard) =>
    this.#checkObject(guard, "guard", KEYS.guard, this.#guardChecks),
  );

  readonly #toolChecks: Checks = { require: this.#guards, deny_if: this.#guards, limits: this.#limits };

  readonly #checkTool: Check = (rule) => this.#checkObject(rule, "tool", [], this.#toolChecks);

  readonly #policyChecks: Checks = {
    version: this.#oneOf(["1"]),
    default: this.#oneOf(["allow", "deny"]),
    hide: this.#listOf("a list of tool names", (name) => this.#checkText(name, "a tool's name")),
    all_tools: (value) => this.#checkObject(value, "all_tools", [], { limits: this.#limits }),
    tools: (tools) => {
      if (!isObject(tools)) return this.#add(tools, "an object of tool names and their rules");
      for (const name of Object.keys(tools)) this.#checkAt(name, tools[name], this.#checkTool);
    },
  };

  #checkOperand(value: unknown, operator: unknown): void {
    switch (operator) {
      case "lt":
      case "lte":
      case "gt":
      case "gte":
        if (typeof value !== "number" || !Number.isFinite(value)) this.#add(value, `a number for ${operator}`);
        return;
      case "in":
      case "not_in":
        if (!Array.isArray(value)) this.#add(value, `a list of values for ${operator}`);
        return;
      case "exists":
        if (typeof value !== "boolean") this.#add(value, "true or false for exists");
        return;
      case "regex": {
        const result = typeof value === "string" ? this.#checkPattern(value) : undefined;
        if (!result) this.#add(value, "a pattern for regex");
        else if (!result.ok) {
          this.#add(value, "a pattern that takes linear time", `The pattern is refused: ${result.problem}.`);
        }
      }
    }
  }

  #checkPattern(pattern: string): RegexResult {
    const known = this.#patterns.get(pattern);
    if (known) return known;
    const result = compileRegex(pattern);
    this.#patterns.set(pattern, result);
    return result;
  }

  #checkObject(value: unknown, kind: ObjectKind, required: readonly string[], checks: Checks): void {
    if (!isObject(value)) {
      this.#add(value, `an object with ${formatChoices(KEYS[kind])}`);
      return;
    }
    for (const key of required) {
      if (Object.hasOwn(value, key)) continue;
      this.#checkAt(key, undefined, () => this.#add(undefined, `${JSON.stringify(key)}, which is required`));
    }
    for (const key of Object.keys(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      this.#checkAt(key, value[key], check ?? (() => this.#addUnknownKey(key, kind)));
    }
  }

  #checkAt(key: string | number, value: unknown, check: Check): void {
    this.#keys.push(key);
    check(value);
    this.#keys.pop();
  }

  #addUnknownKey(key: string, kind: ObjectKind): void {
    const expected = `only ${formatChoices(KEYS[kind])} here`;
    this.#addFault(`the key ${describeValue(key)}`, expected, suggestKey(key, kind));
  }

  #oneOf(allowed: readonly string[]): Check {
    return (value) => {
      if (typeof value !== "string" || !allowed.includes(value)) {
        this.#add(value, formatChoices(allowed), suggestValue(value, allowed));
      }
    };
  }

  #listOf(expected: string, check: Check): Check {
    return (value) => {
      if (!Array.isArray(value)) return this.#add(value, expected);
      for (let index = 0; index < value.length; index += 1) this.#checkAt(index, value[index], check);
    };
  }

  #checkText(value: unknown, expected: string): void {
    if (typeof value !== "string" || value === "") this.#add(value, `${expected}, as text that is not empty`);
  }

  #add(value: unknown, expected: string, hint?: string): void {
    this.#addFault(describeValue(value), expected, hint);
  }

  #addFault(found: string, expected: string, hint: string | undefined): void {
    const path = this.#keys.map((key) => `/${escapePointer(String(key))}`).join("");
    this.#faults.push({ severity: "error", path, found, expected, ...(hint !== undefined && { hint }) });
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
