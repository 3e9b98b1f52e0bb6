/** String literals as the values that they stand for. */
import type { SyntaxNode } from "../syntax.ts";

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0" };

/** The value of a string literal, or of a template without substitutions. */
export function stringText(node: SyntaxNode): string | undefined {
  if (node.type !== "string" && node.type !== "template_string") return undefined;
  if (node.type === "template_string" && node.children.some((child) => child.type === "template_substitution"))
    return undefined;
  return unescapeString(node.text.slice(1, -1));
}

/** Escape sequences resolved; text that is no escape stays as it is. */
export function unescapeString(text: string): string {
  if (!text.includes("\\")) return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
  let value = "";
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf("\\", at);
    if (next < 0) return value + text.slice(at);
    value += text.slice(at, next);
    const { text: decoded, length } = decodeEscape(text, next + 1);
    value += decoded;
    at = next + 1 + length;
  }
  return value;
}

/** The escape whose first character after the backslash stands at `at`. */
function decodeEscape(text: string, at: number): { text: string; length: number } {
  const first = text[at] ?? "";
  if (first === "\n") return { text: "", length: 1 };
  if (first === "\r") return { text: "", length: text[at + 1] === "\n" ? 2 : 1 };
  if (first === "x") return decodeHex(text.slice(at + 1, at + 3), 2, 3, first);
  if (first === "u" && text[at + 1] === "{") {
    const end = text.indexOf("}", at);
    const digits = end < 0 ? "" : text.slice(at + 2, end);
    return decodeHex(digits, digits.length, digits.length + 3, first);
  }
  if (first === "u") return decodeHex(text.slice(at + 1, at + 5), 4, 5, first);
  const code = text.codePointAt(at);
  const character = code === undefined ? "" : String.fromCodePoint(code);
  return { text: ESCAPES[first] ?? character, length: Math.max(1, character.length) };
}

function decodeHex(
  digits: string,
  expected: number,
  length: number,
  otherwise: string,
): { text: string; length: number } {
  const code = /^[0-9a-f]+$/i.test(digits) && digits.length === expected ? Number.parseInt(digits, 16) : -1;
  return code >= 0 && code <= 0x10ffff ? { text: String.fromCodePoint(code), length } : { text: otherwise, length: 1 };
}

/** What the `dedent` family of tags does to a text. */
export function dedent(text: string): string {
  const lines = text.split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = indents.length > 0 ? Math.min(...indents.slice(0, 10_000)) : 0;
  return lines
    .map((line, number) => (number === 0 ? line : line.slice(indent)))
    .join("\n")
    .trim();
}
