/** Word tables are written as running text; this makes them lists. */

/** The words of `text`, in order. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Phrases of one or more words, a line or a `|` between them. */
export function phrases(text: string): string[] {
  return text
    .split(/[\n|]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
}
