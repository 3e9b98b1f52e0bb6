/**
 * Text of others on its way to a terminal or into a message: control characters would move the cursor, and the marks
 * that reverse the direction of writing would show something else than what stands there.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One line of at most `limit` characters, with a question mark for what must not be printed. */
export function formatPrintable(text: string, limit = 400): string {
  const line = text
    .slice(0, limit + 1)
    .replace(/\s+/g, " ")
    .replace(UNPRINTABLE, "?");
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
