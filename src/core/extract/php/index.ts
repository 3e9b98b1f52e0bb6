/** PHP servers: `#[McpTool]` methods, `withTool(…)` and `addTool(…)`, and classes that extend a framework's `Tool`. */
import type { JsonObject } from "../../schema/json.ts";
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { isObject, knownText, lastName, type Plain, text, toJson } from "../declared/plain.ts";
import { Constants, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { childIn, childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Attribute, attributesOf, docOf, evaluate, type Place } from "./evaluate.ts";

export const php: LanguageExtractor = {
  id: "php",
  grammarOf: (path) => (path.endsWith(".php") ? "php" : undefined),
  hints: ["Mcp", "mcp", "MCP"],
  extract,
};

const TYPES = ["class_declaration", "enum_declaration", "interface_declaration", "trait_declaration"];

interface Classes {
  byName: Map<string, { node: SyntaxNode; place: Place }>;
  /** Classes that some server lists; empty where servers discover theirs. */
  listed: Set<string>;
}

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "php", /\.php$/, { hint: /mcp|\bTool\b/i });
  const constants = new Constants();
  const classes: Classes = { byName: new Map(), listed: new Set() };
  for (const file of files) {
    for (const node of descendants(file.root, "const_element", "enum_case")) {
      const owner = childIn(enclosing(node, ...TYPES), "name")?.text;
      const name = (childIn(node, "name") ?? namedChildren(node)[0])?.text;
      const value = namedChildren(node).at(-1);
      if (name !== undefined && value && value.text !== name) constants.add(name, { file, node: value, owner });
    }
    for (const node of descendants(file.root, "class_declaration")) {
      const name = childIn(node, "name")?.text ?? "";
      classes.byName.set(name, { node, place: { constants, file, owner: name } });
      for (const listed of listedTools({ constants, file, owner: name }, node)) classes.listed.add(listed);
    }
  }
  const tools: FoundTool[] = [];
  for (const file of files) {
    for (const node of descendants(file.root, "method_declaration", "class_declaration", "member_call_expression")) {
      const owner = childIn(node.type === "class_declaration" ? node : enclosing(node, ...TYPES), "name")?.text;
      const place: Place = { constants, file, owner };
      if (node.type === "member_call_expression") tools.push(...fromCall(place, node, classes));
      else tools.push(...fromAttribute(place, node));
      if (node.type === "class_declaration") tools.push(...fromClass(place, node, classes));
    }
  }
  return { tools };
}

function toolAttribute(place: Place, node: SyntaxNode): Attribute | undefined {
  return attributesOf(place, node).find(({ name }) => name === "McpTool");
}

function fromAttribute(place: Place, node: SyntaxNode): FoundTool[] {
  const attribute = toolAttribute(place, node);
  if (!attribute) return [];
  const method = node.type === "class_declaration" ? methodNamed(node, "__invoke") : node;
  const doc = docOf(node);
  const own = childIn(node, "name")?.text ?? "";
  const implied = own === "__invoke" ? place.owner : own;
  const hints = attribute.named.get("annotations") ?? attribute.args[2];
  return foundTool({
    idiom: "php/tool-attribute",
    name: knownText(attribute.named.get("name") ?? attribute.args[0]) ?? implied,
    title: attribute.named.get("title"),
    description: attribute.named.get("description") ?? attribute.args[1] ?? text(doc.summary),
    inputSchema: method && parametersSchema(place, method),
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    path: place.file.path,
    node,
  });
}

function methodNamed(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const body = childIn(node, "body");
  return (body ? namedChildren(body) : []).find(
    (child) => child.type === "method_declaration" && childIn(child, "name")?.text === name,
  );
}

/** `->withTool([Class::class, 'method'], 'name', 'description')`, `->addTool(handler: …, name: …)`. */
function fromCall(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] {
  const method = childIn(node, "name")?.text;
  if (method !== "withTool" && method !== "addTool") return [];
  const value = evaluate(place, node);
  if (value.kind !== "call") return [];
  const handler = value.named.get("handler") ?? value.args[0];
  const target = handlerMethod(handler, classes);
  const given = knownText(value.named.get("name") ?? value.args[1]);
  const [first] = namedChildren(childIn(node, "arguments") ?? node).map((argument) => namedChildren(argument).at(-1));
  const isClosure = first?.type === "arrow_function" || first?.type === "anonymous_function";
  const signature = target?.method ?? (isClosure ? first : undefined);
  if (given === undefined && !target) return [];
  return foundTool({
    idiom: "php/with-tool",
    name: given ?? (target?.name === "__invoke" ? target.owner : target?.name),
    description: value.named.get("description") ?? value.args[2] ?? (target && text(docOf(target.method).summary)),
    inputSchema: signature && parametersSchema(target?.place ?? place, signature),
    path: place.file.path,
    node: childIn(node, "name") ?? node,
  });
}

