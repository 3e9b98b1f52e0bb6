/** Kotlin servers: `addTool(…)`, `Tool(…)`, annotated functions, and classes that are tools. */
import type { JsonObject } from "../../schema/json.ts";
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, type Parameter, registered } from "../declared/callers.ts";
import { chainOf, chainSchema } from "../declared/chains.ts";
import { knownText, lastName, type Plain } from "../declared/plain.ts";
import { builderSchema } from "../declared/schema-builders.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { annotationsOf, evaluate, isTypeParameter, type Place } from "./evaluate.ts";

export const kotlin: LanguageExtractor = {
  id: "kotlin",
  grammarOf: (path) => (path.endsWith(".kt") ? "kotlin" : undefined),
  hints: ["mcp", "Mcp", "MCP", "modelcontextprotocol"],
  extract,
};

type Classes = ReadonlyMap<string, { node: SyntaxNode; file: SourceFile }>;

function ownerOf(node: SyntaxNode): string | undefined {
  return nameOf(enclosing(node, "class_declaration", "object_declaration"));
}

function nameOf(node: SyntaxNode | undefined): string | undefined {
  return childOfType(node, "type_identifier", "simple_identifier")?.text;
}

/** `val text get() = "…"`; the grammar has a getter on a line of its own beside the property. */
function getterValue(property: SyntaxNode): SyntaxNode | undefined {
  const siblings = property.parent?.children ?? [];
  const next = siblings[siblings.indexOf(property) + 1];
  const getter = childOfType(property, "getter") ?? (next?.type === "getter" ? next : undefined);
  const [body] = namedChildren(childOfType(getter, "function_body") ?? property);
  return getter && body?.type !== "statements" ? body : undefined;
}

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "kotlin", /\.kt$/);
  const constants = new Constants();
  const classes = new Map<string, { node: SyntaxNode; file: SourceFile }>();
  for (const file of files) {
    for (const node of descendants(file.root, "property_declaration")) {
      const name = nameOf(childOfType(node, "variable_declaration"));
      const value = getterValue(node) ?? namedChildren(node).at(-1);
      const isValue = value && !/declaration|modifiers|getter|setter|binding_pattern_kind/.test(value.type);
      if (name !== undefined && value && isValue) constants.add(name, { file, node: value, owner: ownerOf(node) });
    }
    for (const node of descendants(file.root, "class_declaration")) {
      const name = nameOf(node);
      if (name !== undefined && !classes.has(name)) classes.set(name, { node, file });
    }
  }
  const tools: FoundTool[] = [];
  const placeOf = (file: SourceFile, node: SyntaxNode): Place => ({ constants, file, owner: ownerOf(node) });
  const callers = new Callers(files, { ...CALLS, placeOf });
  for (const file of files) {
    for (const node of descendants(file.root, "call_expression", "class_declaration", "function_declaration")) {
      const place = placeOf(file, node);
      if (node.type === "call_expression")
        tools.push(...registered(callers, place, node, (at) => fromCall(at, node, classes)));
      else if (node.type === "class_declaration") tools.push(...fromClass(place, node, classes));
      else tools.push(...fromFunction(place, node));
    }
  }
  return { tools };
}

const CALLS: Omit<CallGrammar<Place>, "placeOf"> = {
  functions: ["function_declaration"],
  calls: ["call_expression"],
  nameOf: (call) => lastName(namedChildren(call)[0]?.text ?? ""),
  declaration: (fn) => {
    const parameters: Parameter[] = [];
    for (const child of namedChildren(childOfType(fn, "function_value_parameters") ?? fn)) {
      const last = parameters.at(-1);
      if (child.type === "parameter")
        parameters.push({ name: childOfType(child, "simple_identifier")?.text ?? "", optional: false });
      else if (last && child.type !== "parameter_modifiers") last.optional = true;
    }
    const types = [...descendants(childOfType(fn, "type_parameters") ?? fn, "type_parameter")];
    return {
      name: childOfType(fn, "simple_identifier")?.text ?? "",
      parameters,
      types: types.map((type) => childOfType(type, "type_identifier")?.text ?? ""),
    };
  },
  call: (place, node) => {
    const value = evaluate(place, node);
    const suffix = childOfType(node, "call_suffix");
    const types = [...descendants(childOfType(suffix, "type_arguments") ?? node, "type_projection")];
    const given = childOfType(suffix, "type_arguments") ? types.map((type) => boundName(place, type.text)) : [];
    const isOpen = given.some((name) => isTypeParameter(node, name));
    const { args, named } = value.kind === "call" ? value : { args: [], named: new Map<string, Plain>() };
    const more = childOfType(suffix, "annotated_lambda") ? 1 : 0;
    return { args, named, more, ...(isOpen ? {} : { types: given }) };
  },
};

