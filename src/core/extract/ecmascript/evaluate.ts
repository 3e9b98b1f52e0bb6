/**
 * What an expression comes to, without running anything: literals, names across files, templates, spreads, members,
 * calls of the program's own functions, classes. Evaluation is eager but for functions' bodies; cycles, depth and the
 * run's budget end in `unknown`. Never throws for bad input.
 */
import { childIn, isComment, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluateCall, evaluateNew } from "./calls.ts";
import { thisValue } from "./classes.ts";
import { conditionGuard } from "./guards.ts";
import { dependOnScopes, isDefinitionLiteral, lazyItem } from "./lazy.ts";
import { keyText, memberOf } from "./members.ts";
import { evaluateName } from "./names.ts";
import type { Program } from "./program.ts";
import { CLASS_TYPES, FUNCTION_TYPES } from "./scopes.ts";
import { unescapeString } from "./strings.ts";
import {
  constant,
  type Env,
  firstOption,
  type Item,
  joinGuards,
  type ObjectValue,
  optionsOf,
  truthiness,
  UNDEFINED,
  UNKNOWN,
  union,
  type Value,
} from "./values.ts";

export function evaluate(program: Program, node: SyntaxNode | undefined, env: Env): Value {
  if (!node) return UNKNOWN;
  return program.deeper(() => evaluateNode(program, node, env), UNKNOWN);
}

function evaluateNode(program: Program, node: SyntaxNode, env: Env): Value {
  switch (node.type) {
    case "string":
      return constant(unescapeString(node.text.slice(1, -1)));
    case "template_string":
      return evaluateTemplate(program, node, env);
    case "number":
      return constant(Number(node.text.replaceAll("_", "")));
    case "true":
      return constant(true);
    case "false":
      return constant(false);
    case "null":
      return constant(null);
    case "undefined":
      return UNDEFINED;
    case "identifier":
    case "shorthand_property_identifier":
      return evaluateName(program, node, env);
    case "regex":
      return evaluateRegex(node);
    case "this":
      return thisValue(program, node, env);
    case "parenthesized_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
    case "await_expression":
      return evaluate(program, namedChildren(node)[0], env);
    case "type_assertion":
      return evaluate(program, namedChildren(node).at(-1), env);
    case "sequence_expression":
      return evaluate(program, childIn(node, "right") ?? namedChildren(node).at(-1), env);
    case "assignment_expression":
      return evaluate(program, childIn(node, "right"), env);
    case "array":
      return evaluateArray(program, node, env);
    case "object":
      return evaluateObject(program, node, env);
    case "member_expression":
      return memberOf(
        program,
        evaluate(program, childIn(node, "object"), env),
        childIn(node, "property")?.text ?? "",
        env,
        node,
      );
    case "subscript_expression":
      return evaluateSubscript(program, node, env);
    case "call_expression":
      return evaluateCall(program, node, env);
    case "new_expression":
      return evaluateNew(program, node, env);
    case "binary_expression":
      return evaluateBinary(program, node, env);
    case "unary_expression":
      return evaluateUnary(program, node, env);
    case "ternary_expression":
      return evaluateTernary(program, node, env);
  }
  if (FUNCTION_TYPES.has(node.type)) return { kind: "function", node, env };
  if (CLASS_TYPES.has(node.type)) return { kind: "class", node, env };
  return UNKNOWN;
}

/** A pattern that cannot backtrack far: single characters and classes, two repetitions at most, groups not repeated. */
const HARMLESS = /^\^?(?:\(?(?:\[(?:[^\]\\]|\\.)+\]|\\.|[^\\()[\]{}|*+?.^$])[+*?]?\)?)+\$?$/;

function evaluateRegex(node: SyntaxNode): Value {
  const source = childIn(node, "pattern")?.text ?? "";
  const flags = childIn(node, "flags")?.text ?? "";
  const repetitions = source.replace(/\\./g, "").match(/[+*?]/g)?.length ?? 0;
  if (source.length > 60 || repetitions > 2 || !HARMLESS.test(source) || /\)[+*?]/.test(source)) return UNKNOWN;
  try {
    return { kind: "pattern", pattern: new RegExp(source, flags) };
  } catch {
    return UNKNOWN;
  }
}

