/** C# expressions and attribute arguments to values. */
import {
  type Arguments,
  allValues,
  argumentValues,
  type Evaluate,
  evaluator,
  type Place,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, dedent, list, type Plain, text } from "../declared/plain.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export interface Attribute {
  name: string;
  positional: Plain[];
  named: Map<string, Plain>;
  node: SyntaxNode;
}

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer_literal", "real_literal"],
  booleans: ["boolean_literal"],
  nulls: ["null_literal"],
  lists: ["initializer_expression"],
  wrappers: ["parenthesized_expression"],
  names: ["identifier", "member_access_expression"],
  choices: ["conditional_expression"],
  sums: { binary_expression: "+" },
  nodes: {
    string_literal: (_, node) => text(decodeEscapes(node.text.slice(1, -1).replace(/"$/, ""))),
    verbatim_string_literal: (_, node) => text(node.text.slice(2, -1).replaceAll('""', '"')),
    raw_string_literal: (_, node) => text(rawText(node.text)),
    character_literal: (_, node) => text(decodeEscapes(node.text.slice(1, -1))),
    interpolated_string_expression: interpolated,
    invocation_expression: callValue,
    object_creation_expression: creation,
    implicit_object_creation_expression: creation,
    array_creation_expression: arrayValue,
    implicit_array_creation_expression: arrayValue,
    collection_expression: arrayValue,
  },
});

function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const target = childIn(node, "function");
  // `nameof(X.Y)`
  if (target?.text === "nameof")
    return text(childIn(node, "arguments")?.text.slice(1, -1).split(".").at(-1)?.trim() ?? "");
  const member = target?.type === "member_access_expression" ? target : undefined;
  const object = member && childIn(member, "expression");
  const on = object && evaluate(place, object, depth + 1);
  const name = (member ? childIn(member, "name") : target)?.text ?? "";
  return { kind: "call", name, on, ...argumentsOf(place, childIn(node, "arguments"), depth), node };
}

function arrayValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const body = childOfType(node, "initializer_expression") ?? node;
  return list(allValues(place, namedChildren(body), depth, evaluate));
}

function rawText(source: string): string {
  const quotes = /^\$*("{3,})/.exec(source)?.[1] ?? '"""';
  const body = source.slice(source.indexOf(quotes) + quotes.length, -quotes.length);
  return body.includes("\n") ? dedent(body.replace(/^[^\n]*\n/, "").replace(/\n[ \t]*$/, "")) : body;
}

function interpolated(place: Place, node: SyntaxNode, depth: number): Plain {
  const isRaw = /^\$+"{3}/.test(node.text);
  const isVerbatim = /^(?:\$@|@\$)/.test(node.text);
  const decode = (piece: string): string => {
    if (isRaw) return piece;
    return isVerbatim ? piece.replaceAll('""', '"') : decodeEscapes(piece.replaceAll("{{", "{").replaceAll("}}", "}"));
  };
  const parts = node.children.flatMap((child): Plain[] => {
    if (child.type === "interpolation") {
      const inner = namedChildren(child).filter((each) => each.type !== "interpolation_brace");
      return inner[0] ? [evaluate(place, inner[0], depth + 1)] : [{ kind: "unknown" }];
    }
    if (child.type === "escape_sequence") return [text(decodeEscapes(child.text))];
    return /^(?:string_content|interpolated_string_text)$/.test(child.type) ? [text(decode(child.text))] : [];
  });
  const joined = concatenate(parts);
  return isRaw && joined.kind === "text" ? text(dedent(joined.value).trim(), joined.partial) : joined;
}

function creation(place: Place, node: SyntaxNode, depth: number): Plain {
  const container = childIn(node, "arguments") ?? childOfType(node, "argument_list");
  const args = argumentsOf(place, container, depth);
  const initializer = childIn(node, "initializer") ?? childOfType(node, "initializer_expression");
  for (const item of initializer ? namedChildren(initializer) : []) {
    const [left, right] = [childIn(item, "left"), childIn(item, "right")];
    if (item.type === "assignment_expression" && left && right) {
      args.named.set(left.text.replace(/^\[?"?|"?\]?$/g, ""), evaluate(place, right, depth + 1));
    }
  }
  return { kind: "call", name: childIn(node, "type")?.text ?? "new", on: undefined, ...args, node };
}

function argumentsOf(place: Place, container: SyntaxNode | undefined, depth: number): Arguments {
  const labelled = (container ? namedChildren(container) : []).map((argument) => ({
    label: childIn(argument, "name")?.text,
    value: namedChildren(argument).at(-1) ?? argument,
  }));
  return argumentValues(place, labelled, depth, evaluate);
}

export function attributesOf(place: Place, node: SyntaxNode): Attribute[] {
  return node.children
    .filter((child) => child.type === "attribute_list")
    .flatMap((child) => namedChildren(child))
    .filter((child) => child.type === "attribute")
    .map((attribute) => attributeOf(place, attribute));
}

function attributeOf(place: Place, node: SyntaxNode): Attribute {
  const name = (childIn(node, "name")?.text ?? "").split(".").at(-1) ?? "";
  const container = childOfType(node, "attribute_argument_list");
  const labelled = (container ? namedChildren(container) : []).map((argument) => {
    const [first, second] = namedChildren(argument);
    const [left, right] = [childIn(first, "left"), childIn(first, "right")];
    // `Name = value` and `name: value`
    if (first?.type === "assignment_expression" && left && right) return { label: left.text, value: right };
    return second ? { label: first?.text.replace(/:$/, ""), value: second } : { value: first };
  });
  const { args: positional, named } = argumentValues(place, labelled, 0, evaluate);
  return { name: name.replace(/Attribute$/, ""), positional, named, node };
}
