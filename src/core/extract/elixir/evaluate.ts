/** Elixir expressions and the arguments of calls to values. */
import {
  type Arguments,
  allValues,
  argumentValues,
  constantValue,
  type Evaluate,
  evaluator,
  type Labelled,
  mapValue,
  type Place,
} from "../declared/evaluate.ts";
import { concatenate, decodeEscapes, dedent, knownText, list, type Plain, text, UNKNOWN } from "../declared/plain.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";

export function valuesOf(place: Place, nodes: readonly SyntaxNode[], depth = 0): Arguments {
  const labelled = nodes
    .flatMap((node) => (node.type === "keywords" ? namedChildren(node) : [node]))
    .flatMap((node): Labelled[] => {
      if (node.type !== "pair") return [{ value: node }];
      const [key, value] = pairOf(node);
      const label = keyName(place, key, depth);
      return label === undefined ? [] : [{ label, value }];
    });
  return argumentValues(place, labelled, depth, evaluate);
}

/** `key: value` and `"key" => value`. */
function pairOf(node: SyntaxNode): readonly [SyntaxNode | undefined, SyntaxNode | undefined] {
  return [childIn(node, "key") ?? childIn(node, "left"), childIn(node, "value") ?? childIn(node, "right")];
}

function keyName(place: Place, key: SyntaxNode | undefined, depth: number): string | undefined {
  if (key?.type === "keyword") return key.text.trim().replace(/:$/, "");
  return key && knownText(evaluate(place, key, depth + 1));
}

export const evaluate: Evaluate<Place> = evaluator({
  numbers: ["integer", "float"],
  booleans: ["boolean"],
  nulls: ["nil"],
  wrappers: ["interpolation"],
  sums: { binary_operator: "<>" },
  nodes: {
    string: stringValue,
    atom: (_, node) => text(node.text.slice(1)),
    list: listValue,
    tuple: listValue,
    map: (place, node, depth) => entriesValue(place, childOfType(node, "map_content"), depth),
    sigil: (_, node) => sigilValue(node),
    unary_operator: (place, node, depth) => constantValue(place, node.text, depth, evaluate),
  },
});

function listValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const items = namedChildren(node);
  return items[0]?.type === "keywords"
    ? entriesValue(place, node, depth)
    : list(allValues(place, items, depth, evaluate));
}

function entriesValue(place: Place, container: SyntaxNode | undefined, depth: number): Plain {
  const pairs = (container ? namedChildren(container) : []).flatMap((child) =>
    (child.type === "keywords" ? namedChildren(child) : [child]).map(pairOf),
  );
  return mapValue(place, pairs, depth, evaluate, (key) => keyName(place, key, depth));
}

/** `~w(a b)` and `~s(text)`. */
function sigilValue(node: SyntaxNode): Plain {
  const content = childOfType(node, "quoted_content")?.text ?? "";
  if (/^~[wW]/.test(node.text))
    return list(
      content
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => text(word)),
    );
  return /^~[sS]/.test(node.text) ? text(content) : UNKNOWN;
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isBlock = node.text.startsWith('"""');
  const parts = namedChildren(node).flatMap((child): Plain[] => {
    if (child.type === "quoted_content") return [text(isBlock ? child.text : decodeEscapes(child.text))];
    if (child.type === "escape_sequence") return [text(decodeEscapes(child.text))];
    return child.type === "interpolation" ? [evaluate(place, child, depth + 1)] : [];
  });
  const joined = concatenate(parts);
  return isBlock && joined.kind === "text" ? text(dedent(joined.value).trim(), joined.partial) : joined;
}
