/** Java servers: annotated methods (Quarkus, Spring AI), and the SDK's tools by builder or constructor. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, plainDeclaration, registered } from "../declared/callers.ts";
import { boolOf, knownText, parseJson, textOf, unwrap } from "../declared/plain.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { Types } from "../declared/types.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { BuilderMethods } from "./builder-methods.ts";
import { fromChain } from "./builders.ts";
import { type Annotation, annotationsOf, evaluate, FUNCTIONS, type Place } from "./evaluate.ts";
import { GRAMMAR } from "./schemas.ts";

export const java: LanguageExtractor = {
  id: "java",
  grammarOf: (path) => (path.endsWith(".java") ? "java" : undefined),
  hints: ["mcp", "Mcp", "modelcontextprotocol", "springframework.ai.tool"],
  extract,
};

const TYPES = ["class_declaration", "record_declaration", "enum_declaration", "interface_declaration"];

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "java", /\.java$/);
  const constants = new Constants();
  const types = new Types(GRAMMAR);
  for (const file of files) {
    for (const field of descendants(file.root, "field_declaration", "constant_declaration")) {
      const owner = childIn(enclosing(field, ...TYPES), "name")?.text;
      for (const declarator of descendants(field, "variable_declarator")) {
        const [name, value] = [childIn(declarator, "name"), childIn(declarator, "value")];
        if (name && value) constants.add(name.text, { file, node: value, owner });
      }
    }
    for (const node of descendants(file.root, ...TYPES)) {
      const name = childIn(node, "name")?.text ?? "";
      types.add(name, { node, place: { constants, file, owner: name } });
    }
  }
  const placeOf = (file: SourceFile, node: SyntaxNode): Place => ({
    constants,
    file,
    owner: childIn(enclosing(node, ...TYPES), "name")?.text,
  });
  const callers = new Callers(files, { ...CALLS, placeOf });
  const methods = new BuilderMethods(files, placeOf);
  return { tools: files.flatMap((file) => toolsIn(file, (node) => placeOf(file, node), { types, callers, methods })) };
}

/** Whether `@Tool` in the file is one that an MCP server lists; other agents' libraries have the name too. */
function hasToolAnnotation(file: SourceFile, name: string): boolean {
  for (const imported of descendants(file.root, "import_declaration")) {
    const path = namedChildren(imported)[0]?.text ?? "";
    const isStar = imported.children.some((child) => child.type === "asterisk");
    if (!isStar && path.split(".").at(-1) !== name) continue;
    if (/mcp|springframework\.ai\.tool/i.test(path)) return true;
  }
  return false;
}

const CALLS: Omit<CallGrammar<Place>, "placeOf"> = {
  functions: FUNCTIONS,
  calls: ["method_invocation"],
  nameOf: (call) => childIn(call, "name")?.text ?? "",
  declaration: plainDeclaration,
  call: (place, node) => {
    const value = evaluate(place, node);
    return value.kind === "call" ? value : { args: [], named: new Map() };
  },
};

function toolsIn(
  file: SourceFile,
  placeOf: (node: SyntaxNode) => Place,
  { types, callers, methods }: { types: Types<Place>; callers: Callers<Place>; methods: BuilderMethods },
): FoundTool[] {
  const tools: FoundTool[] = [];
  for (const node of descendants(file.root, "method_declaration", "method_invocation", "object_creation_expression")) {
    const place = placeOf(node);
    if (node.type === "method_declaration") {
      const annotation = annotationsOf(place, node).find(({ name }) => name === "Tool" || name === "McpTool");
      if (annotation && hasToolAnnotation(file, annotation.name))
        tools.push(...fromMethod(place, types, node, annotation));
    } else if (node.type === "method_invocation")
      tools.push(...registered(callers, place, node, (at) => fromChain(at, node, methods)));
    else tools.push(...registered(callers, place, node, (at) => fromConstructor(at, node)));
  }
  return tools;
}

function fromMethod(place: Place, types: Types<Place>, node: SyntaxNode, { named }: Annotation): FoundTool[] {
  const hints = unwrap(named.get("annotations"));
  const guards = annotationsOf(place, enclosing(node, ...TYPES) ?? node).filter(({ name }) =>
    /^(?:Conditional|Profile|IfBuildProfile|IfBuildProperty)/.test(name),
  );
  return foundTool({
    idiom: "java/tool-annotation",
    name: nonEmpty(knownText(named.get("name"))) ?? childIn(node, "name")?.text,
    title: named.get("title"),
    description: named.get("description") ?? named.get("value"),
    inputSchema: objectSchema(parametersOf(place, types, node)),
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    guard: guards.length > 0 ? guards.map(({ name }) => `@${name}`).join(" ") : undefined,
    path: place.file.path,
    node,
  });
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

/** Types that the framework passes by itself. */
const INJECTED =
  /^(?:Mcp\w+|ToolContext|Progress|Cancellation|RequestId|RequestUri|Roots|Sampling|Elicitation|Meta|RawMessage|CallToolRequest|HttpServletRequest|Authentication|Principal)$/;

function parametersOf(place: Place, types: Types<Place>, node: SyntaxNode): DeclaredParameter[] {
  const container = childIn(node, "parameters");
  const parameters: DeclaredParameter[] = [];
  for (const parameter of container ? namedChildren(container) : []) {
    const type = childIn(parameter, "type");
    if (parameter.type !== "formal_parameter" || INJECTED.test(type?.text.replace(/<.*$/s, "").split(".").at(-1) ?? ""))
      continue;
    const annotations = annotationsOf(place, parameter);
    if (annotations.some(({ name }) => name === "McpProgressToken" || name === "McpMeta")) continue;
    const described = annotations.find(({ name }) => /^(?:ToolArg|ToolParam|McpToolParam|McpArg|P|Schema)$/.test(name));
    const { schema, optional } = types.schemaOf(type, place);
    const nullable = annotations.some(({ name }) => name === "Nullable");
    const fallback = knownText(described?.named.get("defaultValue"));
    if (fallback !== undefined && fallback !== "") schema.default = fallback;
    parameters.push({
      name: nonEmpty(knownText(described?.named.get("name"))) ?? childIn(parameter, "name")?.text ?? "",
      schema,
      description: nonEmpty(textOf(described?.named.get("description") ?? described?.named.get("value"))?.value),
      required: (boolOf(described?.named.get("required")) ?? !(optional || nullable)) && schema.default === undefined,
    });
  }
  return parameters;
}

/** `new McpSchema.Tool("name", "description", schema)`; newer versions have a title after the name. */
function fromConstructor(place: Place, node: SyntaxNode): FoundTool[] | undefined {
  const type = childIn(node, "type");
  if (!type || !/(?:^|\.)Tool$/.test(type.text) || !importsSdk(place.file)) return undefined;
  const value = evaluate(place, node);
  if (value.kind !== "call") return undefined;
  const texts = value.args.map((arg) => knownText(arg));
  const at = value.args.length > 3 ? 2 : 1;
  return foundTool({
    idiom: "java/tool-constructor",
    name: texts[0],
    title: at === 2 ? value.args[1] : undefined,
    description: value.args[at],
    inputSchema: parseJson(texts.find((text) => text?.trimStart().startsWith("{"))),
    path: place.file.path,
    node,
  });
}

function importsSdk(file: SourceFile): boolean {
  for (const imported of descendants(file.root, "import_declaration")) {
    if (/modelcontextprotocol|\bmcp\b/i.test(imported.text)) return true;
  }
  return false;
}
