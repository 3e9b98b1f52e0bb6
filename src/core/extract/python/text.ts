/** String literals with their escapes and interpolations, and the text that `str()` gives. */
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import type { Frame, Machine } from "./machine.ts";
import { plainOf, type StringValue, string, UNKNOWN, type Value } from "./values.ts";

const ESCAPES: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  "\n": "",
};

export function stringOf(machine: Machine, frame: Frame, node: SyntaxNode): StringValue {
  const opening = childOfType(node, "string_start")?.text ?? "";
  const prefix = opening.replace(/["']+$/, "").toLowerCase();
  let result = string("");
  for (const child of node.children) {
    if (child.type === "string_content") result = concatenate(result, string(contentOf(child, prefix.includes("r"))));
    else if (child.type === "escape_sequence") result = concatenate(result, string(decodeEscape(child.text)));
    else if (child.type === "interpolation") {
      const expression = childIn(child, "expression") ?? namedChildren(child)[0];
      result = concatenate(result, textOf(expression ? evaluate(machine, frame, expression) : UNKNOWN));
    }
  }
  return result;
}

function contentOf(node: SyntaxNode, raw: boolean): string {
  const { text } = node.tree.flat;
  let result = "";
  let at = node.start;
  for (const child of node.children) {
    result += text.slice(at, child.start);
    if (child.type === "escape_interpolation") result += child.text.slice(0, 1);
    else result += raw ? child.text : decodeEscape(child.text);
    at = child.end;
  }
  return result + text.slice(at, node.end);
}

function decodeEscape(sequence: string): string {
  const code = sequence[1] ?? "";
  const simple = ESCAPES[code];
  if (simple !== undefined) return simple;
  const hex = /^\\[xuU]([0-9a-fA-F]+)$/.exec(sequence)?.[1];
  if (hex !== undefined) return fromCodePoint(Number.parseInt(hex, 16), sequence);
  const octal = /^\\([0-7]{1,3})$/.exec(sequence)?.[1];
  if (octal !== undefined) return fromCodePoint(Number.parseInt(octal, 8), sequence);
  if (code === "\\" || code === "'" || code === '"') return code;
  return code === "\r" ? "" : sequence;
}

function fromCodePoint(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** Joins what is known; unknown parts leave a hole, and one before everything known is a prefix. */
export function concatenate(left: StringValue, right: StringValue): StringValue {
  const value = left.value + right.value;
  if (!left.holes && !right.holes) return string(value);
  const isPrefix = right.holes ? left.value === "" && right.holes === "prefix" && left.holes !== "other" : left.holes;
  return string(value, isPrefix === true || isPrefix === "prefix" ? "prefix" : "other");
}

/** What `str()` or an interpolation makes of the value; what is not known becomes a hole. */
export function textOf(value: Value): StringValue {
  const plain = plainOf(value);
  switch (plain.kind) {
    case "string":
      return plain;
    case "number":
      return string(String(plain.value));
    case "bool":
      return string(plain.value ? "True" : "False");
    case "none":
      return string("None");
    case "list":
      return listText(plain.items, plain.type, plain.open || plain.unordered);
    case "dict": {
      const parts = [...plain.entries.values()].map(({ key, value: item }) => `${represent(key)}: ${represent(item)}`);
      return string(`{${parts.join(", ")}}`, plain.open ? "other" : undefined);
    }
    case "unknown": {
      const fallback = plain.fallback && plain.fallback.kind !== "none" ? textOf(plain.fallback) : string("");
      return string(fallback.value, "prefix");
    }
    case "union": {
      const texts = plain.options.map(textOf);
      const best = texts.find((text) => !text.holes) ?? texts[0] ?? string("");
      return string(best.value, "prefix");
    }
    default:
      return string("", "prefix");
  }
}

function listText(items: readonly Value[], type: string, open: boolean | undefined): StringValue {
  const inner = items.map(represent).join(", ");
  const [left, right] = type === "list" ? ["[", "]"] : type === "tuple" ? ["(", ")"] : ["{", "}"];
  const trailing = type === "tuple" && items.length === 1 ? "," : "";
  const known = items.every((item) => ["string", "number", "bool", "none"].includes(plainOf(item).kind));
  return string(`${left}${inner}${trailing}${right}`, open || !known ? "other" : undefined);
}

function represent(value: Value): string {
  const plain = plainOf(value);
  if (plain.kind !== "string") return textOf(plain).value;
  const quote = plain.value.includes("'") && !plain.value.includes('"') ? '"' : "'";
  const escaped = plain.value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
