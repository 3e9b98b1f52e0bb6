/** PHP parameters and builder chains to JSON Schema. */
import type { JsonObject } from "../../schema/json.ts";
import { isObject, knownText, lastName, type Plain, toJson } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { attributesOf, docOf, evaluate, type Place, returnedValue } from "./evaluate.ts";

/** `schema()` returns properties by name, each a chain: `$schema->string()->description('x')->required()`. */
export function schemaMethod(place: Place, node: SyntaxNode): JsonObject | undefined {
  const value = returnedValue(place, node, "schema") ?? returnedValue(place, node, "inputSchema");
  if (value?.kind !== "map") return undefined;
  if (value.entries.has("properties")) {
    const json = toJson(value);
    return isObject(json) ? json : undefined;
  }
  return objectSchema([...value.entries].map(([name, item]) => chainParameter(name, item)));
}

const TYPES_BY_CALL: Record<string, string> = {
  string: "string",
  integer: "integer",
  number: "number",
  boolean: "boolean",
  array: "array",
  object: "object",
};

function chainParameter(name: string, value: Plain): DeclaredParameter {
  const parameter: DeclaredParameter = { name, schema: {}, required: false };
  let at: Plain | undefined = value;
  for (let depth = 0; at?.kind === "call" && depth < 40; depth++) {
    const type = Object.hasOwn(TYPES_BY_CALL, at.name) ? TYPES_BY_CALL[at.name] : undefined;
    const [first] = at.args;
    if (type !== undefined) parameter.schema.type = type;
    else if (at.name === "required") parameter.required = true;
    else if (at.name === "description" && first) parameter.description ??= knownText(first);
    else if ((at.name === "enum" || at.name === "default") && first) {
      const json = toJson(first);
      if (json !== undefined) parameter.schema[at.name] = json;
    }
    at = at.on;
  }
  return parameter;
}

const BASIC: Record<string, JsonObject> = {
  string: { type: "string" },
  int: { type: "integer" },
  float: { type: "number" },
  bool: { type: "boolean" },
  array: { type: "array" },
  object: { type: "object" },
  iterable: { type: "array" },
};

const INJECTED = /^(?:\w*Context|ClientGateway|Request|ServerRequestInterface|SessionInterface|LoggerInterface)$/;

export function parametersSchema(place: Place, method: SyntaxNode): JsonObject {
  const container = childIn(method, "parameters");
  const { parameters: docs } = docOf(method);
  const parameters: DeclaredParameter[] = [];
  for (const node of container ? namedChildren(container) : []) {
    const type = childIn(node, "type")?.text.replace(/^\?/, "") ?? "";
    const name = childIn(node, "name")?.text.replace(/^\$/, "") ?? "";
    if (!node.type.endsWith("parameter") || INJECTED.test(lastName(type))) continue;
    const schema: JsonObject = { ...(Object.hasOwn(BASIC, type.toLowerCase()) ? BASIC[type.toLowerCase()] : {}) };
    const written = attributesOf(place, node).find((attribute) => attribute.name === "Schema");
    for (const [keyword, value] of written?.named ?? []) {
      const json = toJson(value);
      if (json !== undefined) schema[keyword] = json;
    }
    const value = childIn(node, "default_value");
    const json = value && toJson(evaluate(place, value));
    if (json !== undefined && json !== null) schema.default = json;
    const doc = docs.get(name);
    const description = typeof schema.description === "string" ? schema.description : doc;
    parameters.push({ name, schema, description, required: !value && node.type !== "variadic_parameter" });
  }
  return objectSchema(parameters);
}
