/** Attributes and documentation comments that stand before an item. */
import type { Plain } from "../declared/plain.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place, tokensValue } from "./evaluate.ts";
import { splitAtCommas, tokensOf } from "./tokens.ts";

export interface Attribute {
  /** The last part of its path: `tool` of `rmcp::tool`. */
  name: string;
  positional: Plain[];
  /** `name = value`, `name(…)` (its members under `name.member`) and bare names. */
  named: Map<string, Plain>;
}

/** The siblings right before an item that belong to it, nearest last. */
function before(node: SyntaxNode): SyntaxNode[] {
  const siblings = node.parent?.children ?? [];
  const found: SyntaxNode[] = [];
  for (let index = siblings.indexOf(node) - 1; index >= 0; index--) {
    const sibling = siblings[index];
    if (!sibling || (sibling.type !== "attribute_item" && !sibling.type.endsWith("comment"))) break;
    found.unshift(sibling);
  }
  return found;
}

export function attributesBefore(place: Place, node: SyntaxNode): Attribute[] {
  return before(node)
    .filter((sibling) => sibling.type === "attribute_item")
    .flatMap((sibling) => namedChildren(sibling))
    .map((attribute) => attributeOf(place, attribute));
}

function attributeOf(place: Place, node: SyntaxNode): Attribute {
  const path = namedChildren(node)[0]?.text ?? "";
  const attribute: Attribute = { name: path.split("::").at(-1) ?? "", positional: [], named: new Map() };
  const tree = childIn(node, "arguments");
  if (tree) readTree(place, tree, attribute, "");
  const value = childIn(node, "value");
  if (value) attribute.positional.push(evaluate(place, value));
  return attribute;
}

function readTree(place: Place, tree: SyntaxNode, attribute: Attribute, prefix: string): void {
  for (const part of splitAtCommas(tokensOf(tree))) {
    const [first, second, ...rest] = part;
    if (first?.kind !== "node") continue;
    const name = prefix + first.node.text;
    if (second?.kind === "mark" && second.text === "=") attribute.named.set(name, tokensValue(place, rest));
    else if (second?.kind === "node" && second.node.type === "token_tree" && part.length === 2) {
      attribute.named.set(name, { kind: "bool", value: true });
      readTree(place, second.node, attribute, `${name}.`);
    } else if (part.length === 1 && /literal$/.test(first.node.type))
      attribute.positional.push(evaluate(place, first.node));
    else if (part.length === 1) attribute.named.set(name, { kind: "bool", value: true });
  }
}

/** The text of `///` comments and `#[doc]` before an item. */
export function docBefore(node: SyntaxNode): string | undefined {
  const lines: string[] = [];
  for (const sibling of before(node)) {
    const doc = sibling.children.find((child) => child.field === "doc");
    if (doc && childIn(sibling, "outer")) lines.push(...doc.text.replace(/\r?\n$/, "").split("\n"));
  }
  const text = lines
    .map((line) => line.replace(/^ /, "").trimEnd())
    .join("\n")
    .trim();
  return text === "" ? undefined : text;
}
