/** Methods of schemas: what each adds to the JSON Schema. */
import { callFunction } from "./functions.ts";
import type { Program } from "./program.ts";
import {
  intersect,
  nullable,
  partialSchema,
  schema,
  shapeSchema,
  toSchema,
  withAdditional,
} from "./schema-builders.ts";
import { definitionOf, descriptionOf, unwrapped } from "./schema-classes.ts";
import {
  asString,
  constant,
  EMPTY_ENV,
  firstOption,
  list,
  type SchemaValue,
  toJson,
  UNKNOWN,
  type Value,
} from "./values.ts";

function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === "constant" && typeof value.value === "number" && Number.isFinite(value.value)
    ? value.value
    : undefined;
}

function withLimit(base: SchemaValue, value: Value | undefined, limit: "min" | "max"): SchemaValue {
  const number = numberOf(value);
  if (number === undefined) return base;
  const suffix = base.json["type"] === "string" ? "Length" : base.json["type"] === "array" ? "Items" : "imum";
  return withJson(base, { [`${limit}${suffix}`]: number });
}

function withJson(base: SchemaValue, json: Record<string, unknown>): SchemaValue {
  return { ...base, json: { ...base.json, ...json } };
}

const FORMATS: Record<string, string> = {
  email: "email",
  url: "uri",
  uuid: "uuid",
  guid: "uuid",
  datetime: "date-time",
  date: "date",
  time: "time",
  ip: "ip",
  ipv4: "ipv4",
  ipv6: "ipv6",
  base64: "base64",
};

export function callSchemaMethod(program: Program, base: SchemaValue, method: string, args: readonly Value[]): Value {
  const [first] = args;
  if (Object.hasOwn(FORMATS, method)) return withJson(base, { format: FORMATS[method] });
  switch (method) {
    case "optional":
    case "nullish":
    case "exactOptional":
      return { ...(method === "nullish" ? nullable(base) : base), optional: true };
    case "nullable":
      return nullable(base);
    case "default":
    case "prefault":
    case "catch": {
      const value = first?.kind === "function" ? callFunction(program, first, [], EMPTY_ENV) : first;
      const { json } = toJson(value ?? UNKNOWN);
      return { ...(json === undefined ? base : withJson(base, { default: json })), optional: true };
    }
    case "describe":
    case "title":
    case "description": {
      const described = first && firstOption(first);
      const text = described?.kind === "text" ? described.text : first && asString(first);
      if (text === undefined) return { ...base, partial: true };
      return {
        ...withJson(base, { [method === "title" ? "title" : "description"]: text }),
        partial: base.partial || described?.kind === "text",
      };
    }
    case "meta":
    case "openapi":
    case "annotations":
    case "annotate": {
      const { json } = toJson(first ?? UNKNOWN);
      return typeof json === "object" && json !== null
        ? withJson(
            base,
            Object.fromEntries(
              Object.entries(json).filter(([key]) => key === "description" || key === "title" || key === "examples"),
            ),
          )
        : base;
    }
    case "min":
    case "gte":
      return withLimit(base, first, "min");
    case "max":
    case "lte":
      return withLimit(base, first, "max");
    case "length":
      return withLimit(withLimit(base, first, "min"), first, "max");
    case "regex":
      return first?.kind === "pattern" && base.json["pattern"] === undefined
        ? withJson(base, { pattern: first.source })
        : base;
    case "nonempty":
      return withLimit(base, constant(1), "min");
    case "gt":
    case "positive":
      return withJson(base, { exclusiveMinimum: method === "gt" ? numberOf(first) : 0 });
    case "lt":
    case "negative":
      return withJson(base, { exclusiveMaximum: method === "lt" ? numberOf(first) : 0 });
    case "nonnegative":
      return withJson(base, { minimum: 0 });
    case "nonpositive":
      return withJson(base, { maximum: 0 });
    case "int":
    case "safe":
      return method === "int" ? withJson(base, { type: "integer" }) : base;
    case "multipleOf":
    case "step":
      return withJson(base, { multipleOf: numberOf(first) });
    case "array":
      return schema({ type: "array", items: base.json }, { partial: base.partial });
    case "or": {
      const other = toSchema(first);
      return schema({ anyOf: [base.json, other?.json ?? {}] }, { partial: base.partial || (other?.partial ?? true) });
    }
    case "and":
      return intersect(base, toSchema(first) ?? schema({}));
    case "strict":
      return withAdditional(base, false);
    case "extend":
    case "merge":
    case "safeExtend":
    case "augment":
    case "setKey":
      return extend(base, method === "setKey" ? undefined : first);
    case "pick":
    case "omit":
      return select(base, first, method === "pick");
    case "partial":
    case "deepPartial":
      return partialSchema(base, keysOf(first));
    case "required":
      return base.shape
        ? shapeSchema(new Map([...base.shape].map(([key, item]) => [key, { ...item, optional: false }])), {}, base.json)
        : base;
    case "keyof":
      return schema({ type: "string", enum: [...(base.shape?.keys() ?? [])] });
    case "pipe":
      return base;
    case "parse":
    case "parseAsync":
      return first ?? UNKNOWN;
    case "safeParse":
    case "safeParseAsync":
      return first
        ? {
            kind: "object",
            entries: new Map([
              ["success", { value: constant(true) }],
              ["data", { value: first }],
            ]),
            open: false,
          }
        : UNKNOWN;
    case "unwrap":
    case "removeDefault":
      return unwrapped(base);
    case "isOptional":
      return constant(base.optional);
    // What transforms or checks a value does not change what it may be.
    default:
      return base;
  }
}

