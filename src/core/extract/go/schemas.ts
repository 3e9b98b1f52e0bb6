/** Go types and schema values to JSON Schema: struct tags as the SDKs read them. */
import type { Json, JsonObject } from "../../schema/json.ts";
import { childIn } from "../syntax.ts";
import type { FieldType, Machine } from "./machine.ts";
import type { TypeRef, Value } from "./values.ts";

const MAX_DEPTH = 10;

const BASIC: Record<string, string> = {
  string: "string",
  bool: "boolean",
  float32: "number",
  float64: "number",
  rune: "integer",
  byte: "integer",
};

/** Which members of a struct an SDK requires: those that `omitempty` does not excuse, or those whose tag says so. */
export type RequiredBy = "presence" | "tag";

/** Where in a schema a type stands. */
interface Inside {
  depth: number;
  /** The types around it. */
  open: readonly string[];
  requiredBy: RequiredBy;
}

export function structSchema(machine: Machine, type: TypeRef, requiredBy: RequiredBy = "presence"): JsonObject {
  return schemaOfStruct(machine, type, { depth: 0, open: [], requiredBy });
}

function schemaOfStruct(machine: Machine, type: TypeRef, inside: Inside): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  const named = machine.named(type);
  const id = named ? `${named.pkg.folder}.${named.name}` : "";
  if (inside.depth > MAX_DEPTH || (id !== "" && inside.open.includes(id))) return { type: "object" };
  const inner: Inside = {
    ...inside,
    depth: inside.depth + 1,
    open: id === "" ? inside.open : [...inside.open, id],
  };
  for (const field of machine.fieldNames(type)) {
    const tag = jsonTag(field);
    if (tag.skip) continue;
    if (field.embedded && tag.name === undefined) {
      const embedded = schemaOfStruct(machine, field.type, inner);
      Object.assign(properties, embedded.properties);
      if (Array.isArray(embedded.required)) required.push(...(embedded.required as string[]));
      continue;
    }
    const name = tag.name ?? field.name;
    const described = tagSchema(field);
    set(properties, name, { ...typeSchema(machine, field.type, inner), ...described.schema });
    if (described.required ?? (inside.requiredBy === "presence" && !tag.optional)) required.push(name);
  }
  return { type: "object", properties, ...(required.length > 0 ? { required: [...new Set(required)] } : {}) };
}

function set(object: JsonObject, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

interface JsonTag {
  name: string | undefined;
  optional: boolean;
  skip: boolean;
}

/** One key of a struct tag: `json:"name,omitempty" jsonschema:"…"`. */
export function tagValue(tag: string, key: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${key}:"((?:[^"\\\\]|\\\\.)*)"`).exec(tag);
  return match?.[1]?.replaceAll('\\"', '"').replaceAll("\\\\", "\\");
}

function jsonTag(field: FieldType): JsonTag {
  const value = tagValue(field.tag, "json");
  if (value === "-" || (!field.embedded && /^[a-z_]/.test(field.name)))
    return { name: undefined, optional: true, skip: true };
  const [name, ...options] = (value ?? "").split(",");
  const isPointer = field.type.node?.type === "pointer_type";
  const optional = options.includes("omitempty") || options.includes("omitzero") || (isPointer && value === undefined);
  return { name: name === "" ? undefined : name, optional, skip: false };
}

/** `jsonschema:"required,description=…"` or, with the official SDK, the description alone. */
function tagSchema(field: FieldType): { schema: JsonObject; required: boolean | undefined } {
  const schema: JsonObject = {};
  const separate = tagValue(field.tag, "jsonschema_description") ?? tagValue(field.tag, "description");
  if (separate) schema.description = separate;
  const value = tagValue(field.tag, "jsonschema");
  if (value === undefined) return { schema, required: undefined };
  const parts = value.split(/(?<!\\),/).map((part) => part.replaceAll("\\,", ","));
  const isKeyed = parts.some((part) =>
    /^(?:required|optional|omitempty|(?:description|title|enum|default|minimum|maximum|example|format|pattern|minLength|maxLength)=)/.test(
      part.trim(),
    ),
  );
  if (!isKeyed) {
    if (value.trim() !== "") schema.description = value;
    return { schema, required: undefined };
  }
  let required: boolean | undefined;
  const values: string[] = [];
  for (const part of parts) {
    const at = part.indexOf("=");
    const [key, text] = at < 0 ? [part.trim(), ""] : [part.slice(0, at).trim(), part.slice(at + 1)];
    if (key === "required") required = true;
    else if (key === "optional") required = false;
    else if (key === "enum") values.push(text);
    else if (key === "description" || key === "title" || key === "pattern" || key === "format") schema[key] = text;
    else if (key === "default") schema.default = text;
    else if ((key === "minimum" || key === "maximum") && Number.isFinite(Number(text))) schema[key] = Number(text);
    // A comma that nobody escaped belongs to the description.
    else if (typeof schema.description === "string") schema.description += `,${part}`;
  }
  if (values.length > 0) schema.enum = values;
  return { schema, required };
}

