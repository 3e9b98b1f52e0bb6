/** How Java writes types. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText } from "../declared/plain.ts";
import { ARRAY, type Member, type TypeGrammar } from "../declared/types.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { annotationsOf, type Place } from "./evaluate.ts";

const BASIC: Record<string, JsonObject> = {
  String: { type: "string" },
  CharSequence: { type: "string" },
  char: { type: "string" },
  Character: { type: "string" },
  UUID: { type: "string", format: "uuid" },
  URI: { type: "string", format: "uri" },
  Path: { type: "string" },
  Instant: { type: "string", format: "date-time" },
  LocalDateTime: { type: "string", format: "date-time" },
  OffsetDateTime: { type: "string", format: "date-time" },
  LocalDate: { type: "string", format: "date" },
  boolean: { type: "boolean" },
  Boolean: { type: "boolean" },
  float: { type: "number" },
  double: { type: "number" },
  Float: { type: "number" },
  Double: { type: "number" },
  BigDecimal: { type: "number" },
  Number: { type: "number" },
  JsonNode: {},
  Object: {},
  JsonObject: { type: "object" },
  ObjectNode: { type: "object" },
  OptionalInt: { type: "integer" },
  OptionalLong: { type: "integer" },
  OptionalDouble: { type: "number" },
};

export const GRAMMAR: TypeGrammar<Place> = {
  basic: BASIC,
  integers: /^(?:byte|short|int|long|Byte|Short|Integer|Long|BigInteger)$/,
  lists: /^(?:List|Set|Collection|Iterable|ArrayList|HashSet)$/,
  maps: /^(?:Map|HashMap)$/,
  optionals: /^Optional(?:Int|Long|Double)?$/,
  read: (node) => {
    if (node.type === "array_type") return { name: ARRAY, args: [childIn(node, "element")] };
    const head = node.type === "generic_type" ? namedChildren(node)[0] : node;
    const args = childOfType(node, "type_arguments");
    return { name: head?.text.split(".").at(-1) ?? "", args: args ? namedChildren(args) : [] };
  },
  shape: ({ node, place }) => {
    const body = childIn(node, "body");
    const inside = body ? namedChildren(body) : [];
    if (node.type === "enum_declaration") {
      const constants = inside.filter((child) => child.type === "enum_constant");
      return { values: constants.map((child) => childIn(child, "name")?.text ?? "") };
    }
    const members =
      node.type === "record_declaration"
        ? namedChildren(childIn(node, "parameters") ?? node).filter((child) => child.type === "formal_parameter")
        : inside.filter((child) => child.type === "field_declaration" && !isStatic(child));
    return { members: members.map((member) => memberOf(place, member)) };
  },
};

function memberOf(place: Place, member: SyntaxNode): Member {
  const annotations = annotationsOf(place, member);
  const declared = childIn(member, "name") ?? childIn(childIn(member, "declarator") ?? member, "name");
  const property = annotations.find((each) => each.name === "JsonProperty");
  const described = annotations.find((each) =>
    /^(?:JsonPropertyDescription|ToolParam|McpToolParam|Description|Schema)$/.test(each.name),
  );
  return {
    name: knownText(property?.named.get("value")) ?? declared?.text ?? "",
    type: childIn(member, "type"),
    description: knownText(described?.named.get("value") ?? described?.named.get("description")),
    required: !annotations.some((each) => each.name === "Nullable"),
  };
}

function isStatic(node: SyntaxNode): boolean {
  return childOfType(node, "modifiers")?.children.some((child) => child.type === "static") ?? false;
}
