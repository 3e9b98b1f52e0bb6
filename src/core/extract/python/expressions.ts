/** Expressions to values. */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluateAssignment, evaluateAugmented } from "./assignments.ts";
import { getAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { optionsOf, settled, truthOf, unite } from "./certainty.ts";
import { addUnder, conditionsOf, setUnder } from "./conditional.ts";
import { defineFunction } from "./definitions.ts";
import { comprehend, comprehendDictionary, isIterable, iterate } from "./iteration.ts";
import { type Frame, lookUp, type Machine, setVariable } from "./machine.ts";
import { binaryOperation, compare } from "./operators.ts";
import { subscript } from "./subscripts.ts";
import { stringOf } from "./text.ts";
import {
  bool,
  type CallArguments,
  type DictValue,
  external,
  getItem,
  type ListValue,
  list,
  NONE,
  number,
  setItem,
  string,
  UNKNOWN,
  unknown,
  type Value,
} from "./values.ts";

export { getAttribute };

export const MAX_ITEMS = 5_000;

export function evaluate(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  if (!machine.step()) return UNKNOWN;
  return machine.nest(() => evaluateNode(machine, frame, node), UNKNOWN);
}

function evaluateNode(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  switch (node.type) {
    case "identifier":
      return lookUp(frame.scope, node.text) ?? builtin(node.text);
    case "none":
      return NONE;
    case "true":
      return bool(true);
    case "false":
      return bool(false);
    case "integer":
    case "float":
      return numberOf(node.text);
    case "string":
      return stringOf(machine, frame, node);
    case "concatenated_string": {
      const parts = namedChildren(node).map((part) => evaluate(machine, frame, part));
      return parts.reduce((left, right) => binaryOperation(machine, frame, "+", left, right, node), string(""));
    }
    case "attribute": {
      const object = childIn(node, "object");
      const name = childIn(node, "attribute")?.text ?? "";
      return object ? getAttribute(machine, frame, evaluate(machine, frame, object), name, node) : UNKNOWN;
    }
    case "call":
      return evaluateCall(machine, frame, node);
    case "subscript":
      return subscript(machine, frame, node);
    case "list":
      return collect(machine, frame, node, "list");
    case "tuple":
    case "expression_list":
    case "pattern_list":
      return collect(machine, frame, node, "tuple");
    case "set":
      return collect(machine, frame, node, "set");
    case "dictionary":
      return evaluateDictionary(machine, frame, node);
    case "binary_operator":
    case "union_type": {
      const [left, right] = operandsOf(node);
      if (!left || !right) return UNKNOWN;
      const operator = childIn(node, "operator")?.text ?? "|";
      return binaryOperation(
        machine,
        frame,
        operator,
        evaluate(machine, frame, left),
        evaluate(machine, frame, right),
        node,
      );
    }
    case "boolean_operator":
      return evaluateBoolean(machine, frame, node);
    case "not_operator": {
      const value = evaluateField(machine, frame, node, "argument");
      const truth = truthOf(value);
      if (truth !== undefined) return bool(!truth);
      const fallback = truthOf(settled(value));
      return fallback === undefined ? UNKNOWN : unknown(bool(!fallback));
    }
    case "unary_operator": {
      const value = evaluateField(machine, frame, node, "argument");
      return value.kind === "number" && childIn(node, "operator")?.text === "-" ? number(-value.value) : value;
    }
    case "comparison_operator":
      return compare(machine, frame, node);
    case "conditional_expression":
      return evaluateConditional(machine, frame, node);
    case "lambda":
      return defineFunction(machine, frame, node);
    case "list_comprehension":
    case "generator_expression":
      return comprehend(machine, frame, node, "list");
    case "set_comprehension":
      return comprehend(machine, frame, node, "set");
    case "dictionary_comprehension":
      return comprehendDictionary(machine, frame, node);
    case "named_expression": {
      const value = evaluateField(machine, frame, node, "value");
      const name = childIn(node, "name");
      if (name) setVariable(frame.scope, name.text, value);
      return value;
    }
    case "assignment":
      return evaluateAssignment(machine, frame, node);
    case "augmented_assignment":
      return evaluateAugmented(machine, frame, node);
    case "yield":
      return evaluateYield(machine, frame, node);
    case "parenthesized_expression":
    case "await":
    case "type":
    case "constrained_type":
    case "list_splat":
    case "as_pattern": {
      const [inner] = namedChildren(node);
      return inner ? evaluate(machine, frame, inner) : UNKNOWN;
    }
    case "generic_type":
    case "member_type":
    case "dotted_name":
      return evaluateTypeForm(machine, frame, node);
    default:
      return UNKNOWN;
  }
}

function builtin(name: string): Value {
  return external(`builtins.${name}`);
}

function numberOf(text: string): Value {
  const value = Number(text.replaceAll("_", "").replace(/[jJlL]$/, ""));
  return Number.isFinite(value) ? number(value) : UNKNOWN;
}

function operandsOf(node: SyntaxNode): [SyntaxNode | undefined, SyntaxNode | undefined] {
  const [first, second] = namedChildren(node);
  return [childIn(node, "left") ?? first, childIn(node, "right") ?? second];
}

export function evaluateField(machine: Machine, frame: Frame, node: SyntaxNode, field: string): Value {
  const inner = childIn(node, field);
  return inner ? evaluate(machine, frame, inner) : UNKNOWN;
}

/** Types in annotations have node types of their own: `list[str]` and `a.B`. */
function evaluateTypeForm(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const [head, ...rest] = namedChildren(node);
  if (!head) return UNKNOWN;
  const origin = evaluate(machine, frame, head);
  if (node.type === "generic_type") {
    const args = rest.flatMap((part) => namedChildren(part)).map((part) => evaluate(machine, frame, part));
    return { kind: "generic", origin, args };
  }
  return rest.reduce((object, part) => getAttribute(machine, frame, object, part.text, node), origin);
}

export function readArguments(machine: Machine, frame: Frame, node: SyntaxNode): CallArguments {
  const args: CallArguments = { positional: [], keywords: new Map(), node };
  const container = childIn(node, "arguments");
  if (!container) return args;
  if (container.type === "generator_expression") {
    args.positional.push(evaluate(machine, frame, container));
    return args;
  }
  for (const item of namedChildren(container)) {
    if (item.type === "keyword_argument") {
      args.keywords.set(childIn(item, "name")?.text ?? "", evaluateField(machine, frame, item, "value"));
    } else if (item.type === "list_splat") {
      const value = evaluate(machine, frame, item);
      if (value.kind !== "list" || value.open) args.open = true;
      args.positional.push(...iterate(machine, frame, value));
    } else if (item.type === "dictionary_splat") {
      const [inner] = namedChildren(item);
      const value = inner ? settled(evaluate(machine, frame, inner)) : UNKNOWN;
      if (value.kind !== "dict" || value.open) args.open = true;
      for (const { key, value: each } of value.kind === "dict" ? value.entries.values() : []) {
        if (key.kind === "string") args.keywords.set(key.value, each);
      }
    } else {
      args.positional.push(evaluate(machine, frame, item));
    }
  }
  return args;
}

function evaluateCall(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const target = childIn(node, "function");
  if (!target) return UNKNOWN;
  const callee = evaluate(machine, frame, target);
  return call(machine, frame, callee, readArguments(machine, frame, node));
}

/** The grammar reads a lone `[*call()]` as a call of `*call`. */
function isSplat(node: SyntaxNode): boolean {
  return node.type === "list_splat" || (node.type === "call" && node.text.startsWith("*"));
}

function collect(machine: Machine, frame: Frame, node: SyntaxNode, type: ListValue["type"]): ListValue {
  const value = list([], type);
  value.born = machine.guards.length;
  for (const item of namedChildren(node)) {
    const evaluated = evaluate(machine, frame, item);
    if (!isSplat(item)) value.items.push(evaluated);
    else {
      if (!isIterable(evaluated)) value.open = true;
      for (const each of iterate(machine, frame, evaluated)) addUnder(value, each, conditionsOf(evaluated, each));
    }
    if (value.items.length > MAX_ITEMS) break;
  }
  return value;
}

function evaluateDictionary(machine: Machine, frame: Frame, node: SyntaxNode): DictValue {
  const value: DictValue = { kind: "dict", entries: new Map(), born: machine.guards.length };
  value.written = { path: frame.module.path, node };
  for (const item of namedChildren(node)) {
    if (item.type === "pair") {
      setItem(value, evaluateField(machine, frame, item, "key"), evaluateField(machine, frame, item, "value"));
      continue;
    }
    const [inner] = namedChildren(item);
    const spread = inner ? settled(evaluate(machine, frame, inner)) : UNKNOWN;
    if (spread.kind !== "dict") value.open = true;
    else
      for (const each of spread.entries.values()) setUnder(value, each.key, each.value, conditionsOf(spread, each.key));
  }
  const tools = machine.onAnswer && getItem(value, "tools");
  if (tools) machine.onAnswer?.(frame, tools, node);
  return value;
}

function evaluateBoolean(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const isAnd = childIn(node, "operator")?.text === "and";
  const left = evaluateField(machine, frame, node, "left");
  const truth = truthOf(left);
  if (truth === true) return isAnd ? evaluateField(machine, frame, node, "right") : left;
  if (truth === false) return isAnd ? left : evaluateField(machine, frame, node, "right");
  const right = evaluateField(machine, frame, node, "right");
  if (isAnd) {
    if (truthOf(right) === false) return right;
    const first = truthOf(settled(left));
    return first === undefined ? UNKNOWN : unknown(first ? settled(right) : settled(left));
  }
  // `configured or fallback`
  if (left.kind === "unknown" || left.kind === "external" || left.kind === "external-call") {
    const first = truthOf(settled(left));
    if (first === true) return left;
    return right.kind === "string" || right.kind === "bool" || right.kind === "number" || right.kind === "unknown"
      ? unknown(settled(right))
      : right;
  }
  return unite([...optionsOf(left).filter((option) => truthOf(option) !== false), right]);
}

function evaluateConditional(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const [body, condition, otherwise] = namedChildren(node);
  if (!body || !condition || !otherwise) return UNKNOWN;
  const value = evaluate(machine, frame, condition);
  const truth = truthOf(value);
  if (truth !== undefined) return evaluate(machine, frame, truth ? body : otherwise);
  const first = evaluate(machine, frame, body);
  const second = evaluate(machine, frame, otherwise);
  return truthOf(settled(value)) === false ? unite([second, first]) : unite([first, second]);
}

function evaluateYield(machine: Machine, frame: Frame, node: SyntaxNode): Value {
  const [inner] = namedChildren(node);
  const value = inner ? evaluate(machine, frame, inner) : NONE;
  const isFrom = node.children.some((child) => !child.named && child.type === "from");
  frame.yields.push(...(isFrom ? iterate(machine, frame, value) : [value]));
  return UNKNOWN;
}
