/** C# types of parameters to JSON Schema. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { attributesOf, type Place } from "./evaluate.ts";

/** Declared types by name. */
export class Types {
  readonly #byName = new Map<string, { node: SyntaxNode; place: Place }[]>();

  add(name: string, type: { node: SyntaxNode; place: Place }): void {
    const present = this.#byName.get(name);
    if (present) present.push(type);
    else this.#byName.set(name, [type]);
  }

  /** Of several types with the name the one that stands nearest to the file. */
  get(name: string, path = ""): { node: SyntaxNode; place: Place } | undefined {
    const candidates = this.#byName.get(name) ?? [];
    if (candidates.length < 2) return candidates[0];
    const shared = (other: string): number => {
      const [a, b] = [path.split("/"), other.split("/")];
      const at = a.findIndex((part, index) => part !== b[index]);
      return at < 0 ? a.length : at;
    };
    return candidates.reduce((best, each) =>
      shared(each.place.file.path) > shared(best.place.file.path) ? each : best,
    );
  }
}

const MAX_DEPTH = 8;

const BASIC: Record<string, JsonObject> = {
  string: { type: "string" },
  String: { type: "string" },
  char: { type: "string" },
  Guid: { type: "string", format: "uuid" },
  Uri: { type: "string", format: "uri" },
  DateTime: { type: "string", format: "date-time" },
  DateTimeOffset: { type: "string", format: "date-time" },
  DateOnly: { type: "string", format: "date" },
  TimeSpan: { type: "string" },
  bool: { type: "boolean" },
  Boolean: { type: "boolean" },
  float: { type: "number" },
  double: { type: "number" },
  decimal: { type: "number" },
  Single: { type: "number" },
  Double: { type: "number" },
  object: {},
  JsonElement: {},
  JsonNode: {},
  JsonObject: { type: "object" },
};

export function typeSchema(
  types: Types,
  node: SyntaxNode | undefined,
  depth = 0,
): { schema: JsonObject; optional: boolean } {
  const required = (schema: JsonObject): { schema: JsonObject; optional: boolean } => ({ schema, optional: false });
  if (!node || depth > MAX_DEPTH) return required({});
  if (node.type === "nullable_type") {
    return { schema: typeSchema(types, childIn(node, "type") ?? namedChildren(node)[0], depth).schema, optional: true };
  }
  if (node.type === "array_type") {
    return required({ type: "array", items: typeSchema(types, childIn(node, "type"), depth + 1).schema });
  }
  const head = node.type === "generic_name" ? (childOfType(node, "identifier") ?? node) : node;
  const name = head.text.split(".").at(-1) ?? "";
  const container = childOfType(node, "type_argument_list");
  const args = container ? namedChildren(container) : [];
  if (/^(?:List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection|HashSet|ISet)$/.test(name)) {
    return required({ type: "array", items: typeSchema(types, args[0], depth + 1).schema });
  }
  if (/^I?(?:ReadOnly)?Dictionary$/.test(name)) {
    const value = typeSchema(types, args[1], depth + 1).schema;
    return required({ type: "object", additionalProperties: Object.keys(value).length > 0 ? value : true });
  }
  if (name === "Nullable") return { schema: typeSchema(types, args[0], depth + 1).schema, optional: true };
  if (Object.hasOwn(BASIC, name)) return required({ ...BASIC[name] });
  if (/^(?:s?byte|u?short|u?int|u?long|U?Int(?:16|32|64))$/.test(name)) return required({ type: "integer" });
  return required(namedSchema(types, name, depth));
}

function namedSchema(types: Types, name: string, depth: number): JsonObject {
  const found = types.get(name);
  if (!found || depth > MAX_DEPTH) return {};
  const { node, place } = found;
  const body = childIn(node, "body");
  if (node.type === "enum_declaration") {
    const members = (body ? namedChildren(body) : []).filter((child) => child.type === "enum_member_declaration");
    return { type: "string", enum: members.map((child) => childIn(child, "name")?.text ?? "") };
  }
  const parameters = childOfType(node, "parameter_list");
  const members = [
    ...(parameters ? namedChildren(parameters).filter((child) => child.type === "parameter") : []),
    ...(body ? namedChildren(body).filter((child) => child.type === "property_declaration") : []),
  ];
  const fields = members.map((member): DeclaredParameter => {
    const attributes = attributesOf(place, member);
    const { schema, optional } = typeSchema(types, childIn(member, "type"), depth + 1);
    const written = knownText(attributes.find((each) => each.name === "JsonPropertyName")?.positional[0]);
    return {
      name: written ?? childIn(member, "name")?.text ?? "",
      schema,
      description: knownText(attributes.find((each) => each.name === "Description")?.positional[0]),
      required: !optional && (node.type === "record_declaration" || member.text.includes("required ")),
    };
  });
  return objectSchema(fields);
}
