/** Schema libraries by the names of their functions (zod 3 and 4, typebox, valibot) to JSON Schema. */
import { elementsOf } from "./combine.ts";
import { enumOf } from "./schema-choices.ts";
import { asString, firstOption, isNothing, type ObjectValue, type SchemaValue, toJson, type Value } from "./values.ts";

type Json = Record<string, unknown>;

export function isSchemaLibrary(module: string): boolean {
  return (
    /(?:^|[/@._-])(?:zod|typebox|valibot)(?:$|[/._-])/.test(module) ||
    /third_party/.test(module) ||
    module === "fastmcp" ||
    module === "ai"
  );
}

export function schema(json: Json, options: Partial<SchemaValue> = {}): SchemaValue {
  return { kind: "schema", json, optional: false, partial: false, ...options };
}

/** How deep the fields of literals and records become schemas of their own: a value may hold itself. */
const DEEPEST_LITERAL = 2;
const DEEPEST_RECORD = 8;

/** A value as a schema: itself, a record of schemas, or a JSON Schema literal. `depth` counts what it stands in. */
export function toSchema(value: Value | undefined, depth = 0): SchemaValue | undefined {
  if (!value) return undefined;
  if (value.kind === "union") return largest(value.options.flatMap((option) => toSchema(option.value, depth) ?? []));
  if (value.kind === "schema") return value;
  if (value.kind !== "object") return undefined;
  if (!isJsonSchema(value)) return objectSchema(value, depth);
  const { json, partial } = toJson(value);
  return schema(json as Json, { partial, ...(depth < DEEPEST_LITERAL ? jsonShape(value, depth + 1) : {}) });
}

/** Of schemas for several configurations the one that takes most, since some configuration takes it. */
function largest(schemas: readonly SchemaValue[]): SchemaValue | undefined {
  let best = schemas[0];
  for (const one of schemas) if ((one.shape?.size ?? 0) > (best?.shape?.size ?? 0)) best = one;
  return best && schemas.length > 1 ? { ...best, partial: true } : best;
}

/** `{ type: "object", … }` as data, not a record whose key happens to be `type`. */
function isJsonSchema(value: ObjectValue): boolean {
  const type = value.entries.get("type")?.value;
  if (type?.kind === "constant" && typeof type.value === "string") return true;
  if (type?.kind === "array") return true;
  const properties = value.entries.get("properties")?.value;
  if (properties?.kind === "object") return true;
  return ["$ref", "anyOf", "oneOf", "allOf", "$schema"].some((key) => {
    const item = value.entries.get(key)?.value;
    return item !== undefined && item.kind !== "schema";
  });
}

function jsonShape(value: ObjectValue, depth: number): Partial<SchemaValue> {
  const properties = value.entries.get("properties")?.value;
  if (properties?.kind !== "object") return {};
  const shape = new Map<string, SchemaValue>();
  for (const [key, item] of properties.entries) {
    const inner = toSchema(item.value, depth);
    if (inner) shape.set(key, inner);
  }
  return { shape };
}

/** A record of schemas as an object schema; `undefined` where its values are none. */
export function objectSchema(value: ObjectValue, depth = 0): SchemaValue | undefined {
  if (depth > DEEPEST_RECORD) return undefined;
  const shape = new Map<string, SchemaValue>();
  let { open: partial } = value;
  for (const [key, item] of value.entries) {
    if (isNothing(item.value)) continue;
    const inner = firstOption(item.value);
    if (inner.kind === "schema") shape.set(key, item.guards?.length ? { ...inner, optional: true } : inner);
    else if (inner.kind === "unknown" || inner.kind === "external") {
      shape.set(key, schema({}, { partial: true }));
      partial = true;
    } else if (inner.kind === "object") {
      const nested = describedField(inner) ?? toSchema(inner, depth + 1);
      if (!nested) return undefined;
      shape.set(key, nested);
    } else return undefined;
  }
  const known = [...shape.values()].some((inner) => !(inner.partial && Object.keys(inner.json).length === 0));
  if (shape.size > 0 && !known) return undefined;
  return shapeSchema(shape, { partial });
}

/** `{ type: z.string(), description: "…" }`: a schema with what is said about it (mcp-framework). */
function describedField({ entries }: ObjectValue): SchemaValue | undefined {
  const type = entries.get("type")?.value;
  if (type?.kind !== "schema") return undefined;
  const description = asString(entries.get("description")?.value ?? { kind: "unknown" });
  return description === undefined ? type : { ...type, json: { ...type.json, description } };
}

