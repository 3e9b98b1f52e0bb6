/** Rust servers: `#[tool]` on methods (rmcp), `#[mcp_tool]` on structs, and tools built as values. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, plainDeclaration, registered } from "../declared/callers.ts";
import { knownText, type Plain, parseJson, text, toJson, unwrap } from "../declared/plain.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool, toolOfMap } from "../declared/tool.ts";
import { Types } from "../declared/types.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Attribute, attributesBefore, docBefore } from "./attributes.ts";
import { evaluate, FUNCTIONS, type Place, tokensValue } from "./evaluate.ts";
import { fromImpl, MCP_TRAIT, TRAIT } from "./impls.ts";
import { parametersSchema } from "./parameters.ts";
import { GRAMMAR } from "./schemas.ts";
import { bracketOf, type Token, tokensOf } from "./tokens.ts";

export const rust: LanguageExtractor = {
  id: "rust",
  grammarOf: (path) => (path.endsWith(".rs") ? "rust" : undefined),
  hints: ["mcp", "Mcp", "MCP"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "rust", /\.rs$/, { hint: /mcp|tool|derive|const/i });
  const constants = new Constants();
  const types = new Types(GRAMMAR);
  for (const file of files) {
    for (const node of descendants(file.root, "const_item", "static_item")) {
      const [name, value] = [childIn(node, "name"), childIn(node, "value")];
      const owner = enclosing(node, "impl_item");
      if (name && value) constants.add(name.text, { file, node: value, owner: childIn(owner, "type")?.text });
    }
    for (const node of descendants(file.root, "struct_item", "enum_item")) {
      const name = childIn(node, "name")?.text;
      if (name !== undefined) types.add(name, { node, place: { constants, file, owner: undefined } });
    }
  }
  const placeOf = (file: SourceFile): Place => ({ constants, file, owner: undefined });
  const callers = new Callers(files, { ...CALLS, placeOf });
  const typesOf = (trait: RegExp): FoundTool[] =>
    files.flatMap((file) =>
      [...descendants(file.root, "impl_item")].flatMap((node) => fromImpl(types, placeOf(file), node, trait)),
    );
  const listed = listedTypes(files, types);
  // Of tools with one name the first stays: what has MCP in its name is surer than a definition by its look.
  const tools = [...typesOf(MCP_TRAIT), ...files.flatMap((file) => toolsIn(types, placeOf(file), callers, listed))];
  if (tools.length > 0 || !files.some(({ path }) => LISTS_TOOLS.test(context.text(path) ?? ""))) return { tools };
  // Types are tools where the program serves some and registers none in another way; else they may be an agent's.
  return { tools: typesOf(TRAIT) };
}

/** What a server has that answers with its tools. */
const LISTS_TOOLS = /tools\/list|ListToolsResult|ServerHandler/;

const CALLS: Omit<CallGrammar<Place>, "placeOf"> = {
  functions: FUNCTIONS,
  calls: ["call_expression"],
  nameOf: (call) => childIn(call, "function")?.text.split("::").at(-1) ?? "",
  declaration: plainDeclaration,
  call: (place, node) => {
    const value = evaluate(place, node);
    return value.kind === "call" ? value : { args: [], named: new Map() };
  },
};

/**
 * The types that a server lists one by one (`SweepTool::tool()`); a type that is marked as a tool and stands in no list is
 * none. `undefined`: nothing is listed so, or a macro has the list.
 */
function listedTypes(files: readonly SourceFile[], types: Types<Place>): ReadonlySet<string> | undefined {
  if (files.some(({ root }) => /\btool_box!/.test(root.text))) return undefined;
  const names = files.flatMap(({ path, root }) =>
    [...root.text.matchAll(/\b(\w+)::tool\(\)/g)].flatMap(([, name = ""]) => {
      const type = types.get(name, path);
      return type && attributesBefore(type.place, type.node).some((each) => each.name === "mcp_tool") ? [name] : [];
    }),
  );
  return names.length > 0 ? new Set(names) : undefined;
}

