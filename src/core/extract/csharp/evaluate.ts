/** C# expressions and attribute arguments to values. */
import {
  allValues,
  innerValue,
  MAX_DEPTH,
  nameValue,
  numberValue,
  type Place,
  sumValue,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, dedent, list, NULL, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export interface Attribute {
  name: string;
  positional: Plain[];
  named: Map<string, Plain>;
  node: SyntaxNode;
}

export function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "string_literal":
      return text(decodeEscapes(node.text.slice(1, -1).replace(/"$/, "")));
    case "verbatim_string_literal":
      return text(node.text.slice(2, -1).replaceAll('""', '"'));
    case "raw_string_literal":
      return text(rawText(node.text));
    case "character_literal":
      return text(decodeEscapes(node.text.slice(1, -1)));
    case "interpolated_string_expression":
      return interpolated(place, node, depth);
    case "integer_literal":
    case "real_literal":
      return numberValue(node.text);
    case "boolean_literal":
      return { kind: "bool", value: node.text === "true" };
    case "null_literal":
      return NULL;
    case "binary_expression":
      return sumValue(place, node, "+", depth, evaluate);
    case "parenthesized_expression":
      return innerValue(place, node, depth, evaluate);
    case "identifier":
    case "member_access_expression":
      return nameValue(place, node.text, depth, evaluate);
    case "invocation_expression": {
      const target = childIn(node, "function");
      const args = argumentsOf(place, childIn(node, "arguments"), depth);
      // `nameof(X.Y)`
      if (target?.text === "nameof")
        return text(childIn(node, "arguments")?.text.slice(1, -1).split(".").at(-1)?.trim() ?? "");
      const member = target?.type === "member_access_expression" ? target : undefined;
      const object = member && childIn(member, "expression");
      const on = object && evaluate(place, object, depth + 1);
      return { kind: "call", name: (member ? childIn(member, "name") : target)?.text ?? "", on, ...args, node };
    }
    case "object_creation_expression":
    case "implicit_object_creation_expression":
      return creation(place, node, depth);
    case "array_creation_expression":
    case "implicit_array_creation_expression":
    case "collection_expression":
    case "initializer_expression": {
      const body =
        node.type === "initializer_expression" ? node : (childOfType(node, "initializer_expression") ?? node);
      return list(allValues(place, namedChildren(body), depth, evaluate));
    }
    default:
      return UNKNOWN;
  }
}

function rawText(source: string): string {
  const quotes = /^\$*("{3,})/.exec(source)?.[1] ?? '"""';
  const body = source.slice(source.indexOf(quotes) + quotes.length, -quotes.length);
  return body.includes("\n") ? dedent(body.replace(/^[^\n]*\n/, "").replace(/\n[ \t]*$/, "")) : body;
}

function interpolated(place: Place, node: SyntaxNode, depth: number): Plain {
  const { text: source } = node.tree.flat;
  const isRaw = /^\$+"{3}/.test(node.text);
  const isVerbatim = /^(?:\$@|@\$)/.test(node.text);
  const parts: Plain[] = [];
  for (const child of node.children) {
    if (child.type === "interpolation") {
      const [inner] = namedChildren(child).filter((each) => each.type !== "interpolation_brace");
      parts.push(inner ? evaluate(place, inner, depth + 1) : UNKNOWN);
    } else if (child.type === "string_content" || child.type === "interpolated_string_text") {
      const piece = source.slice(child.start, child.end);
      parts.push(
        text(
          isRaw
            ? piece
            : isVerbatim
              ? piece.replaceAll('""', '"')
              : decodeEscapes(piece.replaceAll("{{", "{").replaceAll("}}", "}")),
        ),
      );
    } else if (child.type === "escape_sequence") parts.push(text(decodeEscapes(child.text)));
  }
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

function argumentsOf(
  place: Place,
  container: SyntaxNode | undefined,
  depth: number,
): { args: Plain[]; named: Map<string, Plain> } {
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  for (const argument of container ? namedChildren(container) : []) {
    const inner = namedChildren(argument);
    const name = childIn(argument, "name");
    const value = inner.at(-1) ?? argument;
    if (name) named.set(name.text, evaluate(place, value, depth + 1));
    else args.push(evaluate(place, value, depth + 1));
  }
  return { args, named };
}

export function attributesOf(place: Place, node: SyntaxNode): Attribute[] {
  return node.children
    .filter((child) => child.type === "attribute_list")
    .flatMap((child) => namedChildren(child))
    .filter((child) => child.type === "attribute")
    .map((attribute) => attributeOf(place, attribute));
}

function attributeOf(place: Place, node: SyntaxNode): Attribute {
  const found: Attribute = {
    name:
      (childIn(node, "name")?.text ?? "")
        .split(".")
        .at(-1)
        ?.replace(/Attribute$/, "") ?? "",
    positional: [],
    named: new Map(),
    node,
  };
  const container = childOfType(node, "attribute_argument_list");
  for (const argument of container ? namedChildren(container) : []) {
    const inner = namedChildren(argument).at(-1);
    if (!inner) continue;
    const label = namedChildren(argument).length > 1 ? namedChildren(argument)[0] : undefined;
    const [left, right] = [childIn(inner, "left"), childIn(inner, "right")];
    if (inner.type === "assignment_expression" && left && right) found.named.set(left.text, evaluate(place, right));
    else if (label) found.named.set(label.text.replace(/:$/, ""), evaluate(place, inner));
    else found.positional.push(evaluate(place, inner));
  }
  return found;
}
