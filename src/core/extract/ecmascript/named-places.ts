/**
 * Where a tool's own entry stands, if what registers it does not name it: a loop over a list of definitions, a mapper, a
 * helper. A place counts by its shape (`name: "x"`, `x: { … }`, `register("x", …)`), and only if there is one.
 */
import { childIn, enclosing, type SyntaxNode } from "../syntax.ts";
import { occurrences } from "./occurrences.ts";
import type { Program } from "./program.ts";
import type { Value } from "./values.ts";

const NAME_KEY = /^(?:name|toolName|id)$/;
const HOLDERS = [
  "pair",
  "public_field_definition",
  "field_definition",
  "arguments",
  "as_expression",
  "variable_declarator",
  "return_statement",
];
/** Calls that ask for a name, or write it down, but register nothing. */
const ASKING =
  /(?:^|\.)(?:includes|startsWith|endsWith|indexOf|has|get|delete|split|replace|log|error|warn|info|debug)$/;
/** What else a definition says, beside its name. */
const DEFINING = /\b(?:description|inputSchema|parameters)\b/;
/** Characters of a registration in which its tool's name is looked for. */
const MAX_LOOK = 20_000;
const MAX_NAME = 128;

/** How well a place says that it is the entry of a tool; lower is better. */
interface Place {
  node: SyntaxNode;
  rank: number;
}

/** `node` if it names the tool, or the one place elsewhere that is the entry of the tool of that name. */
export function placeNamed(program: Program, name: string, node: SyntaxNode): SyntaxNode | undefined {
  const { text } = node.tree.flat;
  if (text.slice(node.start, Math.min(node.end, node.start + MAX_LOOK)).includes(name)) return node;
  const places = [...(stringPlaces(program).get(name) ?? []), ...keyPlaces(program, name)];
  const best = Math.min(...places.map(({ rank }) => rank));
  const candidates = places.filter(({ rank }) => rank === best);
  const near = candidates.filter((place) => place.node.tree === node.tree);
  const [only, ...others] = near.length > 0 ? near : candidates;
  return only && others.length === 0 ? only.node : undefined;
}

/** Where a definition is written. */
export function placeOf(program: Program, value: Value, otherwise: SyntaxNode): SyntaxNode {
  const node =
    value.kind === "object"
      ? value.node
      : value.kind === "instance"
        ? value.class.node
        : value.kind === "class"
          ? value.node
          : undefined;
  return node && program.pathOf(node) !== "" ? node : otherwise;
}

/** Strings where an entry would have its name, in all files that take part. */
function stringPlaces(program: Program): ReadonlyMap<string, Place[]> {
  return program.once("named-places", () => {
    const found = new Map<string, Place[]>();
    for (const path of program.reachable) {
      const tree = program.root(path)?.tree;
      if (!tree) continue;
      const { typeNames, types, starts, ends, parents, text } = tree.flat;
      const isHolder = typeNames.map((type) => HOLDERS.includes(type));
      const isShortInHolder = (index: number): boolean =>
        (ends[index] ?? 0) - (starts[index] ?? 0) <= MAX_NAME + 2 && isHolder[types[parents[index] ?? 0] ?? 0] === true;
      for (const node of tree.ofTypes(new Set(["string"]), tree.root, isShortInHolder)) {
        const rank = rankOf(node);
        if (rank === undefined) continue;
        const name = text.slice(node.start + 1, node.end - 1);
        const places = found.get(name) ?? [];
        places.push({ node: objectAround(node) ?? node, rank });
        found.set(name, places);
      }
    }
    return found;
  });
}

/** Definitions first, then things with a name, then constants and calls. */
function rankOf(node: SyntaxNode): number | undefined {
  const inner = node.parent?.type === "as_expression" ? node.parent : node;
  const holder = inner.parent;
  if (holder?.type === "arguments") {
    const isFirst = holder.children[0] === inner;
    return isFirst && !ASKING.test(childIn(holder.parent, "function")?.text.slice(-40) ?? "") ? 2 : undefined;
  }
  if (holder?.type === "return_statement")
    return /name$/i.test(childIn(enclosing(holder, "method_definition"), "name")?.text ?? "") ? 1 : undefined;
  if (inner.field !== "value") return undefined;
  if (holder?.type === "variable_declarator") return 2;
  const key = (childIn(holder, "key") ?? childIn(holder, "name") ?? childIn(holder, "property"))?.text ?? "";
  if (!NAME_KEY.test(key)) return undefined;
  const object = objectAround(node);
  return object && !DEFINING.test(object.text.slice(0, MAX_LOOK)) ? 1 : 0;
}

/** The object that has the string under a key. */
function objectAround(node: SyntaxNode): SyntaxNode | undefined {
  const pair = node.parent?.type === "as_expression" ? node.parent.parent : node.parent;
  return pair?.type === "pair" && pair.parent?.type === "object" ? pair.parent : undefined;
}

/** `find_books: { … }` and `find_books: tool(…)`. */
function keyPlaces(program: Program, name: string): Place[] {
  return program.reachable.flatMap((path) => {
    const root = program.root(path);
    return (root ? occurrences(root, name) : []).flatMap((node) => {
      const value = node.field === "key" && node.parent?.type === "pair" ? childIn(node.parent, "value") : undefined;
      return value?.type === "object" || value?.type === "call_expression" ? [{ node, rank: 3 }] : [];
    });
  });
}
