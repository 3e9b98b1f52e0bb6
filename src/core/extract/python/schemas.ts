/** Types of parameters to JSON Schema, as pydantic writes them; models stand where they are used. */
import type { JsonObject, Json as JsonValue } from "../../schema/json.ts";
import type { SyntaxNode } from "../syntax.ts";
import { evaluate } from "./expressions.ts";
import { lookUp, type Machine, type Module, makeFrame } from "./machine.ts";
import {
  type CallArguments,
  type ClassValue,
  type ExternalCallValue,
  inheritsExternal,
  isEnum,
  keyOf,
  linearize,
  optionsOf,
  plainOf,
  settled,
  type Value,
} from "./values.ts";

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

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** JSON where every part is known; `undefined` where the whole is not. Unknown members are left out. */
export function toJson(value: Value, depth = 0): JsonValue | undefined {
  const plain = depth === 0 || value.kind === "unknown" ? settled(value) : plainOf(value);
  if (depth > 40) return undefined;
  switch (plain.kind) {
    case "none":
      return null;
    case "bool":
    case "number":
    case "string":
      return plain.value;
    case "list":
      return plain.items.map((item) => toJson(item, depth + 1)).filter((item) => item !== undefined);
    case "dict": {
      const object: JsonObject = {};
      for (const { key, value: item } of plain.entries.values()) {
        const name = settled(key);
        const json = toJson(item, depth + 1);
        if (name.kind === "string" && json !== undefined) setMember(object, name.value, json);
      }
      return object;
    }
    case "union":
      return plain.options[0] && toJson(plain.options[0], depth + 1);
    default:
      return undefined;
  }
}

/** `__proto__` is a name like others. */
export function setMember(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

export interface TypeContext {
  machine: Machine;
  module: Module;
  depth: number;
  /** Classes that are being written. */
  open: readonly ClassValue[];
}

export function typeContext(machine: Machine, module: Module): TypeContext {
  return { machine, module, depth: 0, open: [] };
}

export function evaluateType(
  machine: Machine,
  module: Module,
  scope: Parameters<typeof lookUp>[0],
  node: SyntaxNode,
): Value {
  return evaluate(machine, makeFrame(scope, module), node);
}

export function schemaOf(context: TypeContext, type: Value): JsonObject {
  if (context.depth > MAX_DEPTH) return {};
  const inner: TypeContext = { ...context, depth: context.depth + 1 };
  switch (type.kind) {
    case "none":
      return { type: "null" };
    case "external": {
      const name = lastSegment(type.path);
      return Object.hasOwn(SIMPLE, name) ? { ...SIMPLE[name] } : {};
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
      return { anyOf: [first ? schemaOf(context, first) : {}, { type: "null" }] };
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
  const flat = args.flatMap((arg) =>
    arg.kind === "generic" && arg.origin.kind === "external" && lastSegment(arg.origin.path) === "Union"
      ? arg.args
      : [arg],
  );
  const schemas = flat.map((arg) => schemaOf(context, arg));
  const [only] = schemas;
  return schemas.length === 1 && only ? only : { anyOf: schemas };
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

export function isField(value: Value): value is ExternalCallValue {
  return (
    value.kind === "external-call" && /(?:^|\.)(?:Field|Parameter|Param|Query|Body|Option|Argument)$/.test(value.path)
  );
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

/** The member of `Annotated[…, Field(…)]` that is a field, of nested ones the outermost. */
export function fieldIn(type: Value): ExternalCallValue | undefined {
  if (type.kind !== "generic" || type.origin.kind !== "external") return undefined;
  if (lastSegment(type.origin.path) !== "Annotated") return undefined;
  return type.args.slice(1).find(isField) ?? (type.args[0] && fieldIn(type.args[0]));
}

export function isModel(cls: ClassValue): boolean {
  if (cls.dataclass) return true;
  return inheritsExternal(cls, (path) =>
    /(?:BaseModel|RootModel|TypedDict|NamedTuple|SQLModel|Struct|BaseSettings)$/.test(path),
  );
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

/** The object schema of a model, its bases' fields first. */
export function modelSchema(context: TypeContext, cls: ClassValue): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  const partialTypes = cls.keywords.get("total");
  const optional = partialTypes?.kind === "bool" && !partialTypes.value;
  for (const base of linearize(cls).reverse()) {
    if (base.kind !== "class") continue;
    for (const [name, node] of base.annotations) {
      if (name.startsWith("_") || name === "model_config") continue;
      const type = evaluate(context.machine, makeFrame(base.scope, base.module), node);
      if (type.kind === "generic" && type.origin.kind === "external" && lastSegment(type.origin.path) === "ClassVar")
        continue;
      const field = describeField({ ...context, module: base.module }, name, type, base.attributes.get(name));
      setMember(properties, field.name, field.schema);
      const isRequired = field.required && !optional && !isNotRequired(type);
      const at = required.indexOf(field.name);
      if (isRequired && at < 0) required.push(field.name);
      else if (!isRequired && at >= 0) required.splice(at, 1);
    }
  }
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function isNotRequired(type: Value): boolean {
  return type.kind === "generic" && type.origin.kind === "external" && lastSegment(type.origin.path) === "NotRequired";
}

export interface DescribedField {
  name: string;
  schema: JsonObject;
  required: boolean;
}

/** One field of a model or parameter of a function, with the default that is written or in `Field(…)`. */
export function describeField(
  context: TypeContext,
  name: string,
  type: Value | undefined,
  written: Value | undefined,
): DescribedField {
  const field = written && isField(written) ? written : undefined;
  const inType = type && fieldIn(type);
  const schema: JsonObject = {
    ...(type ? schemaOf(context, type) : {}),
    ...(field ? metadataSchema(context, [field]) : {}),
  };
  const defaultValue = field ? fieldDefault(field) : (written ?? (inType ? fieldDefault(inType) : undefined));
  const isEllipsis = defaultValue === undefined;
  if (defaultValue && defaultValue !== NO_VALUE) {
    const json = toJson(defaultValue);
    if (json !== undefined) schema.default = json;
  }
  const alias = [field, inType].map((each) => each && aliasOf(each)).find((each) => each !== undefined);
  return { name: alias ?? name, schema, required: isEllipsis };
}

/** A default exists, but is made at run time. */
const NO_VALUE: Value = { kind: "unknown" };

function fieldDefault(field: ExternalCallValue): Value | undefined {
  const value = field.call.keywords.get("default") ?? field.call.positional[0];
  if (value) return value.kind === "unknown" && !value.fallback ? undefined : value;
  const factory = field.call.keywords.get("default_factory");
  if (!factory) return undefined;
  if (keyOf(factory) === "e:builtins.list") return { kind: "list", type: "list", items: [] };
  return keyOf(factory) === "e:builtins.dict" ? { kind: "dict", entries: new Map() } : NO_VALUE;
}

function aliasOf(field: ExternalCallValue): string | undefined {
  for (const keyword of ["validation_alias", "alias"]) {
    const value = field.call.keywords.get(keyword);
    const json = value && toJson(value);
    if (typeof json === "string" && json !== "") return json;
    const [option] = value ? optionsOf(value) : [];
    const choice = option?.kind === "external-call" ? option.call.positional[0] : undefined;
    const text = choice && toJson(choice);
    if (typeof text === "string") return text;
  }
  return undefined;
}
