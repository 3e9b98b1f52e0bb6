/** Operators over values; with an undecided operand the result is undecided, with the fallback it would have. */
import { childrenIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { callMethod } from "./calls.ts";
import { optionsOf, settled, unite } from "./certainty.ts";
import { addUnder, conditionsOf, hold, listFrom } from "./conditional.ts";
import { evaluate } from "./expressions.ts";
import type { Frame, Guard, Machine } from "./machine.ts";
import { elementsWith } from "./membership.ts";
import { serverOf } from "./server.ts";
import { formatPercent } from "./strings.ts";
import { concatenate, textOf } from "./text.ts";
import { bool, external, keyOf, list, number, plainOf, string, UNKNOWN, unknown, type Value } from "./values.ts";

const MAX_TEXT = 1_000_000;

export function binaryOperation(
  machine: Machine,
  frame: Frame,
  operator: string,
  leftValue: Value,
  rightValue: Value,
  node: SyntaxNode,
): Value {
  if (operator === "|" && isTypeLike(leftValue) && (isTypeLike(rightValue) || rightValue.kind === "none")) {
    return { kind: "generic", origin: external("typing.Union"), args: [leftValue, rightValue] };
  }
  if (operator === "|" && leftValue.kind === "none" && isTypeLike(rightValue)) {
    return { kind: "generic", origin: external("typing.Union"), args: [leftValue, rightValue] };
  }
  if (leftValue.kind === "union" || rightValue.kind === "union") {
    const results = optionsOf(leftValue).flatMap((left) =>
      optionsOf(rightValue).map((right) => binaryOperation(machine, frame, operator, left, right, node)),
    );
    return unite(results);
  }
  const left = plainOf(leftValue);
  const right = plainOf(rightValue);
  if (left.kind === "string" && operator === "%") return formatPercent(left, right);
  if (operator === "+" && (left.kind === "string" || right.kind === "string")) {
    const joined = concatenate(textOf(left), textOf(right));
    return joined.value.length > MAX_TEXT ? UNKNOWN : joined;
  }
  if (left.kind === "number" && right.kind === "number") return arithmetic(operator, left.value, right.value);
  if (left.kind === "list" && right.kind === "list") return combineLists(operator, left, right);
  if (left.kind === "list" && right.kind === "unknown") return { ...left, open: true };
  if (left.kind === "dict" && right.kind === "dict" && operator === "|") {
    return { kind: "dict", entries: new Map([...left.entries, ...right.entries]) };
  }
  if (left.kind === "string" && right.kind === "number" && operator === "*") {
    const times = Math.max(0, right.value);
    return left.value.length * times > MAX_TEXT ? UNKNOWN : string(left.value.repeat(times), left.holes);
  }
  if (operator === "/" && (left.kind === "external-call" || left.kind === "string") && right.kind === "string") {
    const path = textOf(left);
    return string(`${path.value}/${right.value}`, path.holes ?? right.holes);
  }
  const hook = HOOKS[operator];
  if (left.kind === "instance" && hook !== undefined) {
    return callMethod(machine, frame, left, hook, { positional: [right], keywords: new Map(), node });
  }
  if (left.kind === "unknown" || right.kind === "unknown") {
    const settledLeft = settled(left);
    const settledRight = settled(right);
    if (settledLeft.kind === "unknown" || settledRight.kind === "unknown") return UNKNOWN;
    return unknown(settled(binaryOperation(machine, frame, operator, settledLeft, settledRight, node)));
  }
  return UNKNOWN;
}

const HOOKS: Record<string, string> = { "+": "__add__", "|": "__or__", "/": "__truediv__" };

function isTypeLike(value: Value): boolean {
  return value.kind === "class" || value.kind === "external" || value.kind === "generic";
}

function arithmetic(operator: string, left: number, right: number): Value {
  const results: Record<string, () => number> = {
    "+": () => left + right,
    "-": () => left - right,
    "*": () => left * right,
    "/": () => left / right,
    "//": () => Math.floor(left / right),
    "%": () => left - right * Math.floor(left / right),
    "**": () => left ** right,
    "<<": () => left * 2 ** right,
    "|": () => left | right,
    "&": () => left & right,
  };
  const value = results[operator]?.();
  return value !== undefined && Number.isFinite(value) ? number(value) : UNKNOWN;
}

type Items = Extract<Value, { kind: "list" }>;

function combineLists(operator: string, left: Items, right: Items): Value {
  const open = left.open || right.open ? { open: true } : {};
  if (operator === "+") {
    const joined = listFrom(left, left.items, left.type);
    for (const item of right.items) addUnder(joined, item, conditionsOf(right, item));
    return { ...joined, ...open };
  }
  const ids = new Set(right.items.map((item) => keyOf(item) ?? item));
  const has = (item: Value): boolean => ids.has(keyOf(item) ?? item);
  if (operator === "|") {
    const ownIds = new Set(left.items.map((item) => keyOf(item) ?? item));
    const added = right.items.filter((item) => !ownIds.has(keyOf(item) ?? item));
    return { ...list([...left.items, ...added], "set"), ...open };
  }
  // Elements that an unknown set might remove stay: they exist in some configuration.
  if (operator === "-")
    return {
      ...list(
        left.items.filter((item) => !has(item)),
        "set",
      ),
      ...open,
    };
  if (operator === "&") return { ...list(right.open ? left.items : left.items.filter(has), "set"), ...open };
  return UNKNOWN;
}

export function compare(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const operands = namedChildren(node).filter((child) => child.field !== "operators");
  const operators = operatorsOf(node);
  const values = operands.map((operand) => evaluate(machine, frame, operand));
  let result: Value = bool(true);
  for (let index = 0; index + 1 < values.length; index++) {
    const one = compareTwo(operators[index] ?? "==", values[index] ?? UNKNOWN, values[index + 1] ?? UNKNOWN);
    if (one.kind === "bool" && !one.value) return one;
    if (one.kind !== "bool") result = one;
  }
  return result;
}

function operatorsOf(node: SyntaxNode): string[] {
  const tokens = childrenIn(node, "operators").map((token) => token.text);
  const joined: string[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last === "not" && token === "in") joined[joined.length - 1] = "not in";
    else if (last === "is" && token === "not") joined[joined.length - 1] = "is not";
    else joined.push(token.replace(/\s+/g, " "));
  }
  return joined;
}

