/** Arguments to begin with when a call is tried: those that the schema requires, of the types that it names. */
import type { Json, JsonObject } from "../core/schema/json.ts";

export function makeSampleArguments(schema: JsonObject | undefined): JsonObject {
  const { properties, required } = schema ?? {};
  if (!isObject(properties) || !Array.isArray(required)) return {};
  const names = required.filter((name) => typeof name === "string" && Object.hasOwn(properties, name));
  return Object.fromEntries(names.map((name) => [name, makeSample(properties[String(name)])]));
}

function makeSample(schema: Json | undefined): Json {
  if (!isObject(schema)) return "";
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum[0] !== undefined) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "integer":
    case "number":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return makeSampleArguments(schema);
    default:
      return "";
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
