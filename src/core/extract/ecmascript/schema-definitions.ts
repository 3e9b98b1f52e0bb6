/**
 * Schemas of a library that a bundler has put into the file itself, perhaps with other names: what remains is the
 * definition that each constructor gets (`new X({ type: "string" })`, `new X({ typeName: Y.ZodString })`).
 */
import { childIn } from "../syntax.ts";
import { callFunction } from "./functions.ts";
import type { Program } from "./program.ts";
import { buildSchema, schema } from "./schema-builders.ts";
import { asString, type Env, type ObjectValue, type SchemaValue, UNKNOWN, type Value } from "./values.ts";

/** Which entry of the definition holds the argument that the builder of that kind takes. */
const ARGUMENTS: Record<string, readonly string[]> = {
  object: ["shape"],
  array: ["element", "type"],
  enum: ["entries", "values"],
  nativeEnum: ["values"],
  literal: ["values", "value"],
  union: ["options"],
  discriminatedUnion: ["", "options"],
  record: ["keyType", "valueType"],
  optional: ["innerType"],
  nullable: ["innerType"],
  intersection: ["left", "right"],
};

const SIMPLE = new Set([
  "string",
  "number",
  "int",
  "boolean",
  "bigint",
  "date",
  "any",
  "unknown",
  "never",
  "null",
  "undefined",
  "void",
  "tuple",
  "set",
  "map",
  "lazy",
]);
const INNER = new Set([
  "default",
  "prefault",
  "catch",
  "effects",
  "branded",
  "readonly",
  "pipeline",
  "pipe",
  "nonoptional",
  "transform",
]);

export function schemaFromDefinition(program: Program, definition: ObjectValue, env: Env): SchemaValue | undefined {
  const kind = kindOf(definition);
  if (kind === undefined) return undefined;
  const entry = (key: string): Value => {
    const value = definition.entries.get(key)?.value ?? UNKNOWN;
    const isThunk = value.kind === "function" && (key === "shape" || value.node.type === "method_definition");
    return isThunk && childIn(value.node, "body") ? callFunction(program, value, [], env) : value;
  };
  if (INNER.has(kind)) {
    const inner =
      entry("innerType").kind === "schema"
        ? entry("innerType")
        : entry("schema").kind === "schema"
          ? entry("schema")
          : entry("in");
    if (inner.kind !== "schema") return schema({}, { partial: true });
    return kind === "default" || kind === "prefault" || kind === "catch" ? { ...inner, optional: true } : inner;
  }
  if (SIMPLE.has(kind))
    return definition.entries.get("check") && entry("format").kind === "constant"
      ? formatted(kind, entry("format"))
      : buildSchema(kind, []);
  const names = Object.hasOwn(ARGUMENTS, kind) ? ARGUMENTS[kind] : undefined;
  if (!names) return undefined;
  if (kind === "record" || kind === "intersection" || kind === "discriminatedUnion")
    return buildSchema(
      kind,
      names.map((name) => (name === "" ? UNKNOWN : entry(name))),
    );
  const given = names
    .map(entry)
    .find((value) => value.kind !== "unknown" && !(value.kind === "constant" && value.value === kind));
  return buildSchema(kind, given ? [given] : []);
}

function formatted(kind: string, format: Value): SchemaValue | undefined {
  const name = asString(format) ?? "";
  return buildSchema(/^(?:safe)?int/.test(name) ? "int" : name, []) ?? buildSchema(kind, []);
}

/** `type: "string"` beside nothing that a tool or a JSON Schema would have, or zod 3's `typeName`. */
function kindOf(definition: ObjectValue): string | undefined {
  const typeName = definition.entries.get("typeName")?.value;
  if (typeName) {
    const name = asString(typeName) ?? (typeName.kind === "external" ? typeName.path.at(-1) : undefined);
    return name?.startsWith("Zod") ? lowerFirst(name.slice(3)) : undefined;
  }
  const kind = definition.entries.get("type")?.value;
  if (kind?.kind !== "constant" || typeof kind.value !== "string") return undefined;
  if (["name", "description", "properties", "url", "uri", "label"].some((key) => definition.entries.has(key)))
    return undefined;
  return SIMPLE.has(kind.value) || INNER.has(kind.value) || Object.hasOwn(ARGUMENTS, kind.value)
    ? kind.value
    : undefined;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
