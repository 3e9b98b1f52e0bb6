/** Structs and enums to JSON Schema, as serde names their members and schemars describes them. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText, type Plain, toJson } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Attribute, attributesBefore, docBefore } from "./attributes.ts";
import type { Place } from "./evaluate.ts";

export interface TypeTable {
  place: Place;
  /** Structs and enums by name, with their file; of several the one in the file at hand. */
  find(name: string, place: Place): { node: SyntaxNode; place: Place } | undefined;
}

const MAX_DEPTH = 10;

const BASIC: Record<string, JsonObject> = {
  String: { type: "string" },
  str: { type: "string" },
  char: { type: "string" },
  PathBuf: { type: "string" },
  Path: { type: "string" },
  Url: { type: "string", format: "uri" },
  Uuid: { type: "string", format: "uuid" },
  DateTime: { type: "string", format: "date-time" },
  NaiveDate: { type: "string", format: "date" },
  bool: { type: "boolean" },
  f32: { type: "number" },
  f64: { type: "number" },
  Value: {},
  JsonObject: { type: "object" },
};

/** The type's schema; `optional` where it is `Option`. */
export function typeSchema(
  types: TypeTable,
  node: SyntaxNode | undefined,
  depth = 0,
): { schema: JsonObject; optional: boolean } {
  if (!node || depth > MAX_DEPTH) return { schema: {}, optional: false };
  const required = (schema: JsonObject): { schema: JsonObject; optional: boolean } => ({ schema, optional: false });
  if (node.type === "reference_type") return typeSchema(types, childIn(node, "type"), depth);
  if (node.type === "array_type") {
    return required({ type: "array", items: typeSchema(types, childIn(node, "element"), depth + 1).schema });
  }
  const name = (node.type === "generic_type" ? childIn(node, "type") : node)?.text.split("::").at(-1) ?? "";
  const container = childIn(node, "type_arguments");
  const args = container ? namedChildren(container) : [];
  if (name === "Option") return { schema: typeSchema(types, args[0], depth + 1).schema, optional: true };
  if (/^(?:Box|Arc|Rc|Cow|Parameters|Json)$/.test(name)) return typeSchema(types, args.at(-1), depth + 1);
  if (/^(?:Vec|VecDeque|HashSet|BTreeSet|IndexSet)$/.test(name)) {
    return required({ type: "array", items: typeSchema(types, args[0], depth + 1).schema });
  }
  if (/^(?:HashMap|BTreeMap|IndexMap|Map)$/.test(name)) {
    const value = typeSchema(types, args[1], depth + 1).schema;
    return required({ type: "object", additionalProperties: Object.keys(value).length > 0 ? value : true });
  }
  if (Object.hasOwn(BASIC, name)) return required({ ...BASIC[name] });
  if (/^[iu](?:8|16|32|64|128|size)$/.test(name)) return required({ type: "integer" });
  return required(namedSchema(types, name, depth));
}

/** The schema of a struct or enum of the tree. */
export function namedSchema(types: TypeTable, name: string, depth = 0): JsonObject {
  const found = depth > MAX_DEPTH ? undefined : types.find(name, types.place);
  if (!found) return {};
  const inner: TypeTable = { ...types, place: found.place };
  if (found.node.type === "enum_item") return enumSchema(inner, found.node);
  return objectSchema(fieldsOf(inner, found.node, depth));
}

function fieldsOf(types: TypeTable, node: SyntaxNode, depth: number): DeclaredParameter[] {
  const style = serde(attributesBefore(types.place, node)).get("rename_all");
  const everywhere = serde(attributesBefore(types.place, node)).has("default");
  const body = childIn(node, "body");
  const fields: DeclaredParameter[] = [];
  for (const field of body ? namedChildren(body) : []) {
    if (field.type !== "field_declaration") continue;
    const attributes = attributesBefore(types.place, field);
    const options = serde(attributes);
    if (options.has("skip") || options.has("skip_deserializing")) continue;
    const { schema, optional } = typeSchema(types, childIn(field, "type"), depth + 1);
    if (options.has("flatten")) {
      fields.push(...flattened(schema));
      continue;
    }
    const written = knownText(options.get("rename"));
    const name = written ?? rename(childIn(field, "name")?.text.replace(/^r#/, "") ?? "", knownText(style));
    fields.push({
      name,
      schema: { ...schema, ...schemars(attributes) },
      description: schemarsText(attributes) ?? docBefore(field),
      required: !optional && !options.has("default") && !everywhere,
    });
  }
  return fields;
}

function flattened(schema: JsonObject): DeclaredParameter[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = schema.properties;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return [];
  return Object.entries(properties).map(([name, value]) => ({
    name,
    schema: typeof value === "object" && value !== null && !Array.isArray(value) ? value : {},
    required: required.includes(name),
  }));
}

function enumSchema(types: TypeTable, node: SyntaxNode): JsonObject {
  const style = knownText(serde(attributesBefore(types.place, node)).get("rename_all"));
  const body = childIn(node, "body");
  const variants = (body ? namedChildren(body) : []).filter((child) => child.type === "enum_variant");
  // Variants that hold data are objects of several shapes.
  if (variants.some((variant) => childIn(variant, "body"))) return {};
  const names = variants.map((variant) => {
    const written = knownText(serde(attributesBefore(types.place, variant)).get("rename"));
    return written ?? rename(childIn(variant, "name")?.text ?? "", style);
  });
  return { type: "string", enum: names };
}

function serde(attributes: readonly Attribute[]): Map<string, Plain> {
  return new Map(attributes.filter(({ name }) => name === "serde").flatMap(({ named }) => [...named]));
}

function schemars(attributes: readonly Attribute[]): JsonObject {
  const schema: JsonObject = {};
  for (const { name, named } of attributes) {
    if (name !== "schemars" && name !== "validate" && name !== "json_schema") continue;
    for (const keyword of ["minimum", "maximum", "title", "pattern"]) {
      const value = toJson(named.get(keyword));
      if (value !== undefined) schema[keyword] = value;
    }
  }
  return schema;
}

function schemarsText(attributes: readonly Attribute[]): string | undefined {
  for (const { name, named } of attributes) {
    if (name === "schemars" || name === "json_schema" || name === "description") {
      const value = knownText(named.get("description"));
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function rename(name: string, style: string | undefined): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter(Boolean);
  const upper = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  switch (style) {
    case "camelCase":
      return words.map((word, index) => (index === 0 ? word : upper(word))).join("");
    case "PascalCase":
      return words.map(upper).join("");
    case "snake_case":
      return words.join("_");
    case "kebab-case":
      return words.join("-");
    case "SCREAMING_SNAKE_CASE":
      return words.join("_").toUpperCase();
    case "lowercase":
      return name.toLowerCase();
    case "UPPERCASE":
      return name.toUpperCase();
    default:
      return name;
  }
}
