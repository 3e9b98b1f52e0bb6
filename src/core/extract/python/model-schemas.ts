/** Models and their fields to JSON Schema. */
import type { JsonObject } from "../../schema/json.ts";
import type { SyntaxNode } from "../syntax.ts";
import { optionsOf } from "./certainty.ts";
import { inheritsExternal, linearize } from "./class-values.ts";
import { evaluate } from "./expressions.ts";
import { lastSegment, setMember, toJson } from "./json.ts";
import { makeFrame } from "./machine.ts";
import { metadataSchema, schemaOf, type TypeContext } from "./schemas.ts";
import {
  bool,
  type ClassValue,
  callArguments,
  type DictValue,
  dict,
  type ExternalCallValue,
  external,
  keyOf,
  NONE,
  native,
  string,
  type Value,
} from "./values.ts";

export function isField(value: Value): value is ExternalCallValue {
  return (
    value.kind === "external-call" &&
    /(?:^|\.)(?:Field|Parameter|Param|Query|Body|Header|Cookie|Option|Argument)$/.test(value.path)
  );
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
  const defaultValue = defaultOf(type, written);
  const schema: JsonObject = {
    ...(type ? schemaOf(context, type) : {}),
    ...(field ? metadataSchema(context, [field]) : {}),
  };
  const isEllipsis = defaultValue === undefined;
  if (defaultValue && defaultValue !== NO_VALUE) {
    const json = toJson(defaultValue);
    if (json !== undefined) schema.default = json;
  }
  const alias = [field, inType].map((each) => each && aliasOf(each)).find((each) => each !== undefined);
  return { name: alias ?? name, schema, required: isEllipsis };
}

/** The default that is written or in `Field(…)`; `undefined`: there is none, a value is required. */
function defaultOf(type: Value | undefined, written: Value | undefined): Value | undefined {
  const field = written && isField(written) ? written : undefined;
  const inType = type && fieldIn(type);
  return field ? fieldDefault(field) : (written ?? (inType ? fieldDefault(inType) : undefined));
}

/** `Model.model_fields`: of each field its type, default and description, its bases' fields first. */
export function modelFields(context: TypeContext, cls: ClassValue): DictValue {
  const fields = new Map<string, Value>();
  for (const base of linearize(cls).reverse()) {
    if (base.kind !== "class") continue;
    for (const [name, node] of base.annotations) {
      if (name.startsWith("_") || name === "model_config") continue;
      const type = evaluate(context.machine, makeFrame(base.scope, base.module), node);
      fields.set(name, fieldInfo(context, name, type, base.attributes.get(name), node));
    }
  }
  return dict(fields);
}

function fieldInfo(
  context: TypeContext,
  name: string,
  type: Value,
  written: Value | undefined,
  node: SyntaxNode,
): ExternalCallValue {
  const value = defaultOf(type, written);
  const { description } = describeField(context, name, type, written).schema;
  const isAnnotated = type.kind === "generic" && type.origin.kind === "external" && fieldIn(type) !== undefined;
  return {
    kind: "external-call",
    path: "pydantic.fields.FieldInfo",
    call: callArguments(node),
    attributes: new Map<string, Value>([
      ["annotation", (isAnnotated && type.args[0]) || type],
      ["default", value && value !== NO_VALUE ? value : external("pydantic_core.PydanticUndefined")],
      ["description", typeof description === "string" ? string(description) : NONE],
      ["is_required", native("is_required", () => bool(value === undefined))],
    ]),
  };
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
