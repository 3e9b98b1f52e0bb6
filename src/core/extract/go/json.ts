/** JSON that a program reads into its own types (`json.Unmarshal`), and schemas that it infers from them. */
import type { Json, JsonObject } from "../../schema/json.ts";
import { childIn, type SyntaxNode } from "../syntax.ts";
import type { Place } from "./evaluate.ts";
import { makeStruct } from "./externals.ts";
import { structSchema, tagValue, writtenJson } from "./schemas.ts";
import { list, NIL, type TypeRef, text, UNKNOWN, type Value } from "./values.ts";

/** `json.Unmarshal(data, &target)`: fills the target, which is a value that others hold too. */
export function unmarshal(place: Place, data: Value | undefined, target: Value | undefined, node: SyntaxNode): void {
  const json = data?.kind === "text" && !data.holes ? parse(data.value) : data && writtenJson(place.machine, data).json;
  if (json === undefined || !target) return;
  if (target.kind === "struct") {
    const read = fromJson(place, json, target.type, node);
    if (read.kind === "struct") for (const [name, value] of read.fields) target.fields.set(name, value);
  } else if (target.kind === "list") {
    const read = fromJson(place, json, target.type ?? untyped(place), node);
    if (read.kind === "list") target.items.push(...read.items);
  } else if (target.kind === "map") {
    const read = fromJson(place, json, target.type ?? untyped(place), node);
    if (read.kind === "map") for (const [name, value] of read.entries) target.entries.set(name, value);
  }
}

function parse(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

const untyped = (place: Place): TypeRef => ({ node: undefined, file: place.file });

/** A JSON value as the type has it; where the type says nothing, as maps and lists. */
function fromJson(place: Place, json: Json, type: TypeRef, node: SyntaxNode, depth = 0): Value {
  if (depth > 40 || !place.machine.step()) return UNKNOWN;
  if (json === null) return NIL;
  if (typeof json === "string") return text(json);
  if (typeof json === "number") return { kind: "number", value: json };
  if (typeof json === "boolean") return { kind: "bool", value: json };
  const resolved = place.machine.underlying(type);
  const inner = (field: string): TypeRef => ({ ...resolved, node: resolved.node && childIn(resolved.node, field) });
  if (Array.isArray(json)) {
    const element = inner("element");
    return list(json.map((item) => fromJson(place, item, element, node, depth + 1)));
  }
  if (resolved.node?.type === "struct_type") {
    const fields = new Map<string, Value>();
    for (const field of place.machine.fieldNames(resolved)) {
      const key = memberOf(json, tagValue(field.tag, "json")?.split(",")[0] || field.name);
      const value = (key === undefined ? undefined : json[key]) ?? absent(place, field.type);
      if (value !== undefined) fields.set(field.name, fromJson(place, value, field.type, node, depth + 1));
    }
    return makeStruct(place, type, fields, node);
  }
  const element = inner("value");
  const entries = Object.entries(json).map(
    ([key, value]) => [key, fromJson(place, value, element, node, depth + 1)] as const,
  );
  return { kind: "map", entries: new Map(entries) };
}

/** What a member is that the text does not have. */
function absent(place: Place, type: TypeRef): Json | undefined {
  const name = place.machine.underlying(type).node?.text ?? "";
  if (name === "bool") return false;
  if (name === "string") return "";
  return /^(?:u?int|float)\d*$/.test(name) ? 0 : undefined;
}

/** Go matches a member's name without regard to case where none is exactly the same. */
function memberOf(json: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(json, name)) return name;
  return Object.keys(json).find((key) => key.toLowerCase() === name.toLowerCase());
}

/** `jsonschema.For[T](…)`, `reflector.Reflect(&T{})`: a schema value, which the program may change afterwards. */
export function inferredSchema(
  place: Place,
  path: string,
  args: readonly Value[],
  typeArgs: readonly TypeRef[],
  node: SyntaxNode,
): Value | undefined {
  if (!/jsonschema/i.test(path)) return undefined;
  const [first] = args;
  const given = /\.Reflect$/.test(path) && first?.kind === "struct" ? first.type : undefined;
  const type = /\.For$/.test(path) ? typeArgs[0] : given;
  return type && schemaValue(place, structSchema(place.machine, type), type, node);
}

/** A schema as the libraries' structs hold it: `Properties`, `Required`, with the members' schemas alike. */
function schemaValue(place: Place, json: Json, type: TypeRef, node: SyntaxNode, depth = 0): Value {
  if (typeof json !== "object" || json === null || Array.isArray(json) || depth > 20)
    return fromJson(place, json, untyped(place), node);
  const fields = new Map<string, Value>();
  for (const [name, value] of Object.entries(json)) {
    const isMembers = name === "properties" && typeof value === "object" && value !== null && !Array.isArray(value);
    const inner = isMembers
      ? ({
          kind: "map",
          entries: new Map(
            Object.entries(value).map(([key, member]) => [key, schemaValue(place, member, type, node, depth + 1)]),
          ),
        } as const)
      : schemaValue(place, value, type, node, depth + 1);
    fields.set(name.slice(0, 1).toUpperCase() + name.slice(1), inner);
  }
  return { kind: "struct", type: untyped(place), fields, node, file: place.file };
}
