/** Elixir servers: maps that define tools, component modules of Hermes and Anubis, `deftool`. */
import type { JsonObject } from "../../schema/json.ts";
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import type { Place } from "../declared/evaluate.ts";
import { isObject, knownText, lastName, type Plain, toJson, toSnakeCase } from "../declared/plain.ts";
import { Constants, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema, toolOfMap } from "../declared/tool.ts";
import { childIn, childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, valuesOf } from "./evaluate.ts";

export const elixir: LanguageExtractor = {
  id: "elixir",
  grammarOf: (path) => (/\.exs?$/.test(path) ? "elixir" : undefined),
  hints: ["mcp", "MCP", "inputSchema"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "elixir", /\.exs?$/);
  const constants = new Constants();
  for (const file of files) {
    // Module attributes: `@name "x"`.
    for (const node of descendants(file.root, "unary_operator")) {
      const operand = childIn(node, "operand");
      const [value] = operand?.type === "call" ? argumentNodes(operand) : [];
      const name = operand && childIn(operand, "target")?.text;
      if (name !== undefined && value) constants.add(`@${name}`, { file, node: value, owner: ownerOf(node) });
    }
  }
  const tools: FoundTool[] = [];
  for (const file of files) {
    for (const node of descendants(file.root, "map", "call")) {
      const place: Place = { constants, file, owner: ownerOf(node) };
      tools.push(...(node.type === "map" ? fromMap(place, node) : fromCall(place, node)));
    }
  }
  // Models are given tools in the other spelling; where modules are registered as tools, such a map is for a model.
  const hasComponents = tools.some(({ idiom }) => idiom === "elixir/component");
  return { tools: hasComponents ? tools.filter(({ idiom }) => idiom !== "elixir/snake-case-map") : tools };
}

/** The name of the module around a node. */
function ownerOf(node: SyntaxNode): string | undefined {
  for (let at = enclosing(node, "call"); at; at = enclosing(at, "call")) {
    if (childIn(at, "target")?.text === "defmodule") return argumentNodes(at)[0]?.text;
  }
  return undefined;
}

function argumentNodes(call: SyntaxNode): SyntaxNode[] {
  const container = childOfType(call, "arguments");
  return container ? namedChildren(container) : [];
}

/** `%{name: "x", description: "…", inputSchema: %{…}}`; one with a callback may go without a schema. */
function fromMap(place: Place, node: SyntaxNode): FoundTool[] {
  const value = evaluate(place, node);
  const loose = value.kind === "map" && value.entries.has("callback");
  const isSnakeCase = value.kind === "map" && value.entries.has("input_schema");
  return toolOfMap(isSnakeCase ? "elixir/snake-case-map" : "elixir/tool-map", value, {
    path: place.file.path,
    node,
    loose,
  });
}

function fromCall(place: Place, node: SyntaxNode): FoundTool[] {
  const target = childIn(node, "target")?.text;
  if (target === "use") return fromComponent(place, node);
  if (target === "tool") return fromRoute(place, node);
  if (target === "deftool" || target === "register_tool") return fromDefinition(place, node);
  return [];
}

/** `tool :name, description: "…" do field :x, :string, required: true end` in a router of tools. */
function fromRoute(place: Place, node: SyntaxNode): FoundTool[] {
  const { args, named } = valuesOf(place, argumentNodes(node));
  if (!named.has("description")) return [];
  const block = childOfType(node, "do_block");
  return foundTool({
    idiom: "elixir/tool-route",
    name: knownText(args[0]),
    title: named.get("title"),
    description: named.get("description"),
    inputSchema: jsonObject(named.get("input_schema")) ?? (block && fieldsSchema(place, block)),
    annotations: annotationsFrom(named),
    path: place.file.path,
    node,
  });
}

/** `use Hermes.Server.Component, type: :tool`: the module is the tool, its documentation the description. */
function fromComponent(place: Place, node: SyntaxNode): FoundTool[] {
  const [name, ...rest] = argumentNodes(node);
  const { named } = valuesOf(place, rest);
  if (!/(?:Component|\.Tool)$/.test(name?.text ?? "") || (knownText(named.get("type")) ?? "tool") !== "tool") return [];
  if (!/(?:Hermes|Anubis|MCP|Mcp)/.test(name?.text ?? "")) return [];
  const block = node.parent;
  const [doc] = [...descendants(block ?? node, "unary_operator")]
    .map((each) => childIn(each, "operand"))
    .filter((each) => childIn(each, "target")?.text === "moduledoc");
  const [docNode] = doc ? argumentNodes(doc) : [];
  const schema = [...descendants(block ?? node, "call")].find((each) => childIn(each, "target")?.text === "schema");
  return foundTool({
    idiom: "elixir/component",
    name: knownText(named.get("name")) ?? toSnakeCase(lastName((place.owner ?? "").replaceAll(".", "::"))),
    description: named.get("description") ?? (docNode && evaluate(place, docNode)),
    inputSchema: schema && fieldsSchema(place, schema),
    annotations: annotationsFrom(mapEntries(named.get("annotations"))),
    path: place.file.path,
    node,
  });
}

function mapEntries(value: Plain | undefined): Map<string, Plain> | undefined {
  return value?.kind === "map" ? value.entries : undefined;
}

/** `deftool "name" do meta do description "…" end end`, `register_tool(frame, "name", description: "…")`. */
function fromDefinition(place: Place, node: SyntaxNode): FoundTool[] {
  const { args, named } = valuesOf(place, argumentNodes(node));
  const inner = (wanted: string): Plain | undefined => {
    for (const call of descendants(node, "call")) {
      if (call === node || childIn(call, "target")?.text !== wanted) continue;
      const [value] = argumentNodes(call);
      return value && evaluate(place, value);
    }
    return undefined;
  };
  return foundTool({
    idiom: "elixir/deftool",
    name: args.map((arg) => knownText(arg)).find((each) => each !== undefined),
    title: named.get("title") ?? inner("name"),
    description: named.get("description") ?? inner("description"),
    inputSchema: jsonObject(named.get("input_schema") ?? named.get("inputSchema") ?? inner("input_schema")),
    annotations: annotationsFrom(mapEntries(named.get("annotations"))),
    path: place.file.path,
    node,
  });
}

function jsonObject(value: Plain | undefined): JsonObject | undefined {
  const json = toJson(value);
  return isObject(json) ? json : undefined;
}

const TYPES: Record<string, string> = {
  string: "string",
  integer: "integer",
  float: "number",
  number: "number",
  boolean: "boolean",
  list: "array",
  map: "object",
};

/** `schema do field :name, {:required, :string}, description: "…" end`. */
function fieldsSchema(place: Place, schema: SyntaxNode): JsonObject {
  const parameters: DeclaredParameter[] = [];
  for (const call of descendants(schema, "call")) {
    if (!/^(?:field|embeds_many|embeds_one)$/.test(childIn(call, "target")?.text ?? "")) continue;
    const { args, named } = valuesOf(place, argumentNodes(call));
    const [name, type] = args.map((arg) => (arg.kind === "list" ? arg : knownText(arg)));
    const parts = typeof type === "object" ? type.items.map((item) => knownText(item)) : [type];
    const known = parts.find((part) => part !== undefined && Object.hasOwn(TYPES, part));
    parameters.push({
      name: typeof name === "string" ? name : "",
      schema: known === undefined ? {} : { type: TYPES[known] ?? "string" },
      description: knownText(named.get("description")),
      required: parts.includes("required") || toJson(named.get("required")) === true,
    });
  }
  return objectSchema(parameters.filter((parameter) => parameter.name !== ""));
}