function toolsIn(
  types: Types<Place>,
  place: Place,
  callers: Callers<Place>,
  listed: ReadonlySet<string> | undefined,
): FoundTool[] {
  const tools: FoundTool[] = [];
  for (const node of descendants(
    place.file.root,
    "function_item",
    "struct_item",
    "call_expression",
    "struct_expression",
    "token_tree",
  )) {
    if (isTest(place, node)) continue;
    if (node.type === "function_item") {
      const attribute = attributesBefore(place, node).find(({ name }) => name === "tool" || name === "mcp_tool");
      if (attribute) tools.push(...fromFunction(types, place, node, attribute));
    } else if (node.type === "struct_item") {
      const attribute = attributesBefore(place, node).find(({ name }) => name === "mcp_tool");
      if (attribute && (listed?.has(childIn(node, "name")?.text ?? "") ?? true))
        tools.push(...fromStruct(types, place, node, attribute));
    } else if (node.type === "token_tree")
      tools.push(...(isToolJson(node) ? fromJson(place, node) : fromTokens(types, place, node)));
    else tools.push(...registered(callers, place, node, (at) => fromValue(types, at, node)));
  }
  return tools;
}

/** Whether the node stands in a test module or function. */
function isTest(place: Place, node: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at; at = enclosing(at, "mod_item", "function_item")) {
    if (at.type !== "mod_item" && at.type !== "function_item") continue;
    const marked = attributesBefore(place, at).some(
      ({ name, named }) => name === "test" || (name === "cfg" && named.has("test")),
    );
    if (marked) return true;
  }
  return false;
}

