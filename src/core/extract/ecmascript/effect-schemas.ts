/** Effect's `Schema` to JSON Schema: types that are values (`Schema.String`) and functions that make others of them. */
import { elementsOf } from "./combine.ts";
import { objectSchema, schema, toSchema, unionOf } from "./schema-builders.ts";
import { firstOption, list, type SchemaValue, toJson, UNKNOWN, type Value } from "./values.ts";

type External = Value & { kind: "external" };

const ATOMS: Record<string, Record<string, unknown>> = {
  String: { type: "string" },
  NonEmptyString: { type: "string", minLength: 1 },
  NonEmptyTrimmedString: { type: "string", minLength: 1 },
  Trim: { type: "string" },
  UUID: { type: "string", format: "uuid" },
  Number: { type: "number" },
  Finite: { type: "number" },
  Positive: { type: "number", exclusiveMinimum: 0 },
  NonNegative: { type: "number", minimum: 0 },
  Int: { type: "integer" },
  Boolean: { type: "boolean" },
  NumberFromString: { type: "string" },
  BooleanFromString: { type: "string" },
  Date: { type: "string" },
  DateFromString: { type: "string" },
  Null: { type: "null" },
  Object: { type: "object" },
  Unknown: {},
  Any: {},
};

/** Whether a value is the part of Effect of that name, however it was imported. */
export function isEffect({ module, path }: External, part: RegExp): boolean {
  return /^@?effect(?:$|\/)/.test(module) && part.test([...module.split("/"), ...path].at(-1) ?? "");
}

/** `Schema.String` and alike. */
export function effectAtom(value: External, key: string): SchemaValue | undefined {
  const json = Object.hasOwn(ATOMS, key) && isEffect(value, /^Schema$/) ? ATOMS[key] : undefined;
  return json && schema(json);
}

/** `Schema.Struct(…)` and alike, and what `JSONSchema.make` gives; `undefined` for what is no schema. */
export function effectCall(object: External, method: string, args: () => Value[]): SchemaValue | undefined {
  if (isEffect(object, /^JSONSchema$/)) return method === "make" ? toSchema(args()[0]) : undefined;
  return isEffect(object, /^Schema$/) ? build(method, args()) : undefined;
}

function build(name: string, args: readonly Value[]): SchemaValue | undefined {
  const [first, second] = args;
  const inner = toSchema(first) ?? schema({}, { partial: true });
  switch (name) {
    case "Struct": {
      const fields = first && firstOption(first);
      return (fields?.kind === "object" && objectSchema(fields)) || schema({ type: "object" }, { partial: true });
    }
    case "optional":
    case "optionalKey":
    case "UndefinedOr":
      return { ...inner, optional: true };
    case "optionalWith": {
      const { json } = toJson(second ?? UNKNOWN);
      const isNullable = typeof json === "object" && json !== null && "nullable" in json;
      return { ...(isNullable ? orNull(inner) : inner), optional: true };
    }
    case "NullOr":
      return orNull(inner);
    case "NullishOr":
      return { ...orNull(inner), optional: true };
    case "Array":
    case "NonEmptyArray":
      return schema(
        { type: "array", items: inner.json, ...(name === "Array" ? {} : { minItems: 1 }) },
        { partial: inner.partial },
      );
    case "Literal":
    case "Literals":
      return literals(name === "Literals" && first ? elementsOf(first).items.map(({ value }) => value) : args);
    case "Union": {
      const isList = args.length === 1 && first?.kind === "array";
      return unionOf(isList ? first : list(args));
    }
    case "Record":
      return schema({ type: "object" });
    case "Enums":
    case "Enum":
    case "Tuple":
    case "suspend":
      return schema({}, { partial: true });
  }
  return undefined;
}

function orNull(base: SchemaValue): SchemaValue {
  return unionOf(list([base, schema({ type: "null" })]));
}

function literals(values: readonly Value[]): SchemaValue {
  const options = values.map((value) => toJson(value));
  const partial = options.some((option) => option.partial || option.json === undefined);
  const known = options.map(({ json }) => json).filter((json) => json !== undefined);
  const isText = known.every((json) => typeof json === "string");
  return schema({ ...(isText ? { type: "string" } : {}), enum: known }, { partial });
}
