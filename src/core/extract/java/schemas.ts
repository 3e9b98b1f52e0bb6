/** Java types of parameters to JSON Schema. */
import type { JsonObject } from "../../schema/json.ts";
import { knownText } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { annotationsOf, type Place } from "./evaluate.ts";

export type Types = ReadonlyMap<string, { node: SyntaxNode; place: Place }>;

const MAX_DEPTH = 8;

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
};

export function typeSchema(
  types: Types,
  node: SyntaxNode | undefined,
  depth = 0,
): { schema: JsonObject; optional: boolean } {
  const required = (schema: JsonObject): { schema: JsonObject; optional: boolean } => ({ schema, optional: false });
  if (!node || depth > MAX_DEPTH) return required({});
  if (node.type === "array_type") {
    return required({ type: "array", items: typeSchema(types, childIn(node, "element"), depth + 1).schema });
  }
  const head = node.type === "generic_type" ? namedChildren(node)[0] : node;
  const name = head?.text.split(".").at(-1) ?? "";
  const args = namedChildren(childOfType(node, "type_arguments") ?? node).filter((child) => child !== head);
  if (/^Optional(?:Int|Long|Double)?$/.test(name)) {
    const inner =
      name === "OptionalInt" || name === "OptionalLong"
        ? { type: "integer" }
        : name === "OptionalDouble"
          ? { type: "number" }
          : typeSchema(types, args[0], depth + 1).schema;
    return { schema: inner, optional: true };
  }
  if (/^(?:List|Set|Collection|Iterable|ArrayList|HashSet)$/.test(name)) {
    return required({ type: "array", items: typeSchema(types, args[0], depth + 1).schema });
  }
  if (/^(?:Map|HashMap|JsonObject|ObjectNode)$/.test(name)) return required({ type: "object" });
  if (Object.hasOwn(BASIC, name)) return required({ ...BASIC[name] });
  if (/^(?:byte|short|int|long|Byte|Short|Integer|Long|BigInteger)$/.test(name)) return required({ type: "integer" });
  return required(namedSchema(types, name, depth));
}

function namedSchema(types: Types, name: string, depth: number): JsonObject {
  const found = types.get(name);
  if (!found || depth > MAX_DEPTH) return {};
  const { node, place } = found;
  const body = childIn(node, "body");
  if (node.type === "enum_declaration") {
    const names = (body ? namedChildren(body) : []).filter((child) => child.type === "enum_constant");
    return { type: "string", enum: names.map((child) => childIn(child, "name")?.text ?? "") };
  }
  const members =
    node.type === "record_declaration"
      ? namedChildren(childIn(node, "parameters") ?? node).filter((child) => child.type === "formal_parameter")
      : (body ? namedChildren(body) : []).filter((child) => child.type === "field_declaration" && !isStatic(child));
  const fields = members.map((member): DeclaredParameter => {
    const annotations = annotationsOf(place, member);
    const { schema, optional } = typeSchema(types, childIn(member, "type"), depth + 1);
    const declared = childIn(member, "name") ?? childIn(childIn(member, "declarator") ?? member, "name");
    const property = annotations.find((each) => each.name === "JsonProperty");
    const written = knownText(property?.named.get("value"));
    const described = annotations.find((each) =>
      /^(?:JsonPropertyDescription|ToolParam|McpToolParam|Description|Schema)$/.test(each.name),
    );
    return {
      name: written ?? declared?.text ?? "",
      schema,
      description: knownText(described?.named.get("value") ?? described?.named.get("description")),
      required: !optional && !annotations.some((each) => each.name === "Nullable"),
    };
  });
  return objectSchema(fields);
}

function isStatic(node: SyntaxNode): boolean {
  return childOfType(node, "modifiers")?.children.some((child) => child.type === "static") ?? false;
}
