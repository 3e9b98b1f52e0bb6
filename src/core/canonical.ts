/**
 * One text for one value: the form of our data files, and the text that hashes are taken of.
 */
import { compareCodePoints } from "./compare.ts";
import type { Json, JsonObject } from "./schema/json.ts";
import type { ToolDefinition } from "./schema/tool.ts";

/** A data file's text: two spaces, keys in the order given (a schema's parse yields its own order), a final newline. */
export function formatDataFile(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** JSON without spaces, the keys of every object sorted by code point. Equal values give equal text. */
export function formatCanonicalJson(value: Json | undefined): string {
  if (value === undefined) return "null";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatCanonicalJson).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([key, item]) => `${JSON.stringify(key)}:${formatCanonicalJson(item)}`);
  return `{${entries.join(",")}}`;
}

/** What `definitionHash` is the SHA-256 of: exactly what a client sees of the tool. */
export function formatDefinition(tool: ToolDefinition): string {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  return formatCanonicalJson({ name, title, description, inputSchema, outputSchema, annotations } as JsonObject);
}
