/** Operators: sums and comparisons of what is known, and both sides where a condition is not. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { isInstanceOf } from "./classes.ts";
import { joinStrings } from "./combine.ts";
import { evaluate } from "./evaluate.ts";
import { conditionGuard } from "./guards.ts";
import type { Program } from "./program.ts";
import { isOfClass, saysTheSame } from "./schema-classes.ts";
import { constant, type Env, optionsOf, truthiness, UNDEFINED, UNKNOWN, union, type Value } from "./values.ts";

export function evaluateBinary(program: Program, node: SyntaxNode, env: Env): Value {
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
    case "instanceof": {
      const cls = right();
      const answer = cls.kind === "class" ? isInstanceOf(program, left, cls) : isOfClass(left, cls);
      return answer === undefined ? UNKNOWN : constant(answer);
    }
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

/** `a || b` with an unknown `a`: what is written down is the default. */
function eitherOf(program: Program, left: Value, right: Value): Value {
  if (program.shallow) return union([...optionsOf(left), { value: right }]);
  if (left.kind === "unknown" && right.kind === "constant") return { ...right, isStandIn: true };
  if (left.kind === "unknown" || left.kind === "external") return right;
  return union([
    ...optionsOf(left).filter(({ value }) => value.kind !== "unknown" && value.kind !== "external"),
    { value: right },
  ]);
}

/** Kinds of values that are never equal to a constant. */
const STRUCTURES = new Set<Value["kind"]>(["array", "object", "function", "class", "instance", "map", "schema"]);

function compare(left: Value, right: Value, negated: boolean): Value {
  if (left.kind === "schema" && right.kind === "schema") return constant(saysTheSame(left, right) !== negated);
  const isStructure = STRUCTURES.has(left.kind) || STRUCTURES.has(right.kind);
  if (isStructure && (left.kind === "constant" || right.kind === "constant")) return constant(negated);
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

export function evaluateUnary(program: Program, node: SyntaxNode, env: Env): Value {
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
  if (operator === "typeof") {
    if (value.kind === "constant") return constant(typeof value.value);
    if (value.kind === "text") return constant("string");
    if (STRUCTURES.has(value.kind))
      return constant(value.kind === "function" || value.kind === "class" ? "function" : "object");
  }
  return UNKNOWN;
}

export function evaluateTernary(program: Program, node: SyntaxNode, env: Env): Value {
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
