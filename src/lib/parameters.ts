/** A tool's input schema as rows of a table: name, type, what the author says, and what is dangerous about it. */
import type { ArgumentRule } from "../core/policy/argument-rules/types.ts";
import type { Json, JsonObject } from "../core/schema/json.ts";
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";
import { clip, splitText, type TextPart } from "./text.ts";

export interface ParameterRow {
  name: string;
  type: string;
  required: boolean;
  says: TextPart[];
  /** What is dangerous about it, each with its reason. */
  dangers: readonly ArgumentRule[];
  /** A quote that the verdict takes from this parameter. */
  isEvidence: boolean;
}

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
    return {
      name: clip(name, 80),
      type: isObject(schema) ? formatType(schema) : "any",
      required: required.has(name),
      says: splitText(
        description,
        evidence.map(({ quote }) => quote),
      ),
      dangers: rules.filter(({ path }) => path === `args.${name}` || path.startsWith(`args.${name}.`)),
      isEvidence: evidence.length > 0,
    };
  });
}

/** A JSON Schema's type in a few words: `string`, `list of string`, `"a" or "b"`. */
function formatType(schema: JsonObject, depth = 0): string {
  const { type, items, enum: values } = schema;
  if (depth > 3) return "…";
  if (Array.isArray(values) && values.length > 0) return formatChoice(values);
  if ("const" in schema) return clip(JSON.stringify(schema.const) ?? "", 40);
  const variants = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(variants) && variants.length > 0) {
    const types = variants.filter(isObject).map((variant) => formatType(variant, depth + 1));
    return clip([...new Set(types)].join(" or "), 80) || "any";
  }
  if (type === "array") return isObject(items) ? `list of ${formatType(items, depth + 1)}` : "list";
  if (Array.isArray(type)) return clip(type.filter((name) => typeof name === "string").join(" or "), 80) || "any";
  return typeof type === "string" ? clip(type, 40) : "any";
}

function formatChoice(values: readonly Json[]): string {
  const shown = values.slice(0, 6).map((value) => clip(JSON.stringify(value), 30));
  const rest = values.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