/** `node` without parentheses, casts and the `(0, f)` of compilers. */
export function unwrap(node: SyntaxNode | undefined): SyntaxNode | undefined {
  let inner = node;
  for (let round = 0; inner && round < 100; round++) {
    if (/^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression)$/.test(inner.type))
      inner = namedChildren(inner)[0];
    else if (inner.type === "sequence_expression") inner = childIn(inner, "right") ?? namedChildren(inner).at(-1);
    else return inner;
  }
  return inner;
}

/** Strings joined; where a part is unknown the rest is a `text`. */
export function joinStrings(parts: readonly Value[]): Value {
  let text = "";
  let whole = true;
  let startsUnknown = true;
  for (const part of parts) {
    const value = firstOption(part);
    const isKnown = part.kind !== "union" && value.kind === "constant";
    // A hole after some text, or a part with a hole of its own, is none at the start.
    if (!isKnown && (text !== "" || (value.kind === "text" && value.hole !== "start"))) startsUnknown = false;
    whole &&= isKnown;
    if (value.kind === "constant") text += String(value.value);
    else if (value.kind === "text") text += value.text;
    if (text.length > 1_000_000) return { kind: "text", text: text.slice(0, 1_000_000) };
  }
  if (whole) return constant(text);
  return startsUnknown && text !== "" ? { kind: "text", text, hole: "start" } : { kind: "text", text };
}

export function evaluateTemplate(program: Program, node: SyntaxNode, env: Env): Value {
  const parts: Value[] = [];
  let at = node.start + 1;
  const { text } = node.tree.flat;
  const substitutions = node.children.filter((child) => child.type === "template_substitution");
  for (const substitution of substitutions) {
    parts.push(constant(unescapeString(text.slice(at, substitution.start))));
    parts.push(evaluate(program, namedChildren(substitution)[0], env));
    at = substitution.end;
  }
  parts.push(constant(unescapeString(text.slice(at, node.end - 1))));
  // A name that may be one of several keeps its alternatives; longer texts would multiply without end.
  if (substitutions.length === 1 && parts[1]?.kind === "union" && parts[1].options.length <= 64) {
    const [before, middle, after] = parts;
    if (before && middle?.kind === "union" && after) {
      return union(middle.options.map((option) => ({ ...option, value: joinStrings([before, option.value, after]) })));
    }
  }
  return joinStrings(parts);
}

function evaluateArray(program: Program, node: SyntaxNode, env: Env): Value {
  const items: Item[] = [];
  let open = false;
  for (const child of namedChildren(node)) {
    if (child.type !== "spread_element") {
      items.push({ value: evaluate(program, child, env) });
      continue;
    }
    const spread = evaluate(program, namedChildren(child)[0], env);
    const elements = elementsOf(spread);
    items.push(...elements.items);
    open ||= elements.open;
  }
  return { kind: "array", items, open };
}

/** What a value gives when it is iterated, with the conditions of each element. */
export function elementsOf(value: Value): { items: Item[]; open: boolean } {
  switch (value.kind) {
    case "array":
      return { items: value.items, open: value.open };
    case "map":
      return {
        items: value.entries.map(({ key, item }) =>
          value.unique
            ? item
            : { ...item, value: { kind: "array", items: [{ value: key }, { value: item.value }], open: false } },
        ),
        open: value.open,
      };
    case "union": {
      const parts = optionsOf(value).map((option) => {
        const elements = elementsOf(option.value);
        return {
          ...elements,
          items: elements.items.map((item) => ({ value: item.value, ...joinGuards(option.guards, item.guards) })),
        };
      });
      return { items: parts.flatMap((part) => part.items), open: parts.some((part) => part.open) };
    }
    case "constant":
      return { items: [], open: false };
    default:
      return { items: [], open: true };
  }
}

