/** C# servers: methods with a tool attribute, Azure Functions' triggers, and the SDK's tools as values. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { knownText, type Plain, parseJson, toJson, toSnakeCase } from "../declared/plain.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { Types, withNull } from "../declared/types.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { commandTools } from "./commands.ts";
import { docsOf } from "./docs.ts";
import { type Attribute, attributesOf, evaluate, type Place } from "./evaluate.ts";
import { projectPart, referencedFolders } from "./projects.ts";
import { GRAMMAR } from "./schemas.ts";

export const csharp: LanguageExtractor = {
  id: "csharp",
  grammarOf: (path) => (path.endsWith(".cs") ? "c-sharp" : undefined),
  hints: ["Mcp", "MCP", "ModelContextProtocol"],
  extract,
};

const TYPES = [
  "class_declaration",
  "record_declaration",
  "struct_declaration",
  "interface_declaration",
  "enum_declaration",
];

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "c-sharp", /\.cs$/, {
    beside: referencedFolders(context),
    projectPart: projectPart(context),
  });
  const constants = new Constants();
  const types = new Types(GRAMMAR);
  for (const file of files) {
    for (const declarator of descendants(file.root, "variable_declarator")) {
      const field = declarator.parent?.parent;
      if (field?.type !== "field_declaration" && field?.type !== "local_declaration_statement") continue;
      const name = childIn(declarator, "name");
      const value = namedChildren(declarator).at(-1);
      const owner = childIn(enclosing(declarator, ...TYPES), "name")?.text;
      if (name && value && value !== name) constants.add(name.text, { file, node: value, owner });
    }
    for (const property of descendants(file.root, "property_declaration")) {
      const [name, value] = [childIn(property, "name"), childIn(property, "value")];
      const owner = childIn(enclosing(property, ...TYPES), "name")?.text;
      const node = value?.type === "arrow_expression_clause" ? namedChildren(value)[0] : value;
      if (name && node) constants.add(name.text, { file, node, owner });
    }
    for (const node of descendants(file.root, ...TYPES)) {
      const name = childIn(node, "name")?.text ?? "";
      types.add(name, { node, place: { constants, file, owner: name } });
    }
  }
  const toolTypes = toolTypesIn(files, constants);
  const tools = files.flatMap((file) => toolsIn(file, constants, types, toolTypes));
  return { tools: [...tools, ...commandTools(files, types)] };
}

/** Classes that a server takes tools from: marked so, or given to it by name. */
function toolTypesIn(files: readonly SourceFile[], constants: Constants): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files) {
    for (const node of descendants(file.root, "class_declaration", "generic_name", "typeof_expression")) {
      if (node.type === "class_declaration") {
        const name = childIn(node, "name")?.text ?? "";
        const isMarked = attributesOf({ constants, file, owner: name }, node).some((each) =>
          /ToolType$/.test(each.name),
        );
        if (isMarked) names.add(name);
      } else if (isGivenToServer(node)) {
        for (const type of descendants(node, "identifier")) names.add(type.text);
      }
    }
  }
  return names;
}

const TOOL_ATTRIBUTE = /^(?:Mcp\w*Tool|MCP\w*Tool|AiTool)$/;

/** `WithTools<T>()` and `WithTools([typeof(T)])`. */
function isGivenToServer(node: SyntaxNode): boolean {
  if (node.type === "generic_name") return node.text.startsWith("WithTools");
  const call = enclosing(node, "invocation_expression");
  return /WithTools/.test(childIn(call, "function")?.text ?? "");
}

function toolsIn(
  file: SourceFile,
  constants: Constants,
  types: Types<Place>,
  toolTypes: ReadonlySet<string>,
): FoundTool[] {
  const tools: FoundTool[] = [];
  const nodes = descendants(
    file.root,
    "method_declaration",
    "parameter",
    "invocation_expression",
    "object_creation_expression",
    "implicit_object_creation_expression",
    "interface_declaration",
  );
  for (const node of nodes) {
    const owner = childIn(enclosing(node, ...TYPES), "name")?.text;
    const place: Place = { constants, file, owner };
    if (node.type === "method_declaration") {
      const attributes = attributesOf(place, node);
      const tool = attributes.find(({ name }) => TOOL_ATTRIBUTE.test(name));
      // A method without a name of its own, in a class that no server takes tools from, serves another framework.
      const isServed = tool && (hasName(tool) || tool.name !== "McpServerTool" || toolTypes.has(owner ?? ""));
      if (tool && isServed) tools.push(...fromMethod(place, types, node, tool, attributes));
    } else if (node.type === "parameter") {
      const trigger = attributesOf(place, node).find(({ name }) => name === "McpToolTrigger");
      if (trigger) tools.push(...fromTrigger(place, node, trigger));
    } else if (node.type === "interface_declaration") tools.push(...fromInterface(place, node));
    else if (node.type === "invocation_expression") tools.push(...fromCreate(place, types, node));
    else tools.push(...fromObject(place, node));
  }
  return tools;
}

