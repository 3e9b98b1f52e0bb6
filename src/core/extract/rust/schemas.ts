/** How Rust writes types: structs and enums as serde names their members and schemars describes them. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText, type Plain, toJson } from "../declared/plain.ts";
import { ARRAY, type Member, type Shape, type TypeGrammar, type WrittenType } from "../declared/types.ts";
import { childIn, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Attribute, attributesBefore, docBefore } from "./attributes.ts";
import { evaluate, type Place } from "./evaluate.ts";

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

export const GRAMMAR: TypeGrammar<Place> = {
  basic: BASIC,
  integers: /^[iu](?:8|16|32|64|128|size)$/,
  lists: /^(?:Vec|VecDeque|HashSet|BTreeSet|IndexSet)$/,
  maps: /^(?:HashMap|BTreeMap|IndexMap|Map)$/,
  optionals: /^Option$/,
  wrappers: /^(?:Box|Arc|Rc|Cow|Parameters|Json)$/,
  read: readType,
  shape: ({ node, place }) =>
    node.type === "enum_item"
      ? enumShape(place, node)
      : // A struct without names is what it holds.
        childIn(node, "body")?.type === "ordered_field_declaration_list"
        ? undefined
        : { members: membersOf(place, node) },
};

/** Whether a function of the program rewrites the schema that is made of the type. */
export function isRewritten(place: Place, node: SyntaxNode): boolean {
  return attributesBefore(place, node).some(({ name, named }) => name === "schemars" && named.has("transform"));
}

function readType(node: SyntaxNode): WrittenType {
  const inner = node.type === "reference_type" ? childIn(node, "type") : undefined;
  if (inner) return readType(inner);
  if (node.type === "array_type") return { name: ARRAY, args: [childIn(node, "element")] };
  const name = (node.type === "generic_type" ? childIn(node, "type") : node)?.text.split("::").at(-1) ?? "";
  const args = childIn(node, "type_arguments");
  return { name, args: args ? namedChildren(args) : [] };
}

/** What serde calls the fields of a struct. */
export function serdeNames(place: Place, node: SyntaxNode): Map<string, string> {
  const style = knownText(serde(attributesBefore(place, node)).get("rename_all"));
  const body = childIn(node, "body");
  const fields = (body ? namedChildren(body) : []).filter((field) => field.type === "field_declaration");
  return new Map(
    fields.map((field) => {
      const name = childIn(field, "name")?.text ?? "";
      return [name, fieldName(name, serde(attributesBefore(place, field)), style)];
    }),
  );
}

function fieldName(name: string, options: ReadonlyMap<string, Plain>, style: string | undefined): string {
  return knownText(options.get("rename")) ?? rename(name.replace(/^r#/, ""), style);
}

function membersOf(place: Place, node: SyntaxNode): Member[] {
  const own = serde(attributesBefore(place, node));
  const style = knownText(own.get("rename_all"));
  const body = childIn(node, "body");
  return (body ? namedChildren(body) : []).flatMap((field): Member[] => {
    if (field.type !== "field_declaration") return [];
    const attributes = attributesBefore(place, field);
    const options = serde(attributes);
    if (options.has("skip") || options.has("skip_deserializing")) return [];
    return [
      {
        name: fieldName(childIn(field, "name")?.text ?? "", options, style),
        type: childIn(field, "type"),
        keywords: { ...schemars(attributes, isList(childIn(field, "type"))), ...defaultOf(place, options) },
        description: schemarsText(attributes) ?? docBefore(field),
        required: !options.has("default") && !own.has("default"),
        isFlat: options.has("flatten"),
      },
    ];
  });
}

function enumShape(place: Place, node: SyntaxNode): Shape {
  const style = knownText(serde(attributesBefore(place, node)).get("rename_all"));
  const body = childIn(node, "body");
  const variants = (body ? namedChildren(body) : []).filter((child) => child.type === "enum_variant");
  // Variants that hold data are objects of several shapes.
  if (variants.some((variant) => childIn(variant, "body"))) return undefined;
  const values = variants.map((variant) => {
    const written = knownText(serde(attributesBefore(place, variant)).get("rename"));
    return written ?? rename(childIn(variant, "name")?.text ?? "", style);
  });
  return { values };
}

function serde(attributes: readonly Attribute[]): Map<string, Plain> {
  return new Map(attributes.filter(({ name }) => name === "serde").flatMap(({ named }) => [...named]));
}

const isList = (type: SyntaxNode | undefined): boolean =>
  /^(?:Option<)?(?:Vec|VecDeque|HashSet|BTreeSet)</.test(type?.text ?? "");

/** `#[serde(default = "tenth")]`: what the function gives, where that is a literal. */
function defaultOf(place: Place, options: ReadonlyMap<string, Plain>): JsonObject {
  const name = knownText(options.get("default"));
  if (name === undefined) return {};
  for (const fn of descendants(place.file.root, "function_item")) {
    if (childIn(fn, "name")?.text !== name) continue;
    const [only, ...more] = namedChildren(childIn(fn, "body") ?? fn);
    const value = only && more.length === 0 ? toJson(evaluate(place, only)) : undefined;
    return value === undefined || value === null ? {} : { default: value };
  }
  return {};
}

/** Names of limits in attributes by what they limit. */
const LIMITS = {
  number: { "range.min": "minimum", "range.max": "maximum" },
  text: { "length.min": "minLength", "length.max": "maxLength" },
  list: { "length.min": "minItems", "length.max": "maxItems" },
};

function schemars(attributes: readonly Attribute[], isOfList: boolean): JsonObject {
  const schema: JsonObject = {};
  for (const { name, named } of attributes) {
    if (name !== "schemars" && name !== "validate" && name !== "json_schema") continue;
    for (const keyword of ["minimum", "maximum", "title", "pattern"]) {
      const value = toJson(named.get(keyword));
      if (value !== undefined) schema[keyword] = value;
    }
    for (const [limit, keyword] of Object.entries({ ...LIMITS.number, ...LIMITS[isOfList ? "list" : "text"] })) {
      const value = toJson(named.get(limit));
      if (typeof value === "number") schema[keyword] = value;
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
