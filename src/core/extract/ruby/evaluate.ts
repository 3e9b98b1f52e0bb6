/** Ruby expressions and the arguments of calls to values. */
import {
  type Arguments,
  allValues,
  argumentValues,
  type Evaluate,
  evaluator,
  gappedText,
  mapValue,
  type Place,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, dedent, knownText, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer", "float"],
  booleans: ["true", "false"],
  nulls: ["nil"],
  lists: ["array", "string_array", "symbol_array"],
  wrappers: ["parenthesized_statements", "interpolation"],
  names: ["constant", "identifier", "scope_resolution"],
  sums: { binary: "+" },
  nodes: {
    string: stringValue,
    chained_string: (place, node, depth) => concatenate(allValues(place, namedChildren(node), depth, evaluate)),
    simple_symbol: (_, node) => text(node.text.slice(1)),
    bare_string: (_, node) => text(node.text),
    bare_symbol: (_, node) => text(node.text),
    heredoc_beginning: heredoc,
    hash: (place, node, depth) => {
      const pairs = namedChildren(node).map((pair) => [childIn(pair, "key"), childIn(pair, "value")] as const);
      return mapValue(place, pairs, depth, evaluate, (key) => keyName(place, key, depth));
    },
    call: (place, node, depth) => {
      const receiver = childIn(node, "receiver");
      const on = receiver && evaluate(place, receiver, depth + 1);
      return { kind: "call", name: childIn(node, "method")?.text ?? "", on, ...argumentsOf(place, node, depth), node };
    },
  },
});

export function argumentsOf(place: Place, call: SyntaxNode, depth = 0): Arguments {
  const container = childIn(call, "arguments");
  const labelled = (container ? namedChildren(container) : []).map((argument) => {
    const key = argument.type === "pair" ? childIn(argument, "key") : undefined;
    const label = key && keyName(place, key, depth);
    return label === undefined ? { value: argument } : { label, value: childIn(argument, "value") };
  });
  return argumentValues(place, labelled, depth, evaluate);
}

function keyName(place: Place, key: SyntaxNode, depth: number): string | undefined {
  if (key.type === "hash_key_symbol") return key.text.replace(/^["']|["']$/g, "");
  return knownText(evaluate(place, key, depth + 1));
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isSingle = node.text.startsWith("'") || node.text.startsWith("%q");
  return concatenate(
    namedChildren(node).map((child) => {
      if (child.type === "interpolation") return evaluate(place, child, depth + 1);
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
  const end = childOfType(body, "heredoc_end");
  const children = namedChildren(body).filter((child) => child !== end);
  const joined = gappedText(body, [body.start, children.at(-1)?.end ?? body.start], children, (child) => {
    if (child.type === "heredoc_content") return text(child.text);
    return child.type === "escape_sequence" ? text(decodeEscapes(child.text)) : evaluate(place, child, depth + 1);
  });
  if (joined.kind !== "text") return joined;
  const words = joined.value.replace(/^\n/, "").replace(/[ \t]+$/, "");
  return text(node.text.includes("~") ? dedent(words) : words, joined.partial);
}
