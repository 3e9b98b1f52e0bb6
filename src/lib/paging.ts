/** Long lists in pages with fixed addresses: the first at the list's own, the others at `~2/`, `~3/` below it. */

export interface Page<Item> {
  items: readonly Item[];
  number: number;
  pages: number;
  total: number;
  /** Address of the list; ends in a slash. */
  base: string;
}

export function countPages(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

export function takePage<Item>(
  all: readonly Item[],
  options: { base: string; number: number; size: number },
): Page<Item> {
  const { base, number, size } = options;
  const items = all.slice((number - 1) * size, number * size);
  return { items, number, pages: countPages(all.length, size), total: all.length, base };
}

/** A tilde cannot begin a slug, so a page's address never meets a server's or a tool's. */
export function pageHref(base: string, number: number): string {
  return number === 1 ? base : `${base}~${number}/`;
}

/** Numbers of the pages after the first, as route parameters. */
export function listLaterPages(total: number, size: number): string[] {
  return Array.from({ length: countPages(total, size) - 1 }, (_, index) => `${index + 2}`);
}

/** Entries on one page of a list: few enough for a page of 60 KB compressed. */
export const LIST_SIZE = 150;
