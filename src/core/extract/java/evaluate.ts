/** Java expressions and annotation values to values. */
import { allValues, type Evaluate, evaluator, type Place, parameterNames } from "../declared/evaluate.ts";
import { formatted } from "../declared/formats.ts";
import { decodeEscapes, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export interface Annotation {
  name: string;
  /** `value` holds an argument without a name. */
  named: Map<string, Plain>;
}

export const FUNCTIONS = ["method_declaration"];

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["decimal_integer_literal", "decimal_floating_point_literal"],
  booleans: ["true", "false"],
  nulls: ["null_literal"],
  lists: ["array_initializer", "element_value_array_initializer"],
  wrappers: ["parenthesized_expression"],
  names: ["field_access", "scoped_identifier"],
  identifiers: ["identifier"],
  locals: {
    functions: ["method_declaration", "constructor_declaration"],
    declaration: "variable_declarator",
    field: "name",
  },
  parameters: (node) => parameterNames(enclosing(node, ...FUNCTIONS)),
  choices: ["ternary_expression"],
  sums: { binary_expression: "+" },
  nodes: {
    string_literal: (_, node) =>
      text(node.text.startsWith('"""') ? textBlock(node.text) : decodeEscapes(node.text.slice(1, -1))),
    character_literal: (_, node) => text(decodeEscapes(node.text.slice(1, -1))),
    array_creation_expression: (place, node, depth) => {
      const items = childIn(node, "value");
      return items ? evaluate(place, items, depth + 1) : UNKNOWN;
    },
    annotation: annotationValue,
    marker_annotation: annotationValue,
    method_invocation: callValue,
    object_creation_expression: callValue,
  },
});

function annotationValue(place: Place, node: SyntaxNode): Plain {
  const { name, named } = annotationOf(place, node);
  return { kind: "call", name, on: undefined, args: [], named, node };
}

/** A call of a method, or of a constructor, which is named by its type. */
function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const [object, container] = [childIn(node, "object"), childIn(node, "arguments")];
  const args = container ? allValues(place, namedChildren(container), depth, evaluate) : [];
  const name = (childIn(node, "name") ?? childIn(node, "type"))?.text ?? "";
  const on = object && evaluate(place, object, depth + 1);
  return formattedText(name, on, args) ?? { kind: "call", name, on, args, named: new Map(), node };
}

/** `"%s".formatted(x)`, `String.format("%s", x)`. */
function formattedText(name: string, on: Plain | undefined, args: readonly Plain[]): Plain | undefined {
  if (name === "formatted" && on?.kind === "text") return formatted(on, args);
  const [pattern, ...values] = args;
  const isStatic = name === "format" && on?.kind === "name" && on.path === "String";
  return isStatic && pattern?.kind === "text" ? formatted(pattern, values) : undefined;
}

/** A text block: what all its lines are indented by is removed, the last line with the quotes included. */
function textBlock(source: string): string {
  const body = source.slice(3, -3).replace(/^[^\n]*\n/, "");
  const lines = body.split(/\r?\n/);
  const indents = lines
    .filter((line, index) => line.trim() !== "" || index === lines.length - 1)
    .map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...indents);
  return decodeEscapes(
    lines.map((line) => line.slice(Math.min(margin, line.length)).replace(/[ \t]+$/, "")).join("\n"),
  );
}

export function annotationOf(place: Place, node: SyntaxNode): Annotation {
  const named = new Map<string, Plain>();
  const container = childIn(node, "arguments");
  for (const item of container ? namedChildren(container) : []) {
    const [key, value] = [childIn(item, "key"), childIn(item, "value")];
    if (item.type === "element_value_pair" && key && value) named.set(key.text, evaluate(place, value));
    else named.set("value", evaluate(place, item));
  }
  return { name: (childIn(node, "name")?.text ?? "").split(".").at(-1) ?? "", named };
}

export function annotationsOf(place: Place, node: SyntaxNode): Annotation[] {
  const modifiers = childOfType(node, "modifiers");
  return (modifiers ? namedChildren(modifiers) : [])
    .filter((child) => child.type === "annotation" || child.type === "marker_annotation")
    .map((child) => annotationOf(place, child));
}
