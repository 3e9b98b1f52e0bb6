/**
 * What a server asks of zod's schemas when it runs: of which class one is, what stands inside it. A schema is one piece of
 * JSON Schema here, so that its wrappers have an order of their own: what may be left out, then what has a default, then
 * what may be null.
 */
import { fromJson } from "./names.ts";
import { schema } from "./schema-builders.ts";
import { constant, type ObjectValue, type SchemaValue, UNKNOWN, type Value } from "./values.ts";

const CLASS = /^\$?Zod([A-Z]\w*)$/;
/** Of these every schema is. */
const ALL = new Set(["Type", "TypeAny", "Schema"]);

/** `value instanceof cls`; `undefined` where that is not known, or the class is none of zod's. */
export function isOfClass(value: Value, cls: Value): boolean | undefined {
  if (cls.kind !== "external") return undefined;
  const [, wanted] = CLASS.exec(cls.path.at(-1) ?? "") ?? [];
  if (wanted === undefined || value.kind === "unknown" || value.kind === "external" || value.kind === "union")
    return undefined;
  if (value.kind !== "schema") return false;
  if (ALL.has(wanted)) return true;
  const own = classOf(value);
  return own === undefined ? undefined : own === wanted;
}

const BY_TYPE: Readonly<Record<string, string>> = {
  string: "String",
  number: "Number",
  integer: "Number",
  boolean: "Boolean",
  array: "Array",
  null: "Null",
};

function classOf({ json, optional, shape, partial }: SchemaValue): string | undefined {
  if ("default" in json) return "Default";
  if (optional) return "Optional";
  if (isNullable(json)) return "Nullable";
  if ("const" in json) return "Literal";
  if ("enum" in json) return "Enum";
  if ("anyOf" in json || "oneOf" in json) return "Union";
  if ("allOf" in json) return "Intersection";
  const { type } = json;
  if (type === "object") return shape || !isRecord(json) ? "Object" : "Record";
  if (typeof type === "string") return BY_TYPE[type];
  return partial ? undefined : "Any";
}

function isRecord(json: SchemaValue["json"]): boolean {
  return !("properties" in json) && typeof json["additionalProperties"] === "object";
}

function isNullable({ type, anyOf }: SchemaValue["json"]): boolean {
  return (Array.isArray(type) && type.includes("null")) || (Array.isArray(anyOf) && anyOf.some(isNull));
}

function isNull(option: unknown): boolean {
  return typeof option === "object" && option !== null && "type" in option && option.type === "null";
}

/** What stands inside the outermost wrapper, or in a list. */
export function unwrapped(base: SchemaValue): SchemaValue {
  const { default: _, ...json } = base.json;
  if ("default" in base.json) return { ...base, json, optional: false };
  if (base.optional) return { ...base, optional: false };
  if (isNullable(json)) return { ...base, json: withoutNull(json) };
  return json["type"] === "array" ? schema((json["items"] ?? {}) as SchemaValue["json"]) : base;
}

function withoutNull({ type, anyOf, ...json }: SchemaValue["json"]): SchemaValue["json"] {
  if (Array.isArray(type)) {
    const types = type.filter((one) => one !== "null");
    return { type: types.length === 1 ? types[0] : types, ...json };
  }
  const options = (anyOf as unknown[]).filter((option) => !isNull(option));
  const [only] = options;
  return options.length === 1 && typeof only === "object" ? { ...only, ...json } : { anyOf: options, ...json };
}

/** `schema.def`, in zod 3 `schema._def`. */
export function definitionOf(base: SchemaValue): ObjectValue {
  const entries: ObjectValue["entries"] = new Map();
  const put = (key: string, value: Value) => entries.set(key, { value });
  const own = classOf(base);
  if (own === undefined) return { kind: "object", entries, open: true };
  put("typeName", constant(`Zod${own}`));
  put("type", constant(own.toLowerCase()));
  const { json } = base;
  if (json["default"] !== undefined) put("defaultValue", fromJson(json["default"]));
  if (own === "Default" || own === "Optional" || own === "Nullable") put("innerType", unwrapped(base));
  if (own === "Record") {
    put("keyType", schema((json["propertyNames"] ?? { type: "string" }) as SchemaValue["json"]));
    put("valueType", schema(json["additionalProperties"] as SchemaValue["json"]));
  }
  return { kind: "object", entries, open: true };
}

/** Whether two schemas say the same: what is unwrapped is another, what had no wrapper is itself. */
export function saysTheSame(a: SchemaValue, b: SchemaValue): boolean {
  return a === b || (a.optional === b.optional && JSON.stringify(a.json) === JSON.stringify(b.json));
}

/** What is said of a schema; `undefined` as a value where nothing is, unless a part of it is not known. */
export function descriptionOf({ json, partial }: SchemaValue): Value {
  const { description } = json;
  if (typeof description === "string") return constant(description);
  return partial ? UNKNOWN : constant(undefined);
}
