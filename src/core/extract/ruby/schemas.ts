/** How Ruby's frameworks write a tool's parameters. */
import type { JsonObject } from "../../schema/json.ts";
import type { Place } from "../declared/evaluate.ts";
import { boolOf, isObject, knownText, map, type Plain, toJson } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { argumentsOf, evaluate } from "./evaluate.ts";

export function schemaOf({ args, named }: { args: Plain[]; named: Map<string, Plain> }): JsonObject | undefined {
  const json = toJson(named.size > 0 ? map(named) : args[0]);
  return isObject(json) ? { type: "object", ...json } : undefined;
}

/** `input_schema do { type: "object", … } end`. */
export function blockSchema(place: Place, call: SyntaxNode): JsonObject | undefined {
  const [value] = namedChildren(childIn(childIn(call, "block"), "body") ?? call);
  return value && schemaOf({ args: [evaluate(place, value)], named: new Map() });
}

const DRY_TYPES: Record<string, string> = {
  string: "string",
  integer: "integer",
  float: "number",
  decimal: "number",
  bool: "boolean",
  array: "array",
  hash: "object",
};

/** `arguments do required(:a).filled(:string).description("…") end`. */
export function drySchema(place: Place, call: SyntaxNode): JsonObject {
  const block = childIn(call, "block");
  const body = block && (childIn(block, "body") ?? block);
  const parameters: DeclaredParameter[] = [];
  for (const statement of body ? namedChildren(body) : []) {
    const parameter: DeclaredParameter = { name: "", schema: {}, required: false };
    let at: SyntaxNode | undefined = statement;
    for (let depth = 0; at?.type === "call" && depth < 30; depth++) {
      const method = childIn(at, "method")?.text;
      const { args } = argumentsOf(place, at);
      const first = knownText(args[0]);
      if (method === "required" || method === "optional") {
        parameter.name = first ?? "";
        parameter.required = method === "required";
      } else if (method === "description" && first !== undefined) parameter.description = first;
      else if (first !== undefined && Object.hasOwn(DRY_TYPES, first))
        parameter.schema.type = DRY_TYPES[first] ?? "string";
      at = childIn(at, "receiver");
    }
    if (parameter.name !== "") parameters.push(parameter);
  }
  return objectSchema(parameters);
}

/** `property :name, type: "string", description: "…", required: true`, `collection :names, type: "string"`. */
export function propertiesSchema(place: Place, statements: readonly SyntaxNode[]): JsonObject {
  const parameters: DeclaredParameter[] = [];
  for (const call of statements) {
    const method = childIn(call, "method")?.text;
    if (method !== "property" && method !== "collection") continue;
    const { args, named } = argumentsOf(place, call);
    const type = knownText(named.get("type"));
    const own: JsonObject = type === undefined ? {} : { type };
    const choices = toJson(named.get("enum"));
    if (Array.isArray(choices)) own.enum = choices;
    parameters.push({
      name: knownText(args[0]) ?? "",
      schema: method === "collection" ? { type: "array", items: own } : own,
      description: knownText(named.get("description")),
      required: boolOf(named.get("required")) ?? false,
    });
  }
  return objectSchema(parameters.filter(({ name }) => name !== ""));
}