function compareTwo(operator: string, left: Value, right: Value): Value {
  const decided = decide(operator, plainOf(left), plainOf(right));
  if (decided !== undefined) return bool(decided);
  const fallback = decide(operator, settled(left), settled(right), "usual");
  return fallback === undefined ? UNKNOWN : unknown(bool(fallback));
}

/** `usual`: what holds without configuration counts as it is then. */
function decide(operator: string, left: Value, right: Value, mode?: "usual"): boolean | undefined {
  switch (operator) {
    case "==":
    case "is":
      return equals(left, right);
    case "!=":
    case "is not":
    case "<>": {
      const equal = equals(left, right);
      return equal === undefined ? undefined : !equal;
    }
    case "in":
      return isIn(left, right, mode);
    case "not in": {
      const inside = isIn(left, right, mode);
      return inside === undefined ? undefined : !inside;
    }
    default:
      if (left.kind !== "number" || right.kind !== "number") return undefined;
      if (operator === "<") return left.value < right.value;
      if (operator === ">") return left.value > right.value;
      if (operator === "<=") return left.value <= right.value;
      return operator === ">=" ? left.value >= right.value : undefined;
  }
}

const UNDECIDED = new Set(["unknown", "union", "external-call", "external"]);

function equals(left: Value, right: Value): boolean | undefined {
  if (left === right) return true;
  if (left.kind === "external" && right.kind === "external") {
    if (left.path === right.path || (EMPTY_MARK.test(left.path) && EMPTY_MARK.test(right.path))) return true;
    return left.path.startsWith("builtins.") && right.path.startsWith("builtins.") ? false : undefined;
  }
  if (isSentinel(left) || isSentinel(right)) {
    return UNDECIDED.has(left.kind) && UNDECIDED.has(right.kind) ? undefined : false;
  }
  if (serverOf(left) || serverOf(right)) return false;
  if (UNDECIDED.has(left.kind) || UNDECIDED.has(right.kind)) return undefined;
  if ((left.kind === "string" && left.holes) || (right.kind === "string" && right.holes)) return undefined;
  const leftKey = keyOf(left);
  const rightKey = keyOf(right);
  if (leftKey !== undefined && rightKey !== undefined) return leftKey === rightKey;
  if (left.kind === "none" || right.kind === "none") return false;
  return left.kind === right.kind ? undefined : false;
}

const EMPTY_MARK = /^inspect\.(?:\w+\.empty|_empty)$/;

/** Types and markers as `inspect.Parameter.empty`, which are equal to nothing that a program writes. */
function isSentinel(value: Value): boolean {
  return value.kind === "external" && (/^builtins\.\w+$/.test(value.path) || EMPTY_MARK.test(value.path));
}

function isIn(item: Value, container: Value, mode?: "usual"): boolean | undefined {
  const id = keyOf(item);
  if (container.kind === "string" && item.kind === "string") {
    return container.holes || item.holes ? undefined : container.value.includes(item.value);
  }
  if (id === undefined) {
    if (container.kind === "list" && container.items.includes(item))
      return isThere(container.conditions?.get(item), mode);
    return container.kind === "list" && container.items.length === 0 && !container.open ? false : undefined;
  }
  if (container.kind === "dict") {
    if (container.entries.has(id)) return isThere(container.conditions?.get(id), mode);
    return container.open ? undefined : false;
  }
  if (container.kind === "list") {
    const { found, hasOthers } = elementsWith(container, id);
    if (found.length > 0) return found.some((other) => isThere(container.conditions?.get(other), mode)) || undefined;
    return container.open || hasOthers ? undefined : false;
  }
  return undefined;
}

function isThere(conditions: readonly Guard[] = [], mode?: "usual"): boolean | undefined {
  if (conditions.length === 0) return true;
  return mode === "usual" ? hold(conditions) : undefined;
}
