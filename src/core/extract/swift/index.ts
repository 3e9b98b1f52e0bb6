/** Swift servers: `Tool(name:description:inputSchema:annotations:)` of the SDK or of a builder around it, types that are
 * tools, and functions with `@MCPTool`.
 */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, registered } from "../declared/callers.ts";
import { knownText, lastName, type Plain } from "../declared/plain.ts";
import { builderSchema } from "../declared/schema-builders.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import { childIn, childOfType, childrenIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Catalog, catalogOf, isOffered, resultOf } from "./catalog.ts";
import { evaluate, type Place } from "./evaluate.ts";
import { fromMacro, macrosOf } from "./macros.ts";

export const swift: LanguageExtractor = {
  id: "swift",
  grammarOf: (path) => (path.endsWith(".swift") ? "swift" : undefined),
  hints: ["MCP", "inputSchema"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "swift", /\.swift$/, { hint: /\bTool\b|MCPTool|static let|inputSchema/ });
  const constants = new Constants();
  const placeOf = (file: SourceFile, node: SyntaxNode): Place => ({
    constants,
    file,
    owner: childIn(enclosing(node, "class_declaration"), "name")?.text,
  });
  for (const file of files) {
    for (const node of descendants(file.root, "property_declaration", "enum_entry")) {
      const name = propertyName(node);
      const value = childIn(node, "value") ?? childIn(node, "raw_value") ?? resultOf(childIn(node, "computed_value"));
      if (name !== undefined && value) constants.add(name, { file, node: value, owner: placeOf(file, node).owner });
    }
  }
  const catalog = catalogOf(files);
  const callers = new Callers(files, { ...CALLS, placeOf });
  const tools: FoundTool[] = [];
  for (const file of files) {
    for (const node of descendants(file.root, "call_expression", "class_declaration", "function_declaration")) {
      const place = placeOf(file, node);
      if (node.type === "call_expression") tools.push(...registered(callers, place, node, (at) => fromCall(at, node)));
      else if (node.type === "class_declaration") tools.push(...fromType(place, node, catalog));
      else for (const macro of macrosOf(place, node)) tools.push(...fromMacro(place, node, macro));
    }
  }
  return { tools };
}

const CALLS: Omit<CallGrammar<Place>, "placeOf"> = {
  functions: ["function_declaration"],
  calls: ["call_expression"],
  nameOf: (call) => lastName(namedChildren(call)[0]?.text ?? ""),
  declaration: (fn) => ({
    name: childIn(fn, "name")?.text ?? "",
    parameters: childrenIn(fn, "parameter")
      .concat(fn.children.filter((child) => child.type === "parameter" && child.field !== "parameter"))
      .map((parameter) => ({
        name: childIn(parameter, "name")?.text ?? "",
        label: childIn(parameter, "external_name")?.text,
        optional: fn.children[fn.children.indexOf(parameter) + 1]?.field === "default_value",
      })),
  }),
  call: (place, node) => {
    const value = evaluate(place, node);
    const isTrailing = childOfType(childOfType(node, "call_suffix"), "lambda_literal") !== undefined;
    const { args, named } = value.kind === "call" ? value : { args: [], named: new Map<string, Plain>() };
    return { args, named, more: isTrailing ? 1 : 0 };
  },
};

function propertyName(node: SyntaxNode): string | undefined {
  const pattern = childIn(node, "name");
  return pattern && (childIn(pattern, "bound_identifier") ?? pattern).text;
}

function fromCall(place: Place, node: SyntaxNode): FoundTool[] | undefined {
  const callee = namedChildren(node)[0];
  if (!callee || !/^(?:\w+\.)*Tool(?:\.init)?$/.test(callee.text)) return undefined;
  const value = evaluate(place, node);
  if (value.kind !== "call" || !value.named.has("name")) return undefined;
  const hints = value.named.get("annotations");
  return foundTool({
    idiom: "swift/tool",
    name: knownText(value.named.get("name")),
    title: value.named.get("title"),
    description: value.named.get("description"),
    inputSchema: builderSchema(value.named.get("inputSchema")),
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    path: place.file.path,
    node,
  });
}

/** `struct SwipeTool: MCPTool { let name = "swipe"; var description: String { … }; var inputSchema: Value { … } }`. */
function fromType(place: Place, node: SyntaxNode, catalog: Catalog): FoundTool[] {
  const bases = node.children.filter((child) => child.type === "inheritance_specifier").map((child) => child.text);
  if (!bases.some((base) => /^(?:\w+\.)*\w*Tool(?:Protocol|Handler|Definition)?$/.test(base))) return [];
  if (!isOffered(catalog, childIn(node, "name")?.text ?? "", bases)) return [];
  const members = new Map<string, SyntaxNode>();
  for (const member of namedChildren(childIn(node, "body") ?? node)) {
    const name = member.type === "property_declaration" ? propertyName(member) : undefined;
    const value = childIn(member, "value") ?? resultOf(childIn(member, "computed_value"));
    if (name !== undefined && value) members.set(name, value);
  }
  const inside: Place = { ...place, owner: childIn(node, "name")?.text };
  const member = (name: string): Plain | undefined => {
    const value = members.get(name);
    return value && evaluate(inside, value);
  };
  if (!members.has("description")) return [];
  return foundTool({
    idiom: "swift/tool-type",
    name: knownText(member("name")),
    title: member("title"),
    description: member("description"),
    inputSchema: builderSchema(member("inputSchema")),
    path: place.file.path,
    node,
  });
}