export function shapeSchema(
  shape: ReadonlyMap<string, SchemaValue>,
  options: Partial<SchemaValue> = {},
  base: Json = {},
): SchemaValue {
  const properties: Json = {};
  for (const [key, inner] of shape)
    Object.defineProperty(properties, key, { value: inner.json, enumerable: true, configurable: true, writable: true });
  const required = [...shape].filter(([, inner]) => !inner.optional).map(([key]) => key);
  const { properties: _, required: __, ...rest } = base;
  const json = { type: "object", ...rest, properties, ...(required.length > 0 ? { required } : {}) };
  const partial = (options.partial ?? false) || [...shape.values()].some((inner) => inner.partial);
  return schema(json, { ...options, shape, partial });
}

function inner(value: Value | undefined): SchemaValue {
  return toSchema(value) ?? schema({}, { partial: true });
}

/** Of the options in a list. */
export function unionOf(value: Value | undefined): SchemaValue {
  const options = value ? elementsOf(value).items.map((item) => inner(item.value)) : [];
  const constants = options.map(({ json }) =>
    Object.keys(json).every((key) => key === "const" || key === "type") && "const" in json ? json["const"] : undefined,
  );
  if (options.length > 0 && constants.every((item) => typeof item === "string"))
    return schema({ type: "string", enum: constants });
  return schema(
    { anyOf: options.map(({ json }) => json) },
    { partial: options.length === 0 || options.some(({ partial }) => partial) },
  );
}

function literalOf(value: Value | undefined): SchemaValue {
  const { json, partial } = toJson(firstOption(value ?? { kind: "unknown" }));
  if (Array.isArray(json)) return schema({ enum: json }, { partial });
  if (json === undefined) return schema({}, { partial: true });
  return schema({ ...(json === null ? { type: "null" } : { type: typeof json }), const: json }, { partial });
}

function recordOf(args: readonly Value[]): SchemaValue {
  const value = args[1] ?? args[0];
  const values = value ? inner(value).json : {};
  return schema({ type: "object", additionalProperties: values });
}

function arrayOf(args: readonly Value[]): SchemaValue {
  const items = inner(args[0]);
  return schema({ type: "array", items: items.json }, { partial: items.partial });
}

function objectOf(args: readonly Value[]): SchemaValue {
  const given = args[0] && firstOption(args[0]);
  if (given?.kind === "object") return objectSchema(given) ?? schema({ type: "object" }, { partial: true });
  return schema({ type: "object", ...(given ? {} : { properties: {} }) }, { partial: given !== undefined });
}

const text = (format?: string) => (): SchemaValue => schema({ type: "string", ...(format ? { format } : {}) });
const plain = (json: Json) => (): SchemaValue => schema(json);

const ZOD: Record<string, (args: readonly Value[]) => SchemaValue> = {
  string: text(),
  number: plain({ type: "number" }),
  int: plain({ type: "integer" }),
  int32: plain({ type: "integer" }),
  integer: plain({ type: "integer" }),
  float32: plain({ type: "number" }),
  float64: plain({ type: "number" }),
  boolean: plain({ type: "boolean" }),
  stringbool: plain({ type: "string" }),
  bigint: plain({ type: "integer" }),
  date: text("date-time"),
  any: plain({}),
  unknown: plain({}),
  never: plain({ not: {} }),
  null: plain({ type: "null" }),
  undefined: () => schema({}, { optional: true }),
  void: () => schema({}, { optional: true }),
  object: objectOf,
  strictObject: (args) => withAdditional(objectOf(args), false),
  looseObject: (args) => withAdditional(objectOf(args), {}),
  interface: objectOf,
  array: arrayOf,
  tuple: (args) =>
    schema({ type: "array", items: args[0] ? elementsOf(args[0]).items.map((item) => inner(item.value).json) : [] }),
  set: (args) => schema({ type: "array", uniqueItems: true, items: inner(args[0]).json }),
  map: (args) => recordOf(args),
  record: recordOf,
  partialRecord: recordOf,
  enum: (args) => enumOf(args[0]),
  picklist: (args) => enumOf(args[0]),
  nativeEnum: (args) => enumOf(args[0]),
  literal: (args) => literalOf(args[0]),
  union: (args) => unionOf(args[0]),
  variant: (args) => unionOf(args[1]),
  discriminatedUnion: (args) => unionOf(args[1]),
  xor: (args) => unionOf(args[0]),
  intersection: (args) => intersect(inner(args[0]), inner(args[1])),
  optional: (args) => ({ ...inner(args[0]), optional: true }),
  nullable: (args) => nullable(inner(args[0])),
  nullish: (args) => ({ ...nullable(inner(args[0])), optional: true }),
  lazy: () => schema({}, { partial: true }),
  preprocess: (args) => inner(args[1]),
  pipe: (args) => pipeOf(args),
  custom: plain({}),
  instanceof: plain({}),
  json: plain({}),
  email: text("email"),
  url: text("uri"),
  uuid: text("uuid"),
  guid: text("uuid"),
  cuid: text(),
  cuid2: text(),
  ulid: text(),
  nanoid: text(),
  base64: text("base64"),
  jwt: text(),
  ipv4: text("ipv4"),
  ipv6: text("ipv6"),
  datetime: text("date-time"),
  templateLiteral: text(),
  keyof: (args) => schema({ type: "string", enum: [...(inner(args[0]).shape?.keys() ?? [])] }),
};

