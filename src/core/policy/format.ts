/** A policy as text that people can read: two spaces, one tool a line where it fits, a final newline. */
import type { Policy } from "../schema/policy.ts";

const WIDTH = 120;

/** The same policy gives the same bytes; `JSON.parse` gives the policy back. */
export function formatPolicy(policy: Policy): string {
  return formatJson(policy, ["", "/tools"]);
}

/**
 * JSON with every value on one line that fits there. `alwaysOpen` are the pointers of objects that are written over several
 * lines even when they would fit on one.
 */
export function formatJson(value: unknown, alwaysOpen: readonly string[] = [""]): string {
  const text = formatValue(value, { pointer: "", indent: 0, used: 0, alwaysOpen: new Set(alwaysOpen) });
  return `${escapeUnprintable(text)}\n`;
}

/** JSON text with every character escaped that may reorder, hide, end or pass for a space in what people see. Such characters stand in texts only. */
export function escapeUnprintable(json: string): string {
  return json.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export const UNPRINTABLE = /[\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

interface Place {
  pointer: string;
  indent: number;
  /** Characters that stand before the value on its line, and after it. */
  used: number;
  alwaysOpen: ReadonlySet<string>;
}

function formatValue(value: unknown, place: Place): string {
  if (value === null || typeof value !== "object") return formatLine(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return formatLine(value);
  if (!place.alwaysOpen.has(place.pointer)) {
    const line = formatLine(value);
    if (place.used + line.length <= WIDTH) return line;
  }
  const inner = " ".repeat(place.indent + 2);
  const lines = entries.map(([key, item]) => {
    const label = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    const used = inner.length + label.length + 1;
    const pointer = `${place.pointer}/${key}`;
    return `${inner}${label}${formatValue(item, { ...place, pointer, indent: place.indent + 2, used })}`;
  });
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${lines.join(",\n")}\n${" ".repeat(place.indent)}${close}`;
}

function formatLine(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(formatLine).join(", ")}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${formatLine(item)}`).join(", ")} }`;
}