function typeSchema(machine: Machine, type: TypeRef, inside: Inside): JsonObject {
  const inner: Inside = { ...inside, depth: inside.depth + 1 };
  const resolved = machine.underlying(type);
  const { node } = resolved;
  if (!node || inside.depth > MAX_DEPTH) return {};
  switch (node.type) {
    case "type_identifier": {
      const basic = Object.hasOwn(BASIC, node.text) ? BASIC[node.text] : undefined;
      if (basic !== undefined) return { type: basic };
      return /^u?int(?:8|16|32|64)?$/.test(node.text) ? { type: "integer" } : {};
    }
    case "slice_type":
    case "array_type": {
      const element = childIn(node, "element");
      return { type: "array", items: typeSchema(machine, { ...resolved, node: element }, inner) };
    }
    case "map_type": {
      const value = typeSchema(machine, { ...resolved, node: childIn(node, "value") }, inner);
      return { type: "object", additionalProperties: Object.keys(value).length > 0 ? value : true };
    }
    case "struct_type":
      return schemaOfStruct(machine, type, inside);
    case "qualified_type":
      return /(?:^|\.)Time$/.test(node.text) ? { type: "string", format: "date-time" } : {};
    default:
      return {};
  }
}

const SCHEMA_FIELDS: Record<string, string> = {
  ID: "$id",
  Ref: "$ref",
  Defs: "$defs",
  AnyOf: "anyOf",
  AllOf: "allOf",
  OneOf: "oneOf",
  MinLength: "minLength",
  MaxLength: "maxLength",
};

/** A value as JSON, and whether parts of it are not known. */
export interface Written {
  json: Json | undefined;
  partial: boolean;
}

/** The SDKs' schema structs have their members' names in lower case. */
export function writtenJson(machine: Machine, value: Value): Written {
  const written: Written = { json: undefined, partial: false };
  written.json = toJson(machine, value, written, 0);
  return written;
}

function toJson(machine: Machine, value: Value, written: Written, depth: number): Json | undefined {
  if (depth > 40) return undefined;
  switch (value.kind) {
    case "text":
      if (value.holes) written.partial = true;
      return value.value;
    case "number":
    case "bool":
      return value.value;
    case "nil":
      return null;
    case "list":
      return value.items.map((item) => toJson(machine, item, written, depth + 1)).filter((item) => item !== undefined);
    case "map":
      return objectOf(machine, value.entries, (name) => name, written, depth);
    case "struct": {
      const tags = new Map(machine.fieldNames(value.type).map((field) => [field.name, jsonTag(field).name]));
      const rename = (name: string): string =>
        tags.get(name) ?? SCHEMA_FIELDS[name] ?? name.slice(0, 1).toLowerCase() + name.slice(1);
      return objectOf(machine, value.fields, rename, written, depth);
    }
    case "external-call": {
      const [first] = value.args;
      // Constructors of schema values hand on what they are given.
      if (first && /(?:RawMessage|Ptr|Pointer)$/.test(value.path)) return toJson(machine, first, written, depth + 1);
      written.partial = true;
      return undefined;
    }
    case "unknown":
    case "external":
      written.partial = true;
      return undefined;
    default:
      return undefined;
  }
}

function objectOf(
  machine: Machine,
  entries: ReadonlyMap<string, Value>,
  rename: (name: string) => string,
  written: Written,
  depth: number,
): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of entries) {
    if (name.startsWith("%")) continue;
    const json = toJson(machine, value, written, depth + 1);
    if (json === undefined || json === null) continue;
    const key = rename(name);
    set(object, key, key === "enum" && value.kind === "list" ? choicesOf(json, value.items.length) : json);
  }
  return object;
}

/** Members that are not known would be forbidden; without any, the choice is taken for unknown. */
function choicesOf(known: Json, count: number): Json {
  return Array.isArray(known) && known.length < count ? [] : known;
}
