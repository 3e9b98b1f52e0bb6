/** Text as a literal of other languages. What was crawled is hostile: nothing that ends a literal or hides in it stays bare. */
import { escapeUnprintable, UNPRINTABLE } from "../format.ts";

/** Half a pair of UTF-16: no file that is UTF-8 can hold it, so no dialect can name it. */
export function isEncodable(text: string): boolean {
  return text.isWellFormed();
}

/** A double-quoted literal of JSON, YAML, TOML, Rego and CEL alike. The text is encodable. */
export function quoteJson(text: string): string {
  return escapeUnprintable(JSON.stringify(text));
}

/** A double-quoted literal of Cedar, whose escapes are Rust's. */
export function quoteCedar(text: string): string {
  return `"${escapeCedar(text)}"`;
}

export function escapeCedar(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(/[\u0000-\u001f]/g, escapeAsRust)
    .replace(UNPRINTABLE, escapeAsRust);
}

function escapeAsRust(character: string): string {
  return `\\u{${character.charCodeAt(0).toString(16)}}`;
}
