/** Swift expressions to values. */
import {
  allValues,
  argumentValues,
  type Evaluate,
  evaluator,
  mapValue,
  nameValue,
  type Place,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, dedent, list, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, childrenIn, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer_literal", "real_literal"],
  booleans: ["boolean_literal"],
  nulls: ["nil"],
  wrappers: ["interpolated_expression"],
  identifiers: ["simple_identifier"],
  parameters: parameterNames,
  nodes: {
    line_string_literal: stringValue,
    multi_line_string_literal: stringValue,
    raw_string_literal: stringValue,
    additive_expression: (place, node, depth) => {
      const sides = [childIn(node, "lhs"), childIn(node, "rhs")].filter((side) => side !== undefined);
      return sides.length === 2 ? concatenate(allValues(place, sides, depth, evaluate)) : UNKNOWN;
    },
    navigation_expression: (place, node, depth) =>
      nameValue(place, node.text.replace(/\.rawValue$/, ""), depth, evaluate),
    prefix_expression: (_, node) => ({ kind: "name", path: node.text }),
    array_literal: (place, node, depth) => list(allValues(place, childrenIn(node, "element"), depth, evaluate)),
    dictionary_literal: (place, node, depth) => {
      const values = childrenIn(node, "value");
      const pairs = childrenIn(node, "key").map((key, index) => [key, values[index]] as const);
      return mapValue(place, pairs, depth, evaluate);
    },
    call_expression: callValue,
  },
});

/** Names of the parameters of the function around. */
function parameterNames(node: SyntaxNode): string[] {
  const parameters = enclosing(node, "function_declaration")?.children.filter((child) => child.type === "parameter");
  return (parameters ?? []).flatMap((parameter) => childIn(parameter, "name")?.text ?? []);
}

const JSON_CASE = /^(?:\w*(?:Value|JSON))?\.(?:object|array|string|bool|int|integer|double|number)$/;

function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const container = childOfType(childOfType(node, "call_suffix"), "value_arguments");
  const labelled = (container ? namedChildren(container) : []).map((argument) => ({
    label: childIn(argument, "name")?.text,
    value: childIn(argument, "value"),
  }));
  const { args, named } = argumentValues(place, labelled, depth, evaluate);
  const name = namedChildren(node)[0]?.text ?? "";
  const [only] = args;
  // `.object([…])`, `.string("x")`: a JSON value in its case.
  if (only && args.length === 1 && named.size === 0 && JSON_CASE.test(name) && only.kind !== "call") return only;
  return { kind: "call", name, on: undefined, args, named, node };
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isBlock = node.type === "multi_line_string_literal";
  const parts = node.children.flatMap((child): Plain[] => {
    if (child.type === "interpolated_expression") return [evaluate(place, child, depth + 1)];
    if (child.field === "text") return [text(isBlock ? child.text : decodeEscapes(child.text))];
    return /escape/.test(child.type) ? [text(decodeEscapes(child.text))] : [];
  });
  const joined = concatenate(parts);
  return isBlock && joined.kind === "text" ? text(decodeEscapes(dedent(joined.value)).trim(), joined.partial) : joined;
}
