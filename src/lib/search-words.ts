/** The words of a text, for the index and for the query alike. Pure: the browser uses it too. */

/** Lower-case words without accents; `camelCase`, `snake_case` and digits are taken apart. */
export function splitWords(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.slice(0, 40));
}

/** Marks a word's end in a prefix, so that `list` itself can be told from `listing`. */
export const END = "$";

/** Begins a word that stands for a category, a risk or a facet. */
export const FILTER = ":";

/** A server or a tool in a block: name, position of its server, tool slug (0: as the name), category, risk. */
export type IndexEntry = [name: string, server: number, slug: string | 0, category: number, risk: number];

/** `BLOCK_SIZE` entries by consecutive numbers; an entry's number is its rank, so that low numbers come first. */
export interface IndexBlock {
  servers: [slug: string, name: string][];
  entries: IndexEntry[];
}

export const BLOCK_SIZE = 100;

/** Numbers of the entries that have a word in the name (strong) or elsewhere (weak), each as its distance to the last. */
export type IndexPart = Record<string, [strong: number[], weak: number[]]>;

/**
 * What is loaded first: prefixes by the number of their part. A whole part has every word with its prefix; a cut one, for
 * a prefix that more words share, has only the best entries, under the prefix itself.
 */
export interface IndexManifest {
  whole: string[];
  cut: string[];
}
