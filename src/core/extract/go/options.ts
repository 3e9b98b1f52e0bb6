import type { SyntaxNode } from "../syntax.ts";
import { callFunction } from "./calls.ts";
import { INPUT_TYPE } from "./inputs.ts";
import type { Machine } from "./machine.ts";
import { list, type MapValue, type StructValue, type TypeRef, text, UNKNOWN, type Value } from "./values.ts";

type Option = (tool: StructValue, args: readonly Value[], typeArgs: readonly TypeRef[]) => void;

const property =
  (type: string | undefined): Option =>
  (tool, [name, ...options]) => {
    const schema = tool.fields.get("InputSchema");
    if (schema?.kind !== "map" || name?.kind !== "text" || name.value === "") return;
    const value: MapValue = { kind: "map", entries: new Map(type === undefined ? [] : [["type", text(type)]]) };
    const state = { required: false };
    for (const option of options) applyPropertyOption(value, state, option);
    const properties = schema.entries.get("properties");
    if (properties?.kind === "map") properties.entries.set(name.value, value);
    if (!state.required) return;
    const required = schema.entries.get("required");
    schema.entries.set("required", list([...(required?.kind === "list" ? required.items : []), name]));
  };

const hint =
  (field: string): Option =>
  (tool, [value]) => {
    const present = tool.fields.get("Annotations");
    const annotations: MapValue = present?.kind === "map" ? present : { kind: "map", entries: new Map() };
    annotations.entries.set(field, value ?? UNKNOWN);
    tool.fields.set("Annotations", annotations);
  };

const setField =
  (field: string): Option =>
  (tool, [value]) => {
    tool.fields.set(field, value ?? UNKNOWN);
  };

const typedSchema =
  (field: string): Option =>
  (tool, _args, [type]) => {
    if (type) tool.fields.set(field, { kind: "type", type });
  };

export const OPTIONS: Record<string, Option> = {
  WithDescription: setField("Description"),
  WithTitle: setField("Title"),
  WithString: property("string"),
  WithNumber: property("number"),
  WithInteger: property("integer"),
  WithBoolean: property("boolean"),
  WithObject: property("object"),
  WithArray: property("array"),
  WithAny: property(undefined),
  WithToolAnnotation: setField("Annotations"),
  WithTitleAnnotation: hint("Title"),
  WithReadOnlyHintAnnotation: hint("ReadOnlyHint"),
  WithDestructiveHintAnnotation: hint("DestructiveHint"),
  WithIdempotentHintAnnotation: hint("IdempotentHint"),
  WithOpenWorldHintAnnotation: hint("OpenWorldHint"),
  WithRawInputSchema: setField("RawInputSchema"),
  WithInputSchema: typedSchema(INPUT_TYPE),
  WithOutputSchema: typedSchema("%output"),
};

export function applyOption(machine: Machine, option: Value, tool: Value | undefined, node: SyntaxNode): void {
  if (tool?.kind !== "struct") return;
  if (option.kind === "function") callFunction(machine, option, [tool], [], node);
  else if (option.kind === "list") for (const each of option.items) applyOption(machine, each, tool, node);
  else if (option.kind === "external-call") {
    const last = option.path.slice(option.path.lastIndexOf(".") + 1);
    if (Object.hasOwn(OPTIONS, last)) OPTIONS[last]?.(tool, option.args, option.typeArgs);
  }
}

const PROPERTY_KEYWORDS: Record<string, string> = {
  Description: "description",
  Title: "title",
  DefaultString: "default",
  DefaultNumber: "default",
  DefaultBool: "default",
  DefaultArray: "default",
  Min: "minimum",
  Max: "maximum",
  MinLength: "minLength",
  MaxLength: "maxLength",
  MinItems: "minItems",
  MaxItems: "maxItems",
  Pattern: "pattern",
  Items: "items",
  Properties: "properties",
  AdditionalProperties: "additionalProperties",
  MultipleOf: "multipleOf",
};

const ITEM_TYPES: Record<string, string> = {
  WithStringItems: "string",
  WithNumberItems: "number",
  WithBooleanItems: "boolean",
  WithStringEnumItems: "string",
};

function applyPropertyOption(value: MapValue, state: { required: boolean }, option: Value): void {
  if (option.kind === "list") {
    for (const each of option.items) applyPropertyOption(value, state, each);
    return;
  }
  if (option.kind !== "external-call" && option.kind !== "external") return;
  const args = option.kind === "external-call" ? option.args : [];
  const last = option.path.slice(option.path.lastIndexOf(".") + 1);
  const keyword = Object.hasOwn(PROPERTY_KEYWORDS, last) ? PROPERTY_KEYWORDS[last] : undefined;
  if (last === "Required") state.required = true;
  else if (last === "Enum")
    value.entries.set("enum", list(args.flatMap((arg) => (arg.kind === "list" ? arg.items : [arg]))));
  else if (keyword !== undefined && args[0]) value.entries.set(keyword, args[0]);
  else if (Object.hasOwn(ITEM_TYPES, last)) {
    const items = new Map<string, Value>([["type", text(ITEM_TYPES[last] ?? "string")]]);
    value.entries.set("items", { kind: "map", entries: items });
  }
}
