/**
 * Types that a program lists one by one, `func tools() -> [any MCPTool] { [DimTool(), …] }`: another type that conforms
 * to the protocol is offered elsewhere, if at all.
 */
import type { SourceFile } from "../declared/source.ts";
import { childIn, childOfType, childrenIn, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";

/** The names of the listed types by the protocol that the lists are of. */
export type Catalog = ReadonlyMap<string, ReadonlySet<string>>;

export function catalogOf(files: readonly SourceFile[]): Catalog {
  const catalog = new Map<string, Set<string>>();
  for (const file of files) {
    for (const node of descendants(file.root, "function_declaration", "property_declaration")) {
      const protocol = listedProtocol(node);
      const names = protocol === undefined ? [] : constructed(givenBy(node));
      if (protocol === undefined || names.length === 0) continue;
      catalog.set(protocol, new Set([...(catalog.get(protocol) ?? []), ...names]));
    }
  }
  // One that is registered beside the lists counts too.
  if (catalog.size > 0)
    for (const name of files.flatMap(registeredIn)) for (const names of catalog.values()) names.add(name);
  return catalog;
}

/** Whether the type may be offered, as far as the lists of its protocols say. */
export function isOffered(catalog: Catalog, type: string, protocols: readonly string[]): boolean {
  const lists = protocols.map((protocol) => catalog.get(protocol)).filter((names) => names !== undefined);
  return lists.length === 0 || lists.some((names) => names.has(type));
}

/** What a body or a computed property gives: its only expression, or what it returns last. */
export function resultOf(body: SyntaxNode | undefined): SyntaxNode | undefined {
  const statements = childOfType(body, "statements");
  const last = statements && namedChildren(statements).at(-1);
  return last?.type === "control_transfer_statement" ? childIn(last, "result") : last;
}

function givenBy(node: SyntaxNode): SyntaxNode | undefined {
  return childIn(node, "value") ?? resultOf(childIn(node, "computed_value") ?? childIn(node, "body"));
}

/** `P` of a result or a variable of the type `[any P]`. */
function listedProtocol(node: SyntaxNode): string | undefined {
  const type = childOfType(childOfType(node, "type_annotation") ?? node, "array_type");
  return type && /^\[\s*(?:any\s+)?([\w.]+)\s*\]$/.exec(type.text)?.[1];
}

/** The types of a list of constructor calls; none where it has anything else in it. */
function constructed(list: SyntaxNode | undefined): string[] {
  const elements = list?.type === "array_literal" ? childrenIn(list, "element") : [];
  const names = elements.map((element) =>
    element.type === "call_expression" ? (namedChildren(element)[0]?.text ?? "") : "",
  );
  return names.every((name) => /^[A-Z]\w*$/.test(name)) ? names : [];
}

function registeredIn(file: SourceFile): string[] {
  const calls = file.root.text.matchAll(/\b(?:add|append|register)\w*\(\s*(?:\w+:\s*)?([A-Z]\w*)\(/g);
  return [...calls].map(([, name = ""]) => name);
}
