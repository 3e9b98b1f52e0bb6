/** Functions of a server's own that turn a schema of a library into JSON Schema. */
import type { FunctionValue, SchemaValue, Value } from "./values.ts";

/** Looks into a schema: at the class that made it, or at the definition inside it. */
const LOOKS_INSIDE =
  /\binstanceof\s+(?:\w+\.)?Zod[A-Z]|\b_?def\.(?:type|typeName|shape|innerType)\b|\b_zod\b|ZodFirstPartyTypeKind/;

/** Writes what JSON Schema says of a type. */
const WRITES_TYPES = /["']?\btype["']?\s*[:=]\s*["'](?:object|string|number|array|boolean)["']/;

/**
 * The schema that a converter is given. What it would write says the same: to follow it through every class that it
 * asks for would give each field as many answers as it has branches.
 */
export function convertedSchema(fn: FunctionValue, args: readonly Value[]): SchemaValue | undefined {
  const given = args.find((value) => value.kind === "schema");
  if (given === undefined) return undefined;
  const { text } = fn.node;
  return LOOKS_INSIDE.test(text) && WRITES_TYPES.test(text) ? given : undefined;
}
