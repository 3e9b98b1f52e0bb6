/**
 * Values for languages in which tools are declared: literals, calls left as they stand, names. Shared by the
 * extractors of Rust, Java, C#, Kotlin, PHP, Ruby, Swift, Dart and Elixir.
 */
import type { Json, JsonObject } from "../../schema/json.ts";
import type { SyntaxNode } from "../syntax.ts";

export type Plain =
  | { kind: "text"; value: string; partial?: boolean }
  | { kind: "number"; value: number }
  | { kind: "bool"; value: boolean }
  | { kind: "null" }
  | { kind: "list"; items: Plain[] }
  | { kind: "map"; entries: Map<string, Plain> }
  /** A call or construction that is not computed: the written name, what it is called on, its arguments. */
  | { kind: "call"; name: string; on: Plain | undefined; args: Plain[]; named: Map<string, Plain>; node: SyntaxNode }
  | { kind: "name"; path: string }
  | { kind: "unknown" };

export type PlainCall = Extract<Plain, { kind: "call" }>;
export type PlainText = Extract<Plain, { kind: "text" }>;

export const UNKNOWN: Plain = { kind: "unknown" };
export const NULL: Plain = { kind: "null" };
export const text = (value: string, partial = false): PlainText =>
  partial ? { kind: "text", value, partial } : { kind: "text", value };
export const list = (items: Plain[]): Plain => ({ kind: "list", items });
export const map = (entries: Iterable<[string, Plain]>): Extract<Plain, { kind: "map" }> => ({
  kind: "map",
  entries: new Map(entries),
});

/** The last part of a written name: `Tool` of `io.mcp::Tool`. */
export function lastName(path: string): string {
  return /([\p{L}\p{N}_$?!]+)$/u.exec(path.trim())?.[1] ?? path;
}

export function concatenate(parts: readonly Plain[]): Plain {
  let value = "";
  let partial = false;
  for (const part of parts) {
    if (part.kind === "text") {
      value += part.value;
      partial ||= part.partial ?? false;
    } else if (part.kind === "number" || part.kind === "bool") value += String(part.value);
    else partial = true;
  }
  return text(value, partial);
}

/** A text that is wholly known; wrappers of a text (`Cow::Borrowed("x")`, `Some("x")`, `"x".into()`) are its text. */
export function knownText(value: Plain | undefined): string | undefined {
  const unwrapped = unwrap(value);
  return unwrapped?.kind === "text" && !unwrapped.partial ? unwrapped.value : undefined;
}

const WRAPPERS =
  /^(?:Borrowed|Owned|Some|Ok|Arc|Box|new|from|into|to_string|to_owned|as_str|String|of|ofNullable|trim|trimIndent|trimMargin|stripIndent|freeze|compact|dup|to_h|merge|dedent|strip|squish|heredoc|unwrap|expect|unwrap_or_default|clone|toString|name|value)$/;

export function unwrap(value: Plain | undefined, depth = 0): Plain | undefined {
  // A fallback is what holds when nothing else is given: known in part.
  if (value?.kind === "call" && depth <= 12 && lastName(value.name) === "unwrap_or") {
    const fallback = unwrap(value.args[0], depth + 1);
    return fallback?.kind === "text" ? text(fallback.value, true) : value;
  }
  if (value?.kind !== "call" || depth > 12 || !WRAPPERS.test(lastName(value.name))) return value;
  const inner = unwrap(value.on, depth + 1);
  if (inner?.kind === "map" || inner?.kind === "list") return inner;
  if (inner?.kind === "text") return lastName(value.name) === "trim" ? text(inner.value.trim(), inner.partial) : inner;
  const [first] = value.args;
  return value.args.length >= 1 ? unwrap(first, depth + 1) : value;
}

export function textOf(value: Plain | undefined): PlainText | undefined {
  const unwrapped = unwrap(value);
  return unwrapped?.kind === "text" ? unwrapped : undefined;
}

export function boolOf(value: Plain | undefined): boolean | undefined {
  const unwrapped = unwrap(value);
  return unwrapped?.kind === "bool" ? unwrapped.value : undefined;
}

export function toJson(value: Plain | undefined, depth = 0): Json | undefined {
  const plain = unwrap(value);
  if (!plain || depth > 40) return undefined;
  switch (plain.kind) {
    case "text":
    case "number":
    case "bool":
      return plain.value;
    case "null":
      return null;
    case "list":
      return plain.items.map((item) => toJson(item, depth + 1)).filter((item) => item !== undefined);
    case "map": {
      const object: JsonObject = {};
      for (const [key, item] of plain.entries) {
        const json = toJson(item, depth + 1);
        if (json === undefined) continue;
        setMember(object, key, key === "enum" ? choicesOf(json, unwrap(item)) : json);
      }
      return object;
    }
    default:
      return undefined;
  }
}

/** A choice of which some members are not known would forbid those; without any, it is taken for unknown. */
function choicesOf(known: Json, written: Plain | undefined): Json {
  return Array.isArray(known) && written?.kind === "list" && known.length < written.items.length ? [] : known;
}

/** `__proto__` is a name like others. */
export function setMember(object: JsonObject, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function parseJson(source: string | undefined): JsonObject | undefined {
  if (source === undefined || !source.trimStart().startsWith("{")) return undefined;
  try {
    const value = JSON.parse(source) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const ESCAPES: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
  s: " ",
  "0": "\0",
  "\n": "",
};

/** The escapes that these languages share: `\n`, `\x41`, `\u0041`, `\u{41}`, a backslash before a line's end. */
export function decodeEscapes(source: string): string {
  return source.replace(
    /\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|(\r?\n[ \t]*)|([\s\S]))/g,
    (match, byte, braced, unicode, lineEnd, one) => {
      const hex = byte ?? braced ?? unicode;
      if (hex !== undefined) {
        const code = Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : match;
      }
      return lineEnd !== undefined ? "" : (ESCAPES[one] ?? one);
    },
  );
}

/** Removes the indentation that all lines share, the first (empty) and the last line's included. */
export function dedent(source: string): string {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return Number.isFinite(margin) ? lines.map((line) => line.slice(Math.min(margin, line.length))).join("\n") : source;
}

export function toSnakeCase(name: string): string {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase();
}
