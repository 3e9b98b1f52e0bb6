/** Schemas written with builder calls: `.object(properties: …)`, `Schema.string(description: …)`. */
import type { Json, JsonObject } from "../../schema/json.ts";
import { isObject, lastName, type Plain, setMember, toJson } from "./plain.ts";

const TYPES: Record<string, string> = {
  object: "object",
  string: "string",
  str: "string",
  number: "number",
  num: "number",
  double: "number",
  integer: "integer",
  int: "integer",
  boolean: "boolean",
  bool: "boolean",
  array: "array",
  list: "array",
  null: "null",
};

const KEYWORDS = new Set([
  "title",
  "description",
  "default",
  "enum",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "pattern",
  "format",
  "examples",
  "required",
  "additionalProperties",
  "const",
]);

const RENAMED: Record<string, string> = { enumValues: "enum", values: "enum", defaultValue: "default" };

/** The schema of a builder call, or of a literal that is one. */
export function builderSchema(value: Plain | undefined, depth = 0): JsonObject | undefined {
  if (!value || depth > 20) return undefined;
  if (value.kind === "map") {
    const schema: JsonObject = {};
    for (const [name, item] of value.entries) {
      const inner = name === "properties" && item.kind === "map" ? properties(item, depth) : builderOrJson(item, depth);
      if (inner !== undefined) setMember(schema, name, inner);
    }
    return schema;
  }
  if (value.kind === "name") {
    const type = TYPES[lastName(value.path)];
    return type === undefined ? undefined : { type };
  }
  if (value.kind !== "call") return undefined;
  const type = Object.hasOwn(TYPES, lastName(value.name)) ? TYPES[lastName(value.name)] : undefined;
  // A wrapper around the schema: `.object([…])`, `Tool.Input(…)`, `ToolSchema(…)`.
  if (type === undefined || (type === "object" && value.named.size === 0)) {
    const inner = [...value.args, ...value.named.values()].map((item) => builderSchema(item, depth + 1));
    const named = value.named.get("properties");
    if (named?.kind === "map")
      return withRequired({ type: "object", properties: properties(named, depth) }, value.named);
    return inner.find((schema) => schema !== undefined) ?? (type === undefined ? undefined : { type });
  }
  const schema: JsonObject = { type };
  for (const [name, item] of value.named) {
    const keyword = RENAMED[name] ?? name;
    if (keyword === "properties" && item.kind === "map") schema.properties = properties(item, depth);
    else if (keyword === "items") {
      const items = builderOrJson(item, depth);
      if (items !== undefined) schema.items = items;
    } else if (KEYWORDS.has(keyword)) {
      const json = item.kind === "name" ? lastName(item.path).replace(/^dateTime$/, "date-time") : toJson(item);
      if (json !== undefined && json !== null) schema[keyword] = json;
    }
  }
  return schema;
}

function withRequired(schema: JsonObject, named: ReadonlyMap<string, Plain>): JsonObject {
  const required = toJson(named.get("required"));
  return Array.isArray(required) && required.length > 0 ? { ...schema, required } : schema;
}

function builderOrJson(value: Plain, depth: number): Json | undefined {
  if (value.kind === "map") return builderSchema(value, depth + 1);
  if (value.kind === "list")
    return value.items.map((item) => builderOrJson(item, depth + 1)).filter((item) => item !== undefined);
  const schema = value.kind === "call" ? builderSchema(value, depth + 1) : undefined;
  const json = schema ?? toJson(value);
  // `.string("object")`, `.bool(true)`: a JSON value in a constructor.
  if (value.kind === "call" && value.args.length === 1 && value.named.size === 0) return toJson(value.args[0]) ?? json;
  return json;
}

function properties(value: Extract<Plain, { kind: "map" }>, depth: number): JsonObject {
  const object: JsonObject = {};
  for (const [name, item] of value.entries) {
    const schema = builderOrJson(item, depth + 1);
    setMember(object, name, isObject(schema) ? schema : {});
  }
  return object;
}
