/** Types of parameters to JSON Schema, as pydantic writes them; models stand where they are used. */
import type { JsonObject, Json as JsonValue } from "../../schema/json.ts";
import { settled } from "./certainty.ts";
import { inheritsExternal, isEnum } from "./class-values.ts";
import { lastSegment, toJson } from "./json.ts";
import { lookUp, type Machine, type Module } from "./machine.ts";
import { isModel, modelSchema } from "./model-schemas.ts";
import { type CallArguments, type ClassValue, type ExternalCallValue, NONE, plainOf, type Value } from "./values.ts";

/** What a model's nesting may cost; recursive models end as plain objects. */
const MAX_DEPTH = 12;

const SIMPLE: Record<string, JsonObject> = {
  str: { type: "string" },
  AnyStr: { type: "string" },
  int: { type: "integer" },
  float: { type: "number" },
  Decimal: { type: "number" },
  complex: { type: "string" },
  bool: { type: "boolean" },
  bytes: { type: "string" },
  dict: { type: "object" },
  Dict: { type: "object" },
  Mapping: { type: "object" },
  MutableMapping: { type: "object" },
  object: {},
  list: { type: "array" },
  List: { type: "array" },
  Sequence: { type: "array" },
  Iterable: { type: "array" },
  Collection: { type: "array" },
  tuple: { type: "array" },
  Tuple: { type: "array" },
  set: { type: "array", uniqueItems: true },
  Set: { type: "array", uniqueItems: true },
  frozenset: { type: "array", uniqueItems: true },
  FrozenSet: { type: "array", uniqueItems: true },
  Any: {},
  None: { type: "null" },
  NoneType: { type: "null" },
  datetime: { type: "string", format: "date-time" },
  date: { type: "string", format: "date" },
  time: { type: "string", format: "time" },
  timedelta: { type: "string", format: "duration" },
  Path: { type: "string", format: "path" },
  UUID: { type: "string", format: "uuid" },
  EmailStr: { type: "string", format: "email" },
  AnyUrl: { type: "string", format: "uri" },
  AnyHttpUrl: { type: "string", format: "uri" },
  HttpUrl: { type: "string", format: "uri" },
  SecretStr: { type: "string", format: "password" },
  PositiveInt: { type: "integer", exclusiveMinimum: 0 },
  NonNegativeInt: { type: "integer", minimum: 0 },
  PositiveFloat: { type: "number", exclusiveMinimum: 0 },
  NonNegativeFloat: { type: "number", minimum: 0 },
  StrictStr: { type: "string" },
  StrictInt: { type: "integer" },
  StrictBool: { type: "boolean" },
  StrictFloat: { type: "number" },
};

export interface TypeContext {
  machine: Machine;
  module: Module;
  depth: number;
  /** Classes that are being written. */
  open: readonly ClassValue[];
  /** Types were met of which nothing is known. */
  gaps: { found: boolean };
}

export function typeContext(machine: Machine, module: Module): TypeContext {
  return { machine, module, depth: 0, open: [], gaps: { found: false } };
}

export function schemaOf(context: TypeContext, type: Value): JsonObject {
  if (context.depth > MAX_DEPTH) return {};
  const inner: TypeContext = { ...context, depth: context.depth + 1 };
  switch (type.kind) {
    case "none":
      return { type: "null" };
    case "external": {
      const name = lastSegment(type.path);
      if (Object.hasOwn(SIMPLE, name)) return { ...SIMPLE[name] };
      context.gaps.found ||= !/^(?:builtins|typing|typing_extensions|types|collections)\./.test(type.path);
      return {};
    }
    case "class":
      return classSchema(inner, type);
    case "generic":
      return genericSchema(inner, type.origin, type.args);
    case "string":
      return forwardSchema(inner, type.value);
    case "external-call":
      return callSchema(inner, type);
    case "union":
      return schemaOf(
        inner,
        type.options.find((option) => option.kind !== "unknown") ?? type.options[0] ?? { kind: "none" },
      );
    default:
      return {};
  }
}

