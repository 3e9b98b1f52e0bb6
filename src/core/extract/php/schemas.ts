/** PHP parameters and builder chains to JSON Schema. */
import type { JsonObject } from "../../schema/json.ts";
import { boolOf, isObject, knownText, lastName, type Plain, type PlainCall, toJson } from "../declared/plain.ts";
import { type DeclaredParameter, objectSchema } from "../declared/tool.ts";
import { childIn, namedChildren, type SyntaxNode } from "../syntax.ts";
import { attributesOf, docOf, evaluate, type Place, returnedValue } from "./evaluate.ts";

/** `schema()` returns properties by name, each a chain: `$schema->string()->description('x')->required()`. */
export function schemaMethod(place: Place, node: SyntaxNode): JsonObject | undefined {
  const value = ["schema", "inputSchema", "getInputSchema"]
    .map((name) => returnedValue(place, node, name))
    .find((found) => found !== undefined);
  if (value?.kind === "call") return constructedSchema(value);
  if (value?.kind !== "map") return undefined;
  if (value.entries.has("properties")) {
    const json = toJson(value);
    return isObject(json) ? json : undefined;
  }
  return objectSchema([...value.entries].map(([name, item]) => chainParameter(name, item)));
}

/** `new Schema(new Property(name: 'x', type: Type::STRING, description: '…', required: true), …)`. */
function constructedSchema({ args }: PlainCall): JsonObject | undefined {
  const parameters = args.flatMap((arg): DeclaredParameter[] => {
    if (arg.kind !== "call") return [];
    const member = (name: string, position: number): Plain | undefined => arg.named.get(name) ?? arg.args[position];
    const name = knownText(member("name", 0));
    const type = member("type", 1);
    const written = (type?.kind === "name" ? lastName(type.path) : (knownText(type) ?? "")).toLowerCase();
    const schema = Object.hasOwn(TYPES_BY_CALL, written) ? { type: TYPES_BY_CALL[written] ?? "string" } : {};
    const required = boolOf(member("required", 3)) === true;
    return name === undefined ? [] : [{ name, schema, description: knownText(member("description", 2)), required }];
  });
  return parameters.length > 0 && parameters.length === args.length ? objectSchema(parameters) : undefined;
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
    else if (at.name === "items" && first) parameter.schema.items = itemSchema(first);
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

function itemSchema(value: Plain): JsonObject {
  const { schema, description } = chainParameter("", value);
  return description === undefined ? schema : { ...schema, description };
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