function extend(base: SchemaValue, other: Value | undefined): SchemaValue {
  const added = toSchema(other);
  if (!added?.shape) return { ...base, partial: true };
  return shapeSchema(
    new Map([...(base.shape ?? []), ...added.shape]),
    { optional: base.optional, partial: base.partial || added.partial },
    base.json,
  );
}

function keysOf(value: Value | undefined): Set<string> | undefined {
  const given = value && firstOption(value);
  if (given?.kind === "object") return new Set(given.entries.keys());
  if (given?.kind === "array") return new Set(given.items.flatMap((item) => asString(item.value) ?? []));
  return undefined;
}

function select(base: SchemaValue, value: Value | undefined, keep: boolean): SchemaValue {
  const keys = keysOf(value);
  if (!keys || !base.shape) return { ...base, partial: true };
  const shape = new Map([...base.shape].filter(([key]) => keys.has(key) === keep));
  return shapeSchema(shape, { optional: base.optional, partial: base.partial }, base.json);
}

/** Members that are read rather than called. */
export function schemaMember(base: SchemaValue, key: string): Value {
  switch (key) {
    case "shape":
      return base.shape
        ? {
            kind: "object",
            entries: new Map([...base.shape].map(([name, item]) => [name, { value: item }])),
            open: false,
          }
        : UNKNOWN;
    case "description":
      return descriptionOf(base);
    case "element":
      return schema((base.json["items"] ?? {}) as Record<string, unknown>);
    case "options": {
      const values = base.json["enum"];
      return Array.isArray(values) ? list(values.map((item) => constant(item as string))) : UNKNOWN;
    }
    case "enum":
    case "Values": {
      const values = base.json["enum"];
      return Array.isArray(values)
        ? {
            kind: "object",
            entries: new Map(values.map((item) => [String(item), { value: constant(item as string) }])),
            open: false,
          }
        : UNKNOWN;
    }
    case "properties":
      return base.shape ? schemaMember(base, "shape") : UNKNOWN;
    case "required":
      return Array.isArray(base.json["required"])
        ? list(base.json["required"].map((item) => constant(String(item))))
        : UNKNOWN;
    case "type":
      return typeof base.json["type"] === "string" ? constant(base.json["type"]) : UNKNOWN;
    case "_def":
    case "def":
      return definitionOf(base);
  }
  return UNKNOWN;
}
