/** Functions of a server's own that turn a schema of a library into JSON Schema, or JSON Schema into one of a library. */
import { type FunctionValue, type ObjectValue, optionsOf, type SchemaValue, type Value } from "./values.ts";

/** Looks into a schema: at the class that made it, or at the definition inside it. */
const LOOKS_INSIDE =
  /\binstanceof\s+(?:\w+\.)?Zod[A-Z]|\b_?def\.(?:type|typeName|shape|innerType)\b|\b_zod\b|ZodFirstPartyTypeKind/;

/** Writes what JSON Schema says of a type. */
const WRITES_TYPES = /["']?\btype["']?\s*[:=]\s*["'](?:object|string|number|array|boolean)["']/;

/** Asks what JSON Schema says of a type, and builds what says the same. */
const ASKS_TYPES = /\btype\s*===?\s*["'](?:string|number|boolean)["']|\bcase\s+["'](?:string|number|boolean)["']/;
const BUILDS_TYPES = /\b(?:z|zod|Type|t)\.(?:string|number|boolean|String|Number|Boolean)\(/;

/**
 * The schema that a converter is given. What it would write says the same: to follow it through every class that it
 * asks for would give each field as many answers as it has branches.
 */
export function convertedSchema(fn: FunctionValue, args: readonly Value[]): SchemaValue | ObjectValue | undefined {
  const { text } = fn.node;
  const given = args.find((value) => value.kind === "schema");
  if (given !== undefined) return LOOKS_INSIDE.test(text) && WRITES_TYPES.test(text) ? given : undefined;
  const written = args.find(isJsonSchema);
  return written && ASKS_TYPES.test(text) && BUILDS_TYPES.test(text) ? written : undefined;
}

/** `{ type: "object", properties: {…} }`. */
function isJsonSchema(value: Value): value is ObjectValue {
  if (value.kind !== "object" || !value.entries.has("properties")) return false;
  const type = value.entries.get("type")?.value;
  return (
    type !== undefined &&
    optionsOf(type).some(({ value: option }) => option.kind === "constant" && option.value === "object")
  );
}
