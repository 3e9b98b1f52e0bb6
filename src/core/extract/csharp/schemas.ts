/** How C# writes types. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText } from "../declared/plain.ts";
import { ARRAY, type Member, NULLABLE, type TypeGrammar } from "../declared/types.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { attributesOf, type Place } from "./evaluate.ts";

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

export const GRAMMAR: TypeGrammar<Place> = {
  basic: BASIC,
  integers: /^(?:s?byte|u?short|u?int|u?long|U?Int(?:16|32|64))$/,
  lists: /^(?:List|IList|IEnumerable|ICollection|IReadOnlyList|IReadOnlyCollection|HashSet|ISet)$/,
  maps: /^I?(?:ReadOnly)?Dictionary$/,
  optionals: /^Nullable$/,
  nullableMembers: true,
  read: (node) => {
    const inner = childIn(node, "type") ?? namedChildren(node)[0];
    if (node.type === "nullable_type") return { name: NULLABLE, args: [inner] };
    if (node.type === "array_type") return { name: ARRAY, args: [inner] };
    const head = node.type === "generic_name" ? (childOfType(node, "identifier") ?? node) : node;
    const args = childOfType(node, "type_argument_list");
    return { name: head.text.split(".").at(-1) ?? "", args: args ? namedChildren(args) : [] };
  },
  shape: ({ node, place }) => {
    const body = childIn(node, "body");
    const inside = body ? namedChildren(body) : [];
    if (node.type === "enum_declaration") {
      const members = inside.filter((child) => child.type === "enum_member_declaration");
      return { values: members.map((child) => childIn(child, "name")?.text ?? "") };
    }
    const parameters = childOfType(node, "parameter_list");
    const members = [
      ...(parameters ? namedChildren(parameters).filter((child) => child.type === "parameter") : []),
      ...inside.filter((child) => child.type === "property_declaration"),
    ];
    return { members: members.map((member) => memberOf(place, node, member)) };
  },
};

function memberOf(place: Place, type: SyntaxNode, member: SyntaxNode): Member {
  const attributes = attributesOf(place, member);
  const first = (name: string): string | undefined =>
    knownText(attributes.find((each) => each.name === name)?.positional[0]);
  return {
    name: first("JsonPropertyName") ?? childIn(member, "name")?.text ?? "",
    type: childIn(member, "type"),
    description: first("Description"),
    required: type.type === "record_declaration" || member.text.includes("required "),
  };
}