function evaluateObject(program: Program, node: SyntaxNode, env: Env): Value {
  const object: ObjectValue = { kind: "object", entries: new Map(), open: false, node };
  const isDefinition = isDefinitionLiteral(node);
  if (isDefinition) dependOnScopes(program, node, env);
  const itemOf = (value: SyntaxNode | undefined): Item =>
    isDefinition ? lazyItem(program, value, env) : { value: evaluate(program, value, env) };
  for (const child of node.children) {
    if (!child.named || isComment(child)) continue;
    if (child.type === "pair") {
      const key = keyText(program, childIn(child, "key"), env);
      const item = itemOf(childIn(child, "value"));
      if (key === undefined) object.open = true;
      else object.entries.set(key, item);
    } else if (child.type === "shorthand_property_identifier") {
      object.entries.set(child.text, itemOf(child));
    } else if (child.type === "method_definition") {
      const key = keyText(program, childIn(child, "name"), env);
      if (key !== undefined) object.entries.set(key, { value: { kind: "function", node: child, env, self: object } });
    } else if (child.type === "spread_element") {
      spreadInto(object, evaluate(program, namedChildren(child)[0], env));
    }
  }
  return object;
}

export function spreadInto(object: ObjectValue, value: Value): void {
  if (value.kind === "object") {
    for (const [key, item] of value.entries) object.entries.set(key, item);
    object.open ||= value.open;
    object.node ??= value.node as SyntaxNode;
  } else if (value.kind === "schema" && value.shape) {
    for (const [key, schema] of value.shape) object.entries.set(key, { value: schema });
  } else if (value.kind === "union") {
    for (const option of optionsOf(value)) {
      if (option.value.kind !== "object") {
        object.open = true;
        continue;
      }
      for (const [key, item] of option.value.entries) {
        if (!object.entries.has(key))
          object.entries.set(key, { value: item.value, ...joinGuards(option.guards, item.guards) });
      }
    }
  } else if (value.kind !== "constant") {
    object.open = true;
  }
}

function evaluateSubscript(program: Program, node: SyntaxNode, env: Env): Value {
  const object = evaluate(program, childIn(node, "object"), env);
  const index = evaluate(program, childIn(node, "index"), env);
  if (index.kind === "constant") return memberOf(program, object, String(index.value), env, node);
  if (index.kind === "union") {
    return union(
      optionsOf(index).map((option) => ({
        ...option,
        value:
          option.value.kind === "constant" ? memberOf(program, object, String(option.value.value), env, node) : UNKNOWN,
      })),
    );
  }
  return UNKNOWN;
}

/** Left operands of a chain of the same operator, outermost last: chains of thousands must not nest. */
export function chainOperands(node: SyntaxNode, operator: string): SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let at: SyntaxNode | undefined = node;
  while (at?.type === "binary_expression" && childIn(at, "operator")?.type === operator) {
    const right = childIn(at, "right");
    if (right) operands.push(right);
    at = childIn(at, "left");
  }
  if (at) operands.push(at);
  return operands.reverse();
}