const TYPEBOX: Record<string, (args: readonly Value[]) => SchemaValue> = {
  Object: (args) => withOptions(objectOf(args), args[1]),
  String: (args) => withOptions(schema({ type: "string" }), args[0]),
  Number: (args) => withOptions(schema({ type: "number" }), args[0]),
  Integer: (args) => withOptions(schema({ type: "integer" }), args[0]),
  Boolean: (args) => withOptions(schema({ type: "boolean" }), args[0]),
  Null: (args) => withOptions(schema({ type: "null" }), args[0]),
  Any: (args) => withOptions(schema({}), args[0]),
  Unknown: (args) => withOptions(schema({}), args[0]),
  Array: (args) => withOptions(arrayOf(args), args[1]),
  Optional: (args) => ({ ...inner(args[0]), optional: true }),
  Union: (args) => withOptions(unionOf(args[0]), args[1]),
  Literal: (args) => withOptions(literalOf(args[0]), args[1]),
  Enum: (args) => withOptions(enumOf(args[0]), args[1]),
  Record: (args) => withOptions(recordOf(args), args[2]),
  Tuple: (args) => withOptions(schema({ type: "array" }), args[1]),
  Intersect: (args) =>
    args[0]
      ? elementsOf(args[0])
          .items.map((item) => inner(item.value))
          .reduce(intersect, shapeSchema(new Map()))
      : schema({}),
  Partial: (args) => partialSchema(inner(args[0])),
  Unsafe: (args) => inner(args[0]),
};

const BUILDERS = new Map([...Object.entries(ZOD), ...Object.entries(TYPEBOX)]);

/** What a schema library's function of that name gives; `undefined` for other names. */
export function buildSchema(name: string, args: readonly Value[]): SchemaValue | undefined {
  return BUILDERS.get(name.replace(/^_(?=enum|null|undefined|void|function|instanceof)/, ""))?.(args);
}

function pipeOf(args: readonly Value[]): SchemaValue {
  const base = inner(args[0]);
  const described = args
    .slice(1)
    .map((arg) => asString(arg))
    .find((item) => item !== undefined);
  return described === undefined ? base : { ...base, json: { ...base.json, description: described } };
}

export function nullable(base: SchemaValue): SchemaValue {
  const { type } = base.json;
  if (typeof type === "string" && base.json["enum"] === undefined && base.json["const"] === undefined)
    return { ...base, json: { ...base.json, type: [type, "null"] } };
  const { description, ...rest } = base.json;
  return { ...base, json: { anyOf: [rest, { type: "null" }], ...(description === undefined ? {} : { description }) } };
}

export function withAdditional(base: SchemaValue, additionalProperties: unknown): SchemaValue {
  return { ...base, json: { ...base.json, additionalProperties } };
}

function withOptions(base: SchemaValue, options: Value | undefined): SchemaValue {
  const given = options && firstOption(options);
  if (given?.kind !== "object") return base;
  const { json, partial } = toJson(given);
  return { ...base, json: { ...base.json, ...(json as Json) }, partial: base.partial || partial };
}

export function partialSchema(base: SchemaValue, keys?: ReadonlySet<string>): SchemaValue {
  if (!base.shape) return base;
  const shape = new Map(
    [...base.shape].map(([key, item]) => [key, keys && !keys.has(key) ? item : { ...item, optional: true }]),
  );
  return shapeSchema(shape, { optional: base.optional, partial: base.partial }, base.json);
}

export function intersect(a: SchemaValue, b: SchemaValue): SchemaValue {
  if (a.shape && b.shape) return shapeSchema(new Map([...a.shape, ...b.shape]), { partial: a.partial || b.partial });
  return schema({ allOf: [a.json, b.json] }, { partial: a.partial || b.partial });
}