/** A type in quotes: a name, a dotted name, or such joined by `|`. */
function forwardSchema(context: TypeContext, text: string): JsonObject {
  const members = text.split("|").map((part) => part.trim());
  const schemas = members.map((member): JsonObject => {
    if (member === "None") return { type: "null" };
    const optional = /^(?:typing\.)?Optional\[([\w.]+)\]$/.exec(member)?.[1];
    if (optional !== undefined) return { anyOf: [forwardSchema(context, optional), { type: "null" }] };
    const [head, ...rest] = member.replace(/\[.*$/, "").split(".");
    const value = head === undefined ? undefined : lookUp(context.module.scope, head);
    const found = rest.reduce<Value | undefined>(
      (object, part) => (object?.kind === "module" ? object.module.scope.variables.get(part) : undefined),
      value,
    );
    if (found && found.kind !== "string") return schemaOf(context, found);
    const name = rest.at(-1) ?? head ?? "";
    return Object.hasOwn(SIMPLE, name) ? { ...SIMPLE[name] } : {};
  });
  const [only] = schemas;
  return schemas.length === 1 && only ? only : { anyOf: schemas };
}

function genericSchema(context: TypeContext, origin: Value, args: readonly Value[]): JsonObject {
  const [first, second] = args;
  if (origin.kind === "class") return classSchema(context, origin);
  if (origin.kind !== "external") return schemaOf(context, origin);
  switch (lastSegment(origin.path)) {
    case "Optional":
      return unionSchema(context, [...(first ? [first] : []), NONE]);
    case "Union":
      return unionSchema(context, args);
    case "Annotated":
      return first ? { ...schemaOf(context, first), ...metadataSchema(context, args.slice(1)) } : {};
    case "Literal":
      return enumSchema(literalValues(args));
    case "list":
    case "List":
    case "Sequence":
    case "Iterable":
    case "Collection":
      return { type: "array", items: first ? schemaOf(context, first) : {} };
    case "set":
    case "Set":
    case "frozenset":
    case "FrozenSet":
      return { type: "array", items: first ? schemaOf(context, first) : {}, uniqueItems: true };
    case "tuple":
    case "Tuple":
      return { type: "array", ...(first ? { prefixItems: args.map((arg) => schemaOf(context, arg)) } : {}) };
    case "dict":
    case "Dict":
    case "Mapping":
    case "MutableMapping": {
      const values = second ? schemaOf(context, second) : {};
      return { type: "object", additionalProperties: Object.keys(values).length > 0 ? values : true };
    }
    case "Required":
    case "NotRequired":
    case "Final":
    case "ReadOnly":
    case "SkipValidation":
      return first ? schemaOf(context, first) : {};
    default:
      return schemaOf(context, origin);
  }
}

function literalValues(args: readonly Value[]): JsonValue[] {
  return args.flatMap((arg) => {
    // `Literal[*NAMES]` and aliases of other literals.
    if (arg.kind === "list") return literalValues(arg.items);
    if (arg.kind === "generic") return literalValues(arg.args);
    const json = toJson(arg);
    return json === undefined ? [] : [json];
  });
}

function enumSchema(values: readonly JsonValue[]): JsonObject {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [kind] = kinds;
  const type = kinds.size !== 1 ? undefined : kind === "number" ? "integer" : kind;
  const [only] = values;
  const constant = values.length === 1 && only !== undefined ? { const: only } : { enum: [...values] };
  return type === undefined ? constant : { ...constant, type };
}

function unionSchema(context: TypeContext, args: readonly Value[]): JsonObject {
  const members = args.flatMap(membersOf);
  const others = members.filter((member) => member.kind !== "none");
  const nullable = others.length < members.length ? [{ type: "null" }] : [];
  const schemas: JsonObject[] = [...others.map((member) => schemaOf(context, member)), ...nullable];
  const [only] = schemas;
  return schemas.length === 1 && only ? only : { anyOf: schemas };
}

/** The members of unions in one another, as Python makes one of them. */
function membersOf(type: Value): readonly Value[] {
  if (type.kind !== "generic" || type.origin.kind !== "external") return [type];
  const name = lastSegment(type.origin.path);
  if (name === "Union") return type.args.flatMap(membersOf);
  return name === "Optional" ? [...type.args.flatMap(membersOf), NONE] : [type];
}

/** `constr(min_length=1)`, `Literal`-like helpers, new types. */
function callSchema(context: TypeContext, type: ExternalCallValue): JsonObject {
  const base: Record<string, JsonObject> = {
    constr: { type: "string" },
    conint: { type: "integer" },
    confloat: { type: "number" },
    conlist: { type: "array" },
  };
  const schema = base[lastSegment(type.path)];
  if (schema) return { ...schema, ...constraints(type.call) };
  return type.path.endsWith("TypeVar") ? {} : metadataSchema(context, [type]);
}

const CONSTRAINTS: Record<string, string> = {
  ge: "minimum",
  gt: "exclusiveMinimum",
  le: "maximum",
  lt: "exclusiveMaximum",
  min_length: "minLength",
  max_length: "maxLength",
  pattern: "pattern",
  regex: "pattern",
  multiple_of: "multipleOf",
  title: "title",
  examples: "examples",
};

function constraints(call: CallArguments): JsonObject {
  const schema: JsonObject = {};
  for (const [name, value] of call.keywords) {
    const keyword = Object.hasOwn(CONSTRAINTS, name) ? CONSTRAINTS[name] : undefined;
    const json = keyword === undefined ? undefined : toJson(value);
    if (keyword !== undefined && json !== undefined && json !== null) schema[keyword] = json;
  }
  const description = call.keywords.get("description");
  const text = description && toJson(description);
  if (typeof text === "string" && text !== "") schema.description = text;
  return schema;
}

/** What the metadata of `Annotated` adds: `Field(…)`, a bare text, constraints. */
export function metadataSchema(_context: TypeContext, metadata: readonly Value[]): JsonObject {
  let schema: JsonObject = {};
  for (const item of metadata) {
    const plain = item.kind === "unknown" ? settled(item) : item;
    if (plain.kind === "string" && plain.value !== "") schema = { ...schema, description: plain.value };
    else if (plain.kind === "external-call") {
      schema = { ...schema, ...constraints(plain.call) };
      const [text] = plain.call.positional;
      const doc = lastSegment(plain.path) === "Doc" && text ? toJson(text) : undefined;
      if (typeof doc === "string") schema.description = doc;
    } else if (plain.kind === "instance") {
      const description = plain.attributes.get("description");
      const text = description && toJson(description);
      if (typeof text === "string") schema = { ...schema, description: text };
    }
  }
  return schema;
}

function classSchema(context: TypeContext, cls: ClassValue): JsonObject {
  if (isEnum(cls)) {
    const values = [...cls.attributes.values()]
      .filter((member) => member.kind === "instance" && member.cls === cls)
      .map((member) => toJson(plainOf(member)))
      .filter((value) => value !== undefined);
    return values.length > 0 ? { ...enumSchema(values), enum: values } : { type: "string" };
  }
  if (context.open.includes(cls)) return { type: "object" };
  if (inheritsExternal(cls, (path) => path === "builtins.str")) return { type: "string" };
  if (!isModel(cls) && cls.annotations.size === 0) return {};
  return modelSchema({ ...context, open: [...context.open, cls] }, cls);
}