/** The type that a type parameter stands for in the call at hand. */
function boundName(place: Place, name: string): string {
  const bound = place.call?.bindings.get(name);
  return bound?.kind === "name" ? bound.path : name;
}

/** `server.addTool(name = …, description = …, inputSchema = …) { … }` and `Tool(name = …)`; else `undefined`. */
function fromCall(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] | undefined {
  const callee = namedChildren(node)[0]?.text ?? "";
  const isTool = /^(?:\w+\.)*Tool$/.test(callee);
  const isAdd = /(?:^|\.)(?:addTool|registerTool|tool)$/.test(callee);
  if (!isTool && !isAdd) return undefined;
  const value = evaluate(place, node);
  if (value.kind !== "call") return undefined;
  const description = value.named.get("description") ?? value.args[1];
  // A call named so that neither says a name nor describes anything is something else.
  if (!description || (isTool && value.named.size === 0 && value.args.length < 2)) return undefined;
  const schema = value.named.get("inputSchema") ?? value.args[2];
  const hints = value.named.get("toolAnnotations") ?? value.named.get("annotations");
  return foundTool({
    idiom: isTool ? "kotlin/tool" : "kotlin/add-tool",
    name: knownText(value.named.get("name") ?? value.args[0]),
    title: value.named.get("title"),
    description,
    inputSchema: builderSchema(schema) ?? classSchema(place, schema, classes) ?? calledSchema(place, classes),
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    path: place.file.path,
    node,
  });
}

/** `Input::class.asInputSchema()`: the members of the class that a call starts from. */
function classSchema(place: Place, value: Plain | undefined, classes: Classes): JsonObject | undefined {
  const on = value?.kind === "call" ? value.on : undefined;
  const found = on?.kind === "name" ? classes.get(boundName(place, on.path)) : undefined;
  return found && constructorSchema({ ...place, file: found.file }, found.node);
}

/** A helper that is generic in a tool's arguments: `tool<Input, Output>(…)` of the program's own. */
function calledSchema(place: Place, classes: Classes): JsonObject | undefined {
  const { call } = place;
  const [parameter] = call ? descendants(childOfType(call.fn, "type_parameters") ?? call.fn, "type_parameter") : [];
  const bound = parameter && call?.bindings.get(childOfType(parameter, "type_identifier")?.text ?? "");
  const found = bound?.kind === "name" ? classes.get(lastName(bound.path)) : undefined;
  return found && constructorSchema({ ...place, file: found.file }, found.node);
}

/** `class XTool : AbstractMcpTool<Args>() { override val name = "x" }`. */
function fromClass(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] {
  const supers = node.children.filter((child) => child.type === "delegation_specifier");
  const base = supers.find((each) => /Mcp\w*Tool|MCP\w*Tool|^\w*Tool\b/.test(each.text));
  const body = childOfType(node, "class_body");
  if (!base || !body || childOfType(node, "modifiers")?.text.includes("abstract")) return [];
  const property = (name: string): Plain | undefined => {
    for (const member of namedChildren(body)) {
      const isIt =
        member.type === "property_declaration" && nameOf(childOfType(member, "variable_declaration")) === name;
      const value = isIt ? propertyValue(member) : undefined;
      if (value) return evaluate({ ...place, owner: nameOf(node) }, value);
    }
    return undefined;
  };
  const [argument] = [...descendants(base, "type_projection")].map((each) => each.text);
  const args = argument === undefined ? undefined : classes.get(argument);
  const schema = property("inputSchema");
  const built = chainSchema(chainOf(schema).calls, /^(?!build$|tool$|schema$)/);
  return foundTool({
    idiom: "kotlin/tool-class",
    name: knownText(property("name")),
    title: property("title"),
    description: property("description"),
    inputSchema: args
      ? constructorSchema({ ...place, file: args.file }, args.node)
      : (builderSchema(schema) ?? built?.schema),
    isSchemaPartial: built?.isPartial,
    path: place.file.path,
    node,
  });
}