interface Handler {
  owner: string;
  name: string;
  method: SyntaxNode;
  place: Place;
}

function handlerMethod(handler: Plain | undefined, classes: Classes): Handler | undefined {
  const [target, methodName] = handler?.kind === "list" ? handler.items : [handler];
  if (target?.kind !== "name" || !/::class$/.test(target.path)) return undefined;
  const owner = lastName(target.path.replace(/::class$/, ""));
  const name = knownText(methodName) ?? "__invoke";
  const found = classes.byName.get(owner);
  const method = found && methodNamed(found.node, name);
  return found && method ? { owner, name, method, place: found.place } : undefined;
}

/** Classes that a server class lists: `protected array $tools = [X::class]`. */
function listedTools(place: Place, node: SyntaxNode): string[] {
  const value = propertyValue(place, node, "tools");
  const items = value?.kind === "list" ? value.items : [];
  return items.flatMap((item) => (item.kind === "name" ? [lastName(item.path.replace(/::class$/, ""))] : []));
}

function propertyValue(place: Place, node: SyntaxNode, name: string): Plain | undefined {
  const body = childIn(node, "body");
  for (const property of body ? descendants(body, "property_element") : []) {
    if (childIn(property, "name")?.text !== `$${name}`) continue;
    const value = childIn(property, "default_value") ?? namedChildren(property)[1];
    if (value) return evaluate(place, value);
  }
  return undefined;
}

/** What a method that only returns gives: `public function name(): string { return 'x'; }`. */
function returnedValue(place: Place, node: SyntaxNode, name: string): Plain | undefined {
  const method = methodNamed(node, name);
  for (const statement of method ? descendants(method, "return_statement") : []) {
    const [value] = namedChildren(statement);
    return value && evaluate(place, value);
  }
  return undefined;
}

/** A class that extends a framework's `Tool`; without a name of its own it is the class's in kebab case. */
function fromClass(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] {
  const name = childIn(node, "name")?.text ?? "";
  const isAbstract = node.children.some((child) => child.type === "abstract_modifier");
  if (isAbstract || !extendsTool(node, classes, 0) || toolAttribute(place, node)) return [];
  if (classes.listed.size > 0 && !classes.listed.has(name)) return [];
  const attributes = attributesOf(place, node);
  const attribute = (wanted: string): Plain | undefined => attributes.find((each) => each.name === wanted)?.args[0];
  const member = (wanted: string): Plain | undefined =>
    attribute(wanted.slice(0, 1).toUpperCase() + wanted.slice(1)) ??
    propertyValue(place, node, wanted) ??
    returnedValue(place, node, wanted);
  const hints = new Map<string, Plain>();
  for (const { name: hint, args } of attributes) {
    if (/^Is(?:ReadOnly|Destructive|Idempotent|OpenWorld)$/.test(hint))
      hints.set(hint.slice(2), args[0] ?? { kind: "bool", value: true });
  }
  return foundTool({
    idiom: "php/tool-class",
    name: knownText(member("name")) ?? kebab(name),
    title: member("title"),
    description: member("description"),
    inputSchema: schemaMethod(place, node),
    annotations: annotationsFrom(hints),
    path: place.file.path,
    node,
  });
}

function extendsTool(node: SyntaxNode, classes: Classes, depth: number): boolean {
  const base = childOfType(node, "base_clause");
  const name = base && lastName(namedChildren(base)[0]?.text ?? "");
  if (name === undefined || depth > 8) return false;
  if (name === "Tool" || /^(?:Mcp|MCP|Abstract|Base)\w*Tool$/.test(name)) {
    const inside = classes.byName.get(name);
    return (
      inside === undefined ||
      inside.node === node ||
      !childOfType(inside.node, "base_clause") ||
      extendsTool(inside.node, classes, depth + 1)
    );
  }
  const inside = classes.byName.get(name);
  return inside !== undefined && inside.node !== node && extendsTool(inside.node, classes, depth + 1);
}

function kebab(name: string): string {
  return name.replace(/(.)(?=\p{Lu})/gu, "$1-").toLowerCase();
}

/** `schema()` returns properties by name, each a chain: `$schema->string()->description('x')->required()`. */
function schemaMethod(place: Place, node: SyntaxNode): JsonObject | undefined {
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

const INJECTED =
  /^(?:Context|RequestContext|ClientGateway|Request|ServerRequestInterface|SessionInterface|LoggerInterface)$/;

function parametersSchema(place: Place, method: SyntaxNode): JsonObject {
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
