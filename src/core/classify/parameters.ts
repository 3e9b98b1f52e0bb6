/** The parameters of an input schema, those inside objects and lists too. */
import type { Json, JsonObject } from "../schema/json.ts";
import { remember } from "./remember.ts";
import { singular, splitName } from "./tokens.ts";

export interface Parameter {
  /** The key as the schema has it. */
  name: string;
  /** Singular words of the key. */
  words: readonly string[];
  /** The words as one text. */
  phrase: string;
  /** Path of the parameter's own schema, such as `inputSchema.properties.force`. */
  path: string;
  /** Path of the object that holds the key. */
  parent: string;
  isArray: boolean;
  type: string | undefined;
  description: string | undefined;
  /** String members of `enum`, or `const`. */
  values: readonly string[];
  required: boolean;
  depth: number;
}

/** Every key of the schema, in its order. */
export function findParameters(inputSchema: JsonObject | undefined): Parameter[] {
  const parameters: Parameter[] = [];
  collect(inputSchema, "inputSchema", 0, parameters);
  return parameters;
}

function asObject(value: Json | undefined): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}

const NO_SCHEMA: JsonObject = {};
const NOTHING: readonly Json[] = [];
const NO_VALUES: readonly string[] = [];

function stringValues(schema: JsonObject): readonly string[] {
  const { enum: members, const: only } = schema;
  const list = Array.isArray(members) ? members : typeof only === "string" ? [only] : NOTHING;
  const own = list.length > 0 ? list.filter((value): value is string => typeof value === "string") : NO_VALUES;
  const items = asObject(schema["items"]);
  return own.length > 0 || !items ? own : stringValues(items);
}

/** The same keys stand in many schemas: `id`, `limit`, `query`. */
const parseKey = remember((name) => {
  const words = splitName(name).map((token) => singular(token.text));
  return { words, phrase: words.join(" ") } as const;
});

const MAX_PARAMETERS = 200;
const MAX_DEPTH = 4;
const COMBINING = ["anyOf", "oneOf", "allOf"] as const;

function collect(schema: JsonObject | undefined, path: string, depth: number, into: Parameter[]): void {
  if (!schema || depth > MAX_DEPTH || into.length >= MAX_PARAMETERS) return;
  const properties = asObject(schema["properties"]);
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  if (properties) {
    const parent = `${path}.properties`;
    for (const name of Object.keys(properties)) {
      const own = asObject(properties[name]) ?? NO_SCHEMA;
      const { words, phrase } = parseKey(name);
      const description = own["description"];
      const type = own["type"];
      const here = `${parent}.${name}`;
      into.push({
        name,
        words,
        phrase,
        path: here,
        parent,
        isArray: type === "array",
        type: typeof type === "string" ? type : undefined,
        description: typeof description === "string" ? description : undefined,
        values: stringValues(own),
        required: required.includes(name),
        depth,
      });
      if (into.length >= MAX_PARAMETERS) return;
      collect(own, here, depth + 1, into);
    }
  }
  const items = asObject(schema["items"]);
  if (items) collect(items, `${path}.items`, depth + 1, into);
  for (const key of COMBINING) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    for (const [index, part] of list.entries()) collect(asObject(part), `${path}.${key}.${index}`, depth + 1, into);
  }
}
