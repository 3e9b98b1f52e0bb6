/** Swift expressions to values. */
import { allValues, boundValue, MAX_DEPTH, nameValue, numberValue, type Place } from "../declared/evaluate.ts";
import {
  concatenate,
  decodeEscapes,
  dedent,
  knownText,
  list,
  map,
  NULL,
  type Plain,
  text,
  UNKNOWN,
} from "../declared/plain.ts";
import { childIn, childOfType, childrenIn, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export type { Place };

export function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "line_string_literal":
    case "multi_line_string_literal":
    case "raw_string_literal":
      return stringValue(place, node, depth);
    case "integer_literal":
    case "real_literal":
      return numberValue(node.text);
    case "boolean_literal":
      return { kind: "bool", value: node.text === "true" };
    case "nil":
      return NULL;
    case "additive_expression": {
      const [left, right] = [childIn(node, "lhs"), childIn(node, "rhs")];
      return left && right
        ? concatenate([evaluate(place, left, depth + 1), evaluate(place, right, depth + 1)])
        : UNKNOWN;
    }
    case "simple_identifier":
      return isParameter(node) ? boundValue(place, node.text) : nameValue(place, node.text, depth, evaluate);
    case "navigation_expression":
      return nameValue(place, node.text.replace(/\.rawValue$/, ""), depth, evaluate);
    case "prefix_expression":
      return { kind: "name", path: node.text };
    case "array_literal":
      return list(allValues(place, childrenIn(node, "element"), depth, evaluate));
    case "dictionary_literal": {
      const [keys, values] = [childrenIn(node, "key"), childrenIn(node, "value")];
      const entries: [string, Plain][] = [];
      for (const [index, key] of keys.entries()) {
        const name = knownText(evaluate(place, key, depth + 1));
        const value = values[index];
        if (name !== undefined && value) entries.push([name, evaluate(place, value, depth + 1)]);
      }
      return map(entries);
    }
    case "call_expression":
      return callValue(place, node, depth);
    default:
      return UNKNOWN;
  }
}

/** Whether the name is a parameter of the function around, which hides what else has the name. */
function isParameter(node: SyntaxNode): boolean {
  const fn = enclosing(node, "function_declaration");
  return (
    fn?.children.some((child) => child.type === "parameter" && childIn(child, "name")?.text === node.text) ?? false
  );
}

const JSON_CASE = /^(?:\w*(?:Value|JSON))?\.(?:object|array|string|bool|int|integer|double|number)$/;

function callValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const callee = namedChildren(node)[0];
  const container = childOfType(childOfType(node, "call_suffix"), "value_arguments");
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  for (const argument of container ? namedChildren(container) : []) {
    const value = childIn(argument, "value");
    const label = childIn(argument, "name");
    if (!value) continue;
    if (label) named.set(label.text, evaluate(place, value, depth + 1));
    else args.push(evaluate(place, value, depth + 1));
  }
  const name = callee?.text ?? "";
  const [only] = args;
  // `.object([…])`, `.string("x")`: a JSON value in its case.
  if (only && args.length === 1 && named.size === 0 && JSON_CASE.test(name) && only.kind !== "call") return only;
  return { kind: "call", name, on: undefined, args, named, node };
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isBlock = node.type === "multi_line_string_literal";
  const parts: Plain[] = [];
  for (const child of node.children) {
    if (child.type === "interpolated_expression") {
      const inner = childIn(child, "value") ?? namedChildren(child)[0];
      parts.push(inner ? evaluate(place, inner, depth + 1) : UNKNOWN);
    } else if (child.field === "text") parts.push(text(isBlock ? child.text : decodeEscapes(child.text)));
    else if (/escape/.test(child.type)) parts.push(text(decodeEscapes(child.text)));
  }
  const joined = concatenate(parts);
  return isBlock && joined.kind === "text" ? text(decodeEscapes(dedent(joined.value)).trim(), joined.partial) : joined;
}
