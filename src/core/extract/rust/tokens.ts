/** Token trees of attributes and macros: the grammar leaves them flat, so punctuation is read from between the tokens. */
import type { SyntaxNode } from "../syntax.ts";

export type Token = { kind: "node"; node: SyntaxNode } | { kind: "mark"; text: string };

/** The tokens inside a tree's brackets. */
export function tokensOf(tree: SyntaxNode): Token[] {
  const { text } = tree.tree.flat;
  const tokens: Token[] = [];
  let at = tree.start + 1;
  const marks = (until: number): void => {
    for (const mark of text.slice(at, until)) if (!/\s/.test(mark)) tokens.push({ kind: "mark", text: mark });
  };
  for (const child of tree.children) {
    marks(child.start);
    at = child.end;
    if (!child.type.endsWith("comment")) tokens.push({ kind: "node", node: child });
  }
  marks(tree.end - 1);
  return tokens;
}

/** The tokens between commas. */
export function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "mark" && token.text === ",") parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

export function bracketOf(tree: SyntaxNode): string {
  return tree.tree.flat.text[tree.start] ?? "";
}
