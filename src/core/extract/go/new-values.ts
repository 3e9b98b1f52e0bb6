/**
 * `new("text")` and `new(1.0)`, which Go has since 1.26. The grammar knows `new` with a type only and would lose what
 * follows, so such a call gets another name of the same length before it is parsed.
 */

/** Under which name `new` of a value is found in the tree; no program calls anything so. */
export const NEW_VALUE = "\u014Bew";

/** A literal, a negation, an address, a call or a sum: what no type begins with. */
const WITH_VALUE = /\bnew\((?=\s*(?:["`'\d.!&-]|(?:true|false)\s*\)|[\w.]+\s*[(+*/%-]))/g;

export function renameNewOfValues(source: string): string {
  if (!source.includes("new(")) return source;
  return source.replace(WITH_VALUE, (call, at: number) => (isInText(source, at) ? call : `${NEW_VALUE}(`));
}

/** Whether a quote is open before the place on its line. */
function isInText(source: string, at: number): boolean {
  const before = source.slice(source.lastIndexOf("\n", at) + 1, at);
  return (before.match(/(?<!\\)["`]/g)?.length ?? 0) % 2 === 1;
}
