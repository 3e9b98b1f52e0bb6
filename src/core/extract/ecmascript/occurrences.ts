/** Where a name stands in a file, by an index that each tree gets once. */
import type { SyntaxNode, SyntaxTree } from "../syntax.ts";

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

const indexes = new WeakMap<SyntaxTree, ReadonlyMap<string, number[]>>();

/** Identifiers of that name in `scope`, in source order. */
export function occurrences(scope: SyntaxNode, name: string): readonly SyntaxNode[] {
  const { tree } = scope;
  const places = indexOf(tree).get(name);
  if (!places) return [];
  const nodes: SyntaxNode[] = [];
  const { starts } = tree.flat;
  for (let at = firstAfter(places, starts, scope.start); at < places.length && nodes.length < MAX_PLACES; at++) {
    const place = places[at] ?? 0;
    if ((starts[place] ?? 0) >= scope.end) break;
    nodes.push(tree.node(place));
  }
  return nodes;
}

const CALLS = new Set(["call_expression", "new_expression"]);

/** Calls whose function's text, of which the last characters count, fits the pattern. */
export function callsOf(root: SyntaxNode, pattern: RegExp): Generator<SyntaxNode> {
  const { text, starts, ends, nexts } = root.tree.flat;
  return root.tree.ofTypes(CALLS, root, (index) => {
    // The function is the first child; before a constructor's stands the word `new`.
    const isNew = ends[index + 1] === (starts[index] ?? 0) + 3 && text.startsWith("new", starts[index]);
    const callee = isNew ? (nexts[index + 1] ?? 0) : index + 1;
    const end = ends[callee] ?? 0;
    return pattern.test(text.slice(Math.max(starts[callee] ?? 0, end - 40), end));
  });
}

/** The first place whose offset is not before `start`. */
function firstAfter(places: readonly number[], starts: Uint32Array, start: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[places[middle] ?? 0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function indexOf(tree: SyntaxTree): ReadonlyMap<string, number[]> {
  const known = indexes.get(tree);
  if (known) return known;
  const { typeNames, types, starts, ends, text } = tree.flat;
  const isName = typeNames.map((type) => NAME_TYPES.has(type));
  const index = new Map<string, number[]>();
  for (let at = 0; at < types.length; at++) {
    if (!isName[types[at] ?? 0]) continue;
    const name = text.slice(starts[at], ends[at]);
    const places = index.get(name);
    if (places) places.push(at);
    else index.set(name, [at]);
  }
  indexes.set(tree, index);
  return index;
}
