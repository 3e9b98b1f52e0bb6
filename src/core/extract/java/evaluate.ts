/** Java expressions and annotation values to values. */
import {
  allValues,
  identifierValue,
  innerValue,
  MAX_DEPTH,
  nameValue,
  numberValue,
  type Place,
  sumValue,
} from "../declared/evaluate.ts";
import { decodeEscapes, list, NULL, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export interface Annotation {
  name: string;
  /** `value` holds an argument without a name. */
  named: Map<string, Plain>;
}

export const FUNCTIONS = ["method_declaration"];

export function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "string_literal":
      return text(node.text.startsWith('"""') ? textBlock(node.text) : decodeEscapes(node.text.slice(1, -1)));
    case "character_literal":
      return text(decodeEscapes(node.text.slice(1, -1)));
    case "decimal_integer_literal":
    case "decimal_floating_point_literal":
      return numberValue(node.text);
    case "true":
    case "false":
      return { kind: "bool", value: node.type === "true" };
    case "null_literal":
      return NULL;
    case "binary_expression":
      return sumValue(place, node, "+", depth, evaluate);
    case "parenthesized_expression":
      return innerValue(place, node, depth, evaluate);
    case "identifier":
      return identifierValue(place, node, FUNCTIONS, depth, evaluate);
    case "field_access":
    case "scoped_identifier":
      return nameValue(place, node.text, depth, evaluate);
    case "array_initializer":
    case "element_value_array_initializer":
      return list(allValues(place, namedChildren(node), depth, evaluate));
    case "annotation":
    case "marker_annotation": {
      const { name, named } = annotationOf(place, node);
      return { kind: "call", name, on: undefined, args: [], named, node };
    }
    case "method_invocation": {
      const [object, name, container] = [childIn(node, "object"), childIn(node, "name"), childIn(node, "arguments")];
      const args = container ? allValues(place, namedChildren(container), depth, evaluate) : [];
      const on = object && evaluate(place, object, depth + 1);
      return { kind: "call", name: name?.text ?? "", on, args, named: new Map(), node };
    }
    case "object_creation_expression": {
      const container = childIn(node, "arguments");
      const args = container ? allValues(place, namedChildren(container), depth, evaluate) : [];
      const name = childIn(node, "type")?.text ?? "";
      return { kind: "call", name, on: undefined, args, named: new Map(), node };
    }
    default:
      return UNKNOWN;
  }
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