function evaluateBinary(program: Program, node: SyntaxNode, env: Env): Value {
  const operator = childIn(node, "operator")?.type ?? "";
  if (operator === "+") {
    const operands = chainOperands(node, "+").map((operand) => evaluate(program, operand, env));
    const numbers = operands.map((value) =>
      value.kind === "constant" && typeof value.value === "number" ? value.value : undefined,
    );
    if (numbers.every((number) => number !== undefined))
      return constant(numbers.reduce((sum, number) => sum + (number ?? 0), 0));
    return joinStrings(operands);
  }
  const { result: left, touched } = program.track(() => evaluate(program, childIn(node, "left"), env));
  for (const boundary of touched) program.touched.add(boundary);
  // What stands after `||` is taken for an argument that nobody is seen to give: a caller may give one.
  const isDefaulted = (operator === "||" || operator === "??") && left.kind === "unknown";
  if (isDefaulted) for (const boundary of touched) program.assumed.add(boundary);
  const answer = truthiness(left);
  const right = (): Value => evaluate(program, childIn(node, "right"), env);
  switch (operator) {
    case "||":
      if (answer !== undefined) return answer ? left : right();
      return eitherOf(program, left, right());
    case "??":
      if (left.kind === "constant") return left.value === undefined || left.value === null ? right() : left;
      return left.kind === "unknown" || left.kind === "external" || left.kind === "union"
        ? eitherOf(program, left, right())
        : left;
    case "&&": {
      if (answer !== undefined) return answer ? right() : left;
      const guard = conditionGuard(program, childIn(node, "left"), false, env);
      return union([{ value: right(), guards: [guard] }, { value: constant(false) }]);
    }
    case "===":
    case "==":
    case "!==":
    case "!=":
      return compare(left, right(), operator.startsWith("!"));
    case "*":
    case "-":
    case "/":
    case "**":
    case "%":
    case "<":
    case ">":
    case "<=":
    case ">=":
    case "<<":
      return calculate(left, right(), operator);
  }
  return UNKNOWN;
}

/** `a || b` with an unknown `a`: what is written down is the default. */
function eitherOf(program: Program, left: Value, right: Value): Value {
  if (program.shallow) return union([...optionsOf(left), { value: right }]);
  if (left.kind === "unknown" || left.kind === "external") return right;
  return union([
    ...optionsOf(left).filter(({ value }) => value.kind !== "unknown" && value.kind !== "external"),
    { value: right },
  ]);
}

function compare(left: Value, right: Value, negated: boolean): Value {
  if (left.kind !== "constant" || right.kind !== "constant") return UNKNOWN;
  return constant((left.value === right.value) !== negated);
}

function calculate(left: Value, right: Value, operator: string): Value {
  if (left.kind !== "constant" || right.kind !== "constant") return UNKNOWN;
  const { value: a } = left;
  const { value: b } = right;
  if (typeof a !== "number" || typeof b !== "number") return UNKNOWN;
  switch (operator) {
    case "*":
      return constant(a * b);
    case "-":
      return constant(a - b);
    case "/":
      return constant(a / b);
    case "**":
      return constant(a ** b);
    case "%":
      return constant(a % b);
    case "<":
      return constant(a < b);
    case ">":
      return constant(a > b);
    case "<=":
      return constant(a <= b);
    case ">=":
      return constant(a >= b);
    default:
      return constant(a << b);
  }
}

function evaluateUnary(program: Program, node: SyntaxNode, env: Env): Value {
  const operator = childIn(node, "operator")?.type ?? node.text[0] ?? "";
  const argument = childIn(node, "argument") ?? namedChildren(node).at(-1);
  if (operator === "void") return UNDEFINED;
  const value = evaluate(program, argument, env);
  if (operator === "!") {
    const answer = truthiness(value);
    return answer === undefined ? UNKNOWN : constant(!answer);
  }
  if (operator === "-" && value.kind === "constant" && typeof value.value === "number") return constant(-value.value);
  if (operator === "+" && value.kind === "constant") return constant(Number(value.value));
  if (operator === "typeof" && value.kind === "constant") return constant(typeof value.value);
  if (operator === "typeof" && value.kind === "function") return constant("function");
  return UNKNOWN;
}

function evaluateTernary(program: Program, node: SyntaxNode, env: Env): Value {
  const condition = childIn(node, "condition");
  const answer = truthiness(evaluate(program, condition, env));
  const consequence = childIn(node, "consequence");
  const alternative = childIn(node, "alternative");
  if (answer !== undefined) return evaluate(program, answer ? consequence : alternative, env);
  return union([
    { value: evaluate(program, consequence, env), guards: [conditionGuard(program, condition, false, env)] },
    { value: evaluate(program, alternative, env), guards: [conditionGuard(program, condition, true, env)] },
  ]);
}