/** `[McpTool("name", Description = "…")] interface`: a generator makes a tool of the interface's methods. */
function fromInterface(place: Place, node: SyntaxNode): FoundTool[] {
  const tool = attributesOf(place, node).find(({ name }) => TOOL_ATTRIBUTE.test(name));
  if (!tool) return [];
  return foundTool({
    idiom: "csharp/tool-interface",
    name: knownText(tool.named.get("Name") ?? tool.positional[0]),
    title: tool.named.get("Title"),
    description: tool.named.get("Description") ?? tool.positional[1],
    // The generator decides what becomes of the methods' parameters.
    isSchemaPartial: true,
    annotations: annotationsFrom(new Map([...tool.named].filter(([name]) => name !== "Title"))),
    path: place.file.path,
    node: tool.node.parent ?? node,
  });
}

/** The name that the SDK gives a method: in snake case, without `Async` at the end. */
function defaultName(method: string): string {
  return toSnakeCase(method.replace(/(.)Async$/, "$1"));
}

function fromMethod(
  place: Place,
  types: Types<Place>,
  node: SyntaxNode,
  tool: Attribute,
  attributes: readonly Attribute[],
): FoundTool[] {
  const method = childIn(node, "name")?.text ?? "";
  const described = attributes.find(({ name }) => name === "Description");
  const docs = docsOf(node);
  return foundTool({
    idiom: "csharp/tool-attribute",
    name: knownText(tool.named.get("Name") ?? tool.positional[0]) ?? (hasName(tool) ? undefined : defaultName(method)),
    title: tool.named.get("Title"),
    description: described?.positional[0] ?? tool.named.get("Description") ?? tool.positional[1] ?? docs?.summary,
    inputSchema: objectSchema(parametersOf(place, types, node, tool.name === "McpServerTool")),
    annotations: annotationsFrom(new Map([...tool.named].filter(([name]) => name !== "Title"))),
    path: place.file.path,
    node: tool.node.parent ?? node,
  });
}

/** A name is given that is not known: the method's own is not it. */
function hasName(tool: Attribute): boolean {
  return tool.named.has("Name") || tool.positional.length > 0;
}

/** Types that the framework or its services provide. */
const INJECTED =
  /^(?:CancellationToken|McpServer|RequestContext|HttpClient|HttpContext|ClaimsPrincipal|FunctionContext|I(?!List|Enumerable|Collection|ReadOnly|Dictionary|Set)[A-Z]\w*)$/;

function parametersOf(place: Place, types: Types<Place>, node: SyntaxNode, isOfficial: boolean): DeclaredParameter[] {
  const container = childIn(node, "parameters");
  const docs = docsOf(node);
  const parameters: DeclaredParameter[] = [];
  for (const parameter of container ? namedChildren(container) : []) {
    if (parameter.type !== "parameter") continue;
    const type = childIn(parameter, "type");
    const attributes = attributesOf(place, parameter);
    const described = attributes.find(({ name }) => name === "Description");
    const typeName =
      type?.text
        .replace(/[<?].*$/s, "")
        .split(".")
        .at(-1) ?? "";
    const isService =
      !described && /(?:Service|Services|Client|Factory|DbContext|Options|Manager|Provider)$/.test(typeName);
    if (INJECTED.test(typeName) || isService || attributes.some(({ name }) => /^From(?:Keyed)?Services$/.test(name)))
      continue;
    const { schema: ofType, optional } = types.schemaOf(type, place);
    const schema = optional && isOfficial ? withNull(ofType) : ofType;
    const name = childIn(parameter, "name");
    const value = namedChildren(parameter).at(-1);
    const hasDefault = value !== undefined && value !== name && name !== undefined && value.start > name.end;
    const marked = attributes.find((each) => each.name === "DefaultValue");
    const json = hasDefault && value ? toJson(evaluate(place, value)) : toJson(marked?.positional[0]);
    // The official SDK writes down each default, `null` too.
    if (json !== undefined && (json !== null || isOfficial)) schema.default = json;
    const written = name?.text.replace(/^@/, "") ?? "";
    parameters.push({
      name: written,
      schema,
      description: described ? knownText(described.positional[0]) : docs?.parameters.get(written),
      required: !hasDefault && !marked,
    });
  }
  return parameters;
}