/** The value or the expression of the getter, which the grammar puts inside or after the property. */
function propertyValue(member: SyntaxNode): SyntaxNode | undefined {
  const siblings = member.parent?.children ?? [];
  const after = siblings[siblings.indexOf(member) + 1];
  const getter = childOfType(member, "getter") ?? (after?.type === "getter" ? after : undefined);
  const body = childOfType(getter, "function_body");
  const value = body ? namedChildren(body)[0] : namedChildren(member).at(-1);
  return value && !/declaration|modifiers|binding_pattern_kind/.test(value.type) ? value : undefined;
}

function constructorSchema(place: Place, node: SyntaxNode): JsonObject {
  const primary = childOfType(node, "primary_constructor");
  const parameters = primary ? [...descendants(primary, "class_parameter")] : [];
  return objectSchema(parameters.map((parameter) => parameterOf(place, parameter, parameter)));
}

/** `@McpTool @McpDescription("…") fun name(…)`, Spring's `@Tool(name = …, description = …)`. */
function fromFunction(place: Place, node: SyntaxNode): FoundTool[] {
  const annotations = annotationsOf(place, childOfType(node, "modifiers"));
  const tool = annotations.find(({ name }) => name === "McpTool" || (name === "Tool" && importsTool(place.file)));
  if (!tool) return [];
  const described = annotations.find(({ name }) => /^(?:McpDescription|Description|LLMDescription)$/.test(name));
  const container = childOfType(node, "function_value_parameters");
  const parameters: DeclaredParameter[] = [];
  let modifiers: SyntaxNode | undefined;
  for (const child of container ? namedChildren(container) : []) {
    if (child.type === "parameter_modifiers") modifiers = child;
    if (child.type === "parameter") {
      parameters.push(parameterOf(place, child, modifiers));
      modifiers = undefined;
    }
  }
  const given = knownText(tool.named.get("name"));
  return foundTool({
    idiom: "kotlin/tool-annotation",
    name: given === undefined || given === "" ? nameOf(node) : given,
    title: tool.named.get("title"),
    description:
      tool.named.get("description") ?? described?.args[0] ?? described?.named.get("description") ?? tool.args[0],
    inputSchema: objectSchema(parameters),
    path: place.file.path,
    node,
  });
}

function importsTool(file: SourceFile): boolean {
  for (const node of descendants(file.root, "import_header")) {
    if (/mcp|springframework\.ai\.tool/i.test(node.text) && /Tool|\*/.test(node.text)) return true;
  }
  return false;
}

const TYPES: Record<string, string> = {
  String: "string",
  Int: "integer",
  Long: "integer",
  Short: "integer",
  Float: "number",
  Double: "number",
  Boolean: "boolean",
  List: "array",
  Set: "array",
  Array: "array",
  Map: "object",
};

function parameterOf(place: Place, node: SyntaxNode, modifiers: SyntaxNode | undefined): DeclaredParameter {
  const described = annotationsOf(
    place,
    modifiers?.type === "class_parameter" ? childOfType(modifiers, "modifiers") : modifiers,
  ).find(({ name }) => /^(?:McpDescription|Description|ToolParam|McpToolParam|ToolArg|LLMDescription)$/.test(name));
  const type = childOfType(node, "user_type", "nullable_type");
  const name = type?.text.replace(/[<?].*$/s, "") ?? "";
  const known = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  const last = namedChildren(node).at(-1);
  const next = node.parent?.children[node.parent.children.indexOf(node) + 1];
  const hasDefault =
    node.type === "class_parameter" ? last !== type : next !== undefined && !/^parameter/.test(next.type);
  const description = described?.args[0] ?? described?.named.get("description");
  return {
    name: childOfType(node, "simple_identifier")?.text ?? "",
    schema: known === undefined ? {} : { type: known },
    description: knownText(description),
    required: !hasDefault && type?.type !== "nullable_type",
  };
}
