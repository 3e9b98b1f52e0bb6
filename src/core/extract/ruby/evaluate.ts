/** Ruby expressions and the arguments of calls to values. */
import {
  allValues,
  innerValue,
  MAX_DEPTH,
  nameValue,
  numberValue,
  type Place,
  sumValue,
} from "../declared/evaluate.ts";
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
import { childIn, childOfType, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";

export function argumentsOf(place: Place, call: SyntaxNode, depth = 0): { args: Plain[]; named: Map<string, Plain> } {
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  const container = childIn(call, "arguments");
  for (const argument of container ? namedChildren(container) : []) {
    const [key, value] = [childIn(argument, "key"), childIn(argument, "value")];
    const name = argument.type === "pair" && key ? keyName(place, key, depth) : undefined;
    if (name !== undefined && value) named.set(name, evaluate(place, value, depth + 1));
    else args.push(evaluate(place, argument, depth + 1));
  }
  return { args, named };
}

function keyName(place: Place, key: SyntaxNode, depth: number): string | undefined {
  if (key.type === "hash_key_symbol") return key.text.replace(/^["']|["']$/g, "");
  return knownText(evaluate(place, key, depth + 1));
}

export function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "string":
      return stringValue(place, node, depth);
    case "chained_string":
      return concatenate(allValues(place, namedChildren(node), depth, evaluate));
    case "simple_symbol":
      return text(node.text.slice(1));
    case "heredoc_beginning":
      return heredoc(place, node, depth);
    case "integer":
    case "float":
      return numberValue(node.text);
    case "true":
    case "false":
      return { kind: "bool", value: node.type === "true" };
    case "nil":
      return NULL;
    case "array":
    case "string_array":
    case "symbol_array":
      return list(
        namedChildren(node).map((item) =>
          /^bare_/.test(item.type) ? text(item.text) : evaluate(place, item, depth + 1),
        ),
      );
    case "hash": {
      const entries: [string, Plain][] = [];
      for (const pair of namedChildren(node)) {
        const [key, value] = [childIn(pair, "key"), childIn(pair, "value")];
        const name = key && keyName(place, key, depth);
        if (name !== undefined && value) entries.push([name, evaluate(place, value, depth + 1)]);
      }
      return map(entries);
    }
    case "binary":
      return sumValue(place, node, "+", depth, evaluate);
    case "constant":
    case "identifier":
    case "scope_resolution":
      return nameValue(place, node.text, depth, evaluate);
    case "call": {
      const receiver = childIn(node, "receiver");
      const on = receiver && evaluate(place, receiver, depth + 1);
      return { kind: "call", name: childIn(node, "method")?.text ?? "", on, ...argumentsOf(place, node, depth), node };
    }
    case "parenthesized_statements":
      return innerValue(place, node, depth, evaluate);
    default:
      return UNKNOWN;
  }
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isSingle = node.text.startsWith("'") || node.text.startsWith("%q");
  return concatenate(
    namedChildren(node).map((child) => {
      if (child.type === "interpolation") {
        const [inner] = namedChildren(child);
        return inner ? evaluate(place, inner, depth + 1) : UNKNOWN;
      }
      return text(isSingle ? child.text.replace(/\\(['\\])/g, "$1") : decodeEscapes(child.text));
    }),
  );
}

/** The body of a heredoc stands after the statement; bodies come in the order of their beginnings. */
function heredoc(place: Place, node: SyntaxNode, depth: number): Plain {
  const beginnings = [...descendants(node.tree.root, "heredoc_beginning")];
  const bodies = [...descendants(node.tree.root, "heredoc_body")];
  const body = bodies[beginnings.indexOf(node)];
  if (!body) return UNKNOWN;
  const { text: source } = node.tree.flat;
  const end = childOfType(body, "heredoc_end");
  const parts: Plain[] = [];
  let at = body.start;
  for (const child of namedChildren(body)) {
    if (child === end) break;
    parts.push(text(source.slice(at, child.start)));
    at = child.end;
    if (child.type === "heredoc_content") parts.push(text(child.text));
    else if (child.type === "escape_sequence") parts.push(text(decodeEscapes(child.text)));
    else {
      const [inner] = namedChildren(child);
      parts.push(inner ? evaluate(place, inner, depth + 1) : UNKNOWN);
    }
  }
  const joined = concatenate(parts);
  if (joined.kind !== "text") return joined;
  const body2 = joined.value.replace(/^\n/, "").replace(/[ \t]+$/, "");
  return text(node.text.includes("~") ? dedent(body2) : body2, joined.partial);
}
