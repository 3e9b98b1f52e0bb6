/** Where a name stands in a file: text search for the places, the tree for what they are. */
import type { SyntaxNode } from "../syntax.ts";

const WORD = /[\w$\u0080-\uffff]/;
const NAME_TYPES = new Set([
  "identifier",
  "property_identifier",
  "private_property_identifier",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
  "type_identifier",
]);
/** Minified bundles use one letter for thousands of things; more places than this are not followed. */
const MAX_PLACES = 20_000;

const known = new WeakMap<SyntaxNode, Map<string, readonly SyntaxNode[]>>();

/** Identifiers of that name in `scope`, in source order. */
export function occurrences(scope: SyntaxNode, name: string): readonly SyntaxNode[] {
  let byName = known.get(scope);
  if (!byName) {
    byName = new Map();
    known.set(scope, byName);
  }
  let nodes = byName.get(name);
  if (!nodes) {
    nodes = findOccurrences(scope, name);
    byName.set(name, nodes);
  }
  return nodes;
}

function findOccurrences(scope: SyntaxNode, name: string): SyntaxNode[] {
  const { text } = scope.tree.flat;
  const nodes: SyntaxNode[] = [];
  if (name === "") return nodes;
  let places = 0;
  for (let at = text.indexOf(name, scope.start); at >= 0 && at < scope.end; at = text.indexOf(name, at + name.length)) {
    if (WORD.test(text[at - 1] ?? "") || WORD.test(text[at + name.length] ?? "")) continue;
    if (++places > MAX_PLACES) break;
    const node = scope.tree.nodeAt(at);
    if (node.start === at && node.end === at + name.length && NAME_TYPES.has(node.type)) nodes.push(node);
  }
  return nodes;
}