function fromFunction(types: Types<Place>, place: Place, node: SyntaxNode, attribute: Attribute): FoundTool[] {
  const { named, positional } = attribute;
  const doc = docBefore(node);
  return foundTool({
    idiom: "rust/tool-attribute",
    name: knownText(named.get("name")) ?? childIn(node, "name")?.text.replace(/^r#/, ""),
    title: named.get("title") ?? named.get("annotations.title"),
    description: named.get("description") ?? positional[0] ?? (doc === undefined ? undefined : text(doc)),
    ...parametersSchema(types, place, node),
    annotations: annotationsFrom(membersOf(named, "annotations.") ?? named),
    path: place.file.path,
    node,
  });
}

function membersOf(named: ReadonlyMap<string, Plain>, prefix: string): Map<string, Plain> | undefined {
  const members = [...named].filter(([name]) => name.startsWith(prefix));
  return members.length > 0 ? new Map(members.map(([name, value]) => [name.slice(prefix.length), value])) : undefined;
}

function fromStruct(types: Types<Place>, place: Place, node: SyntaxNode, { named }: Attribute): FoundTool[] {
  const name = childIn(node, "name")?.text ?? "";
  return foundTool({
    idiom: "rust/mcp-tool-struct",
    name: knownText(named.get("name")) ?? name,
    title: named.get("title"),
    description: named.get("description"),
    inputSchema: types.named(name, place),
    annotations: annotationsFrom(named),
    path: place.file.path,
    node,
  });
}

/** `Tool { name: … }` and `Tool::new(name, description, schema)`. */
function fromValue(types: Types<Place>, place: Place, node: SyntaxNode): FoundTool[] | undefined {
  const target = childIn(node, node.type === "struct_expression" ? "name" : "function")?.text ?? "";
  const isLiteral = node.type === "struct_expression" && TOOL_LITERAL.test(target);
  const isNew = TOOL_NEW.test(target);
  if (!isLiteral && !isNew) return undefined;
  return fromCall(types, place, evaluate(place, node), node);
}

/** `Tool { … }` or `Tool::new(…)` inside a macro, where the grammar sees tokens only. */
function fromTokens(types: Types<Place>, place: Place, tree: SyntaxNode): FoundTool[] {
  const siblings = tree.parent?.type === "token_tree" ? tokensOf(tree.parent) : [];
  const at = siblings.findIndex((token) => token.kind === "node" && token.node === tree);
  const path: Token[] = [];
  for (let index = at - 1; index >= 0; index--) {
    const token = siblings[index];
    if (!token || (token.kind === "mark" ? token.text !== ":" : token.node.type === "token_tree")) break;
    path.unshift(token);
  }
  const name = path.map((token) => (token.kind === "node" ? token.node.text : token.text)).join("");
  const isTool = bracketOf(tree) === "{" ? TOOL_LITERAL.test(name) : TOOL_NEW.test(name);
  const token = siblings[at];
  return isTool && token ? fromCall(types, place, tokensValue(place, [...path, token]), tree) : [];
}

/** `json!({ "name": …, "description": …, "inputSchema": … })`, as servers without an SDK answer with. */
function isToolJson(tree: SyntaxNode): boolean {
  if (bracketOf(tree) !== "{") return false;
  const keys = tree.children.filter((child) => child.type === "string_literal").map((child) => child.text.slice(1, -1));
  return ["name", "description", "inputSchema"].every((key) => keys.includes(key));
}

function fromJson(place: Place, tree: SyntaxNode): FoundTool[] {
  return toolOfMap("rust/tool-json", tokensValue(place, [{ kind: "node", node: tree }]), {
    path: place.file.path,
    node: tree,
  });
}

const TOOL_LITERAL = /^(?:\w+::)*(?:Tool|ToolDefinition|ToolInfo)$/;
const TOOL_NEW = /(?:^|::)Tool::new(?:_with_raw)?$/;

function fromCall(types: Types<Place>, place: Place, value: Plain, node: SyntaxNode): FoundTool[] {
  if (value.kind !== "call") return [];
  const isNew = TOOL_NEW.test(value.name);
  const field = (name: string, position: number): Plain | undefined =>
    isNew ? value.args[position] : value.named.get(name);
  return foundTool({
    idiom: isNew ? "rust/tool-new" : "rust/tool-literal",
    name: knownText(field("name", 0)),
    title: value.named.get("title"),
    description: field("description", 1),
    inputSchema:
      schemaValue(field("input_schema", 2) ?? value.named.get("schema")) ?? typedSchema(types, place, node, isNew),
    annotations: annotationsFrom(callFields(value.named.get("annotations"))),
    path: place.file.path,
    node,
  });
}

/** The struct that a schema is made of: `schema_for!(Input)`, `schema_for_type::<Input>()`. */
function typedSchema(
  types: Types<Place>,
  place: Place,
  node: SyntaxNode,
  isNew: boolean,
): ReturnType<typeof parseJson> {
  const container = childIn(node, isNew ? "arguments" : "body") ?? node;
  const values = namedChildren(container);
  const schema = isNew ? values.at(-1) : values.find((field) => childIn(field, "field")?.text === "input_schema");
  for (const name of schema ? descendants(schema, "type_identifier", "identifier") : []) {
    if (/^[A-Z]/.test(name.text) && types.get(name.text, place.file.path)) return types.named(name.text, place);
  }
  return undefined;
}

function callFields(value: Plain | undefined): Map<string, Plain> | undefined {
  const plain = unwrap(value);
  return plain?.kind === "call" ? plain.named : undefined;
}

/** The first object in the calls around a schema: `Arc::new(serde_json::from_value(json!({…})).unwrap())`. */
function schemaValue(value: Plain | undefined, depth = 0): ReturnType<typeof parseJson> {
  if (!value || depth > 12) return undefined;
  if (value.kind === "map") {
    const json = toJson(value);
    return typeof json === "object" && json !== null && !Array.isArray(json) ? json : undefined;
  }
  if (value.kind === "text") return parseJson(value.value);
  if (value.kind !== "call") return undefined;
  for (const inner of [value.on, ...value.args]) {
    const found = schemaValue(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}
