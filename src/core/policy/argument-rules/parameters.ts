/**
 * The parameters of a tool as argument rules see them. Reads schemas that others wrote: whatever is not of the expected
 * shape is passed over, never trusted, never thrown at.
 */
import type { Json, JsonObject } from "../../schema/json.ts";
import type { Tool } from "../../schema/tool.ts";
import { escapePathKey } from "../path.ts";

export interface Parameter {
  name: string;
  /** The argument's path in a condition, dots in names escaped. */
  path: string;
  /** The name's words, lower case: `torrentHashes` gives torrent, hashes. */
  words: readonly string[];
  /** Title and description, lower case. */
  text: string;
  /** JSON Schema types it may have; empty when the schema does not say. */
  types: ReadonlySet<string>;
  /** Types of the items, for an array. */
  itemTypes: ReadonlySet<string>;
  format: string | undefined;
  /** The values that it may have, of an array the items' values. */
  choices: readonly Json[] | undefined;
}

/** Deeper nesting than this is not looked into. */
const MAX_DEPTH = 3;
const MAX_PARAMETERS = 300;

/** Every parameter of the tool, those inside object parameters included, in the schema's order. */
export function listParameters(tool: Tool): Parameter[] {
  const found: Parameter[] = [];
  const visit = (schema: JsonObject, prefix: string, depth: number) => {
    for (const [name, property] of Object.entries(asObject(schema.properties) ?? {})) {
      const shape = asObject(property);
      if (shape === undefined || name === "" || found.length >= MAX_PARAMETERS) continue;
      const path = `${prefix}.${escapePathKey(name)}`;
      found.push(readParameter(name, path, shape));
      if (depth < MAX_DEPTH) visit(shape, path, depth + 1);
    }
  };
  visit(tool.inputSchema ?? {}, "args", 1);
  return found;
}

export function splitWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** The argument is text and nothing else, `null` apart: a `regex` condition can judge every call that follows the schema. */
export function isText(parameter: Parameter): boolean {
  return parameter.types.has("string") && [...parameter.types].every((type) => type === "string" || type === "null");
}

export function isListOfText(parameter: Parameter): boolean {
  return (
    parameter.types.has("array") &&
    [...parameter.types].every((type) => type === "array" || type === "null") &&
    (parameter.itemTypes.size === 0 || parameter.itemTypes.has("string"))
  );
}

function readParameter(name: string, path: string, shape: JsonObject): Parameter {
  const variants = listVariants(shape);
  const items = variants.flatMap((variant) => listVariants(asObject(variant.items) ?? {}));
  const choices = [...variants, ...items].flatMap((variant) => readChoices(variant));
  return {
    name,
    path,
    words: splitWords(name.slice(0, 200)),
    text: [shape.title, shape.description]
      .filter((part) => typeof part === "string")
      .join(" ")
      .slice(0, 4000)
      .toLowerCase(),
    types: readTypes(variants),
    itemTypes: readTypes(items),
    format: variants.map((variant) => variant.format).find((format) => typeof format === "string"),
    choices: choices.length > 0 ? choices : undefined,
  };
}

/** The schema itself and the members of its `anyOf`, `oneOf`, `allOf`: the usual way to write "or null". */
function listVariants(shape: JsonObject): JsonObject[] {
  const members = [shape.anyOf, shape.oneOf, shape.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [shape, ...members.map(asObject).filter((member) => member !== undefined)];
}

function readTypes(variants: readonly JsonObject[]): ReadonlySet<string> {
  const types = variants.flatMap(({ type }) => (Array.isArray(type) ? type : [type]));
  const fromChoices = variants.flatMap(readChoices).map(nameType);
  return new Set([...types.filter((type) => typeof type === "string"), ...fromChoices]);
}

function readChoices(shape: JsonObject): Json[] {
  if (Array.isArray(shape.enum)) return shape.enum;
  return shape.const === undefined ? [] : [shape.const];
}

function nameType(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