/** Azure Functions: `[McpToolTrigger("name", "description")]` on a parameter, its siblings with `[McpToolProperty]`. */
function fromTrigger(place: Place, node: SyntaxNode, trigger: Attribute): FoundTool[] {
  const siblings = namedChildren(node.parent ?? node);
  const parameters: DeclaredParameter[] = [];
  for (const sibling of siblings) {
    const property = attributesOf(place, sibling).find(({ name }) => name === "McpToolProperty");
    const name = knownText(property?.positional[0]);
    if (!property || name === undefined) continue;
    const [, second, third] = property.positional;
    const type = third ? knownText(second) : undefined;
    parameters.push({ name, schema: type ? { type } : {}, description: knownText(third ?? second), required: false });
  }
  return foundTool({
    idiom: "csharp/function-trigger",
    name: knownText(trigger.positional[0] ?? trigger.named.get("toolName")),
    description: trigger.positional[1] ?? trigger.named.get("description"),
    inputSchema: objectSchema(parameters),
    path: place.file.path,
    node,
  });
}

/** `McpServerTool.Create(method, new() { Name = "x" })`. */
function fromCreate(place: Place, types: Types<Place>, node: SyntaxNode): FoundTool[] {
  const target = childIn(node, "function")?.text ?? "";
  if (!/(?:^|\.)McpServerTool\.Create$/.test(target)) return [];
  const value = evaluate(place, node);
  if (value.kind !== "call") return [];
  const options = value.args.find(
    (arg): arg is Extract<Plain, { kind: "call" }> => arg.kind === "call" && arg.named.size > 0,
  );
  const [lambda] = namedChildren(childIn(node, "arguments") ?? node).flatMap((argument) => namedChildren(argument));
  const isLambda = lambda?.type === "lambda_expression" && childIn(lambda, "parameters")?.type === "parameter_list";
  return foundTool({
    idiom: "csharp/tool-create",
    name: knownText(options?.named.get("Name") ?? value.named.get("name")),
    title: options?.named.get("Title"),
    description: options?.named.get("Description") ?? value.named.get("description"),
    inputSchema: isLambda && lambda ? objectSchema(parametersOf(place, types, lambda, true)) : undefined,
    annotations: annotationsFrom(options && new Map([...options.named].filter(([name]) => name !== "Title"))),
    path: place.file.path,
    node,
  });
}

/** `new Tool { Name = "x", Description = "…", InputSchema = … }`. */
function fromObject(place: Place, node: SyntaxNode): FoundTool[] {
  const type = (childIn(node, "type") ?? declaredType(node))?.text ?? "";
  if (!/(?:^|\.)Tool$/.test(type) || !/ModelContextProtocol|Mcp/.test(place.file.root.text.slice(0, 4_000))) return [];
  const value = evaluate(place, node);
  if (value.kind !== "call" || !value.named.has("InputSchema")) return [];
  return foundTool({
    idiom: "csharp/tool-object",
    name: knownText(value.named.get("Name")),
    title: value.named.get("Title"),
    description: value.named.get("Description"),
    inputSchema: writtenSchema(value.named.get("InputSchema")),
    path: place.file.path,
    node,
  });
}

/** The type of the variable that `new() { … }` is the value of. */
function declaredType(node: SyntaxNode): SyntaxNode | undefined {
  const declaration = enclosing(node, "variable_declaration", "argument_list", "initializer_expression");
  return declaration?.type === "variable_declaration" ? childIn(declaration, "type") : undefined;
}

/** The JSON text in the calls around a schema: `JsonDocument.Parse("…").RootElement`. */
function writtenSchema(value: Plain | undefined, depth = 0): ReturnType<typeof parseJson> {
  if (value?.kind === "text") return parseJson(value.value);
  if (value?.kind !== "call" || depth > 8) return undefined;
  for (const inner of [value.on, ...value.args]) {
    const found = writtenSchema(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}
