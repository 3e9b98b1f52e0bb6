/** Functions of a server's own that go through a JSON Schema and write it anew, part by part. */
import { type CallArguments, type DictValue, type FunctionValue, getItem, type Value } from "./values.ts";

/** Asks for what only JSON Schema has. */
const ASKS_SCHEMA = /["'](?:anyOf|oneOf|allOf|\$ref|\$defs|properties|additionalProperties)["']/;

/** Makes something else of it: models, signatures, a client's own objects. */
const MAKES_TYPES = /\b(?:create_model|Parameter|Signature|Field|Literal|Union|Optional)\(|\bSchema\(/;

/**
 * The schema that such a function is given. Parts are walked by the function itself, which ends after a few levels here,
 * and what it leaves out (`null` as a type, titles, defaults of `null`) says nothing about a tool.
 */
export function rewrittenSchema(fn: FunctionValue, args: CallArguments): DictValue | undefined {
  const given = args.positional.find(isObjectSchema);
  if (!given || fn.node.type === "lambda") return undefined;
  const { text } = fn.node;
  const callsItself = text.split(`${fn.name}(`).length > 2;
  return callsItself && ASKS_SCHEMA.test(text) && !MAKES_TYPES.test(text) ? given : undefined;
}

/** `{"type": "object", "properties": {…}}`. */
function isObjectSchema(value: Value): value is DictValue {
  if (value.kind !== "dict" || getItem(value, "properties")?.kind !== "dict") return false;
  const type = getItem(value, "type");
  return type?.kind === "string" && type.value === "object";
}
