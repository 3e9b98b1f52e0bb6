/**
 * What an expression comes to, without running anything: literals, names across files, templates, spreads, members,
 * calls of the program's own functions, classes. Evaluation is eager but for functions' bodies; cycles, depth and the
 * run's budget end in `unknown`. Never throws for bad input.
 */
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluateCall, evaluateNew } from "./calls.ts";
import { dependOnScopes } from "./captured.ts";
import { thisValue } from "./classes.ts";
import { evaluateArray, evaluateObject, evaluateRegex, evaluateTemplate } from "./literals.ts";
import { memberOf } from "./members.ts";
import { evaluateName } from "./names.ts";
import { evaluateBinary, evaluateTernary, evaluateUnary } from "./operators.ts";
import type { Program } from "./program.ts";
import { CLASS_TYPES, FUNCTION_TYPES } from "./scopes.ts";
import { unescapeString } from "./strings.ts";
import { constant, type Env, optionsOf, UNDEFINED, UNKNOWN, union, type Value } from "./values.ts";

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
      return evaluateMember(program, node, env);
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
  const isFunction = FUNCTION_TYPES.has(node.type);
  if (!isFunction && !CLASS_TYPES.has(node.type)) return UNKNOWN;
  dependOnScopes(program, node, env);
  return { kind: isFunction ? "function" : "class", node, env };
}

function evaluateMember(program: Program, node: SyntaxNode, env: Env): Value {
  const object = evaluate(program, childIn(node, "object"), env);
  const isMissing = object.kind === "constant" && (object.value === undefined || object.value === null);
  if (isMissing && node.children.some(({ type }) => type === "optional_chain")) return UNDEFINED;
  return memberOf(program, object, childIn(node, "property")?.text ?? "", env, node);
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
