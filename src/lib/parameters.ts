/** A tool's input schema as rows of a table: name, type, what the author says, and what is dangerous about it. */
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import type { Json, JsonObject } from "../core/schema/json.ts";
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { clip, splitText, type TextPart } from "./text.ts";

export interface ParameterRow {
  name: string;
  /** In parts: the choices that are evidence are marked. */
  type: TextPart[];
  required: boolean;
  says: TextPart[];
  /** The author's words are an essay, which scrolls. */
  isLong: boolean;
  /** What is dangerous about it, each with its reason. */
  dangers: readonly ArgumentRule[];
  /** The verdict quotes this parameter, and the quote stands neither in the type nor in the author's words. */
  isEvidence: boolean;
}

/** Characters. */
const LONG = 800;

/** `undefined`: the schema is not known, or is not one of named parameters. */
export function listParameters(
  tool: Tool,
  verdict: Verdict | undefined,
  rules: readonly ArgumentRule[],
): ParameterRow[] | undefined {
  const properties = tool.inputSchema?.properties;
  if (tool.inputSchema === undefined) return undefined;
  if (properties === undefined) return [];
  if (!isObject(properties)) return undefined;
  const required = new Set(Array.isArray(tool.inputSchema.required) ? tool.inputSchema.required : []);
  return Object.entries(properties).map(([name, schema]) => {
    const field = `inputSchema.properties.${name}`;
    const evidence = (verdict?.evidence ?? []).filter(
      (item) =>
        item.field === field ||
        item.field.startsWith(`${field}.`) ||
        (item.field === "inputSchema.properties" && item.quote === name),
    );
    const description = isObject(schema) && typeof schema.description === "string" ? schema.description : "";
    const quotes = evidence.map(({ quote }) => quote);
    const chosen = quotes.map(formatValue);
    const type = isObject(schema) ? formatType(schema, chosen) : "any";
    return {
      name: clip(name, 80),
      type: splitText(type, chosen),
      required: required.has(name),
      says: splitText(description, quotes),
      isLong: description.length > LONG,
      dangers: rules.filter(({ path }) => path === `args.${name}` || path.startsWith(`args.${name}.`)),
      isEvidence: quotes.some((quote, place) => !description.includes(quote) && !type.includes(chosen[place] ?? "")),
    };
  });
}

/** A JSON Schema's type in a few words: `string`, `list of string`, `"a", "b"`. Of many choices those that are `wanted` are named. */
function formatType(schema: JsonObject, wanted: readonly string[], depth = 0): string {
  const { type, items, enum: values } = schema;
  if (depth > 3) return "…";
  if (Array.isArray(values) && values.length > 0) return formatChoice(values, wanted);
  if ("const" in schema) return clip(JSON.stringify(schema.const) ?? "", 40);
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants) && variants.length > 0) {
    const types = variants.filter(isObject).map((variant) => formatType(variant, wanted, depth + 1));
    return clip([...new Set(types)].join(" or "), 80) || "any";
  }
  if (type === "array") return isObject(items) ? `list of ${formatType(items, wanted, depth + 1)}` : "list";
  if (Array.isArray(type)) return clip(type.filter((name) => typeof name === "string").join(" or "), 80) || "any";
  return typeof type === "string" ? clip(type, 40) : "any";
}

const MOST_CHOICES = 6;

function formatChoice(values: readonly Json[], wanted: readonly string[]): string {
  const shown = values.slice(0, MOST_CHOICES).map(formatValue);
  if (wanted.length > 0)
    shown.push(
      ...values
        .slice(MOST_CHOICES)
        .map(formatValue)
        .filter((value) => wanted.includes(value)),
    );
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

function formatValue(value: Json): string {
  return clip(JSON.stringify(value), 40);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
