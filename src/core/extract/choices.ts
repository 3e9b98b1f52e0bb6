/**
 * Choices that could not be read. An `enum` without members forbids every value, which no server means: its members
 * are not known. Languages write one whose members they know only in part as an empty one, for the same reason.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import type { ToolDefinition } from "../schema/tool.ts";

/** What holds values instead of schemas. */
const VALUES = new Set(["const", "default", "enum", "example", "examples"]);

/** Whose members are schemas, under names of any kind. */
const BY_NAME = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);

const MAX_DEPTH = 60;

/** The tool with those `enum`s left out; the schema that had one is partial then. */
export function withoutEmptyChoices(tool: ToolDefinition): ToolDefinition {
  let changed = tool;
  for (const field of ["inputSchema", "outputSchema"] as const) {
    const schema = tool[field];
    const known = schema && withoutIn(schema, 0);
    if (known === schema) continue;
    changed = { ...changed, [field]: known, partial: [...new Set([...(changed.partial ?? []), field])].sort() };
  }
  return changed;
}

/** The schema itself where nothing is to be left out. */
function withoutIn(schema: JsonObject, depth: number): JsonObject {
  return mapMembers(schema, (value, name) => {
    if (name === "enum") return Array.isArray(value) && value.length === 0 ? undefined : value;
    if (VALUES.has(name)) return value;
    if (BY_NAME.has(name) && isObject(value)) return mapMembers(value, (member) => inner(member, depth));
    return inner(value, depth);
  });
}

function inner(value: Json, depth: number): Json {
  if (depth >= MAX_DEPTH || typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) return withoutIn(value, depth + 1);
  const items = value.map((item) => inner(item, depth + 1));
  return items.some((item, index) => item !== value[index]) ? items : value;
}

function mapMembers(object: JsonObject, change: (value: Json, name: string) => Json | undefined): JsonObject {
  const entries = Object.entries(object).map(([name, value]) => [name, change(value, name)] as const);
  if (entries.every(([name, value]) => value === object[name])) return object;
  // `fromEntries` makes a member of its own of `__proto__` too.
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
