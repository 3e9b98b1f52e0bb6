import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { isObject, knownText, lastName, type Plain, type PlainCall, text, toJson } from "../declared/plain.ts";
import { mainPrograms } from "../declared/programs.ts";
import { Constants, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool, toolOfMap } from "../declared/tool.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { fromAbility } from "./abilities.ts";
import { type Classes, fromClass, listedTools, toolAttribute } from "./classes.ts";
import { docOf, evaluate, methodNamed, type Place } from "./evaluate.ts";
import { parametersSchema } from "./schemas.ts";

export const php: LanguageExtractor = {
  id: "php",
  grammarOf: (path) => (path.endsWith(".php") ? "php" : undefined),
  hints: ["Mcp", "mcp", "MCP"],
  extract,
};

/** Nodes at which a tool may be declared. */
const REGISTERING = [
  "method_declaration",
  "class_declaration",
  "member_call_expression",
  "object_creation_expression",
  "array_creation_expression",
  "function_call_expression",
];

const TYPES = ["class_declaration", "enum_declaration", "interface_declaration", "trait_declaration"];

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "php", /\.php$/, { hint: /mcp|\bTool\b|wp_register_ability/i });
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
    for (const node of descendants(file.root, ...REGISTERING)) {
      const owner = childIn(node.type === "class_declaration" ? node : enclosing(node, ...TYPES), "name")?.text;
      const place: Place = { constants, file, owner };
      if (node.type === "member_call_expression") tools.push(...fromCall(place, node, classes));
      else if (node.type === "object_creation_expression") tools.push(...fromObject(place, node));
      else if (node.type === "function_call_expression") tools.push(...fromAbility(place, node));
      else if (node.type === "array_creation_expression")
        tools.push(...toolOfMap("php/tool-array", evaluate(place, node), { path: file.path, node }));
      else tools.push(...fromAttribute(place, node));
      if (node.type === "class_declaration") tools.push(...fromClass(place, node, classes));
    }
  }
  return { tools: mainPrograms(context, tools, "composer.json") };
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

/** `new Tool(name: …, inputSchema: …)` of an SDK, `new RegisterMcpTool(['name' => …])`. */
function fromObject(place: Place, node: SyntaxNode): FoundTool[] {
  const type = lastName(namedChildren(node)[0]?.text ?? "");
  if (!/^(?:\w*Mcp\w*)?Tool$/i.test(type)) return [];
  const value = evaluate(place, node);
  if (value.kind !== "call") return [];
  const [first] = value.args;
  if (first?.kind === "map") return toolOfMap("php/tool-array", first, { path: place.file.path, node, loose: true });
  const name = value.named.get("name") ?? first;
  const schema = value.named.get("inputSchema");
  if (!schema && !value.named.has("description")) return [];
  const json = toJson(schema);
  return foundTool({
    idiom: "php/tool-object",
    name: knownText(name),
    title: value.named.get("title"),
    description: value.named.get("description"),
    inputSchema: isObject(json) ? json : undefined,
    path: place.file.path,
    node,
  });
}

/** `->withTool([Class::class, 'method'], 'name', 'description')`, `->addTool(handler: …, name: …)`. */
function fromCall(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] {
  const method = childIn(node, "name")?.text;
  if (method !== "withTool" && method !== "addTool" && method !== "tool") return [];
  const value = evaluate(place, node);
  if (value.kind !== "call") return [];
  if (method === "tool") return fromNamed(place, node, value);
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

/** `->tool('name', 'description', function (…) {…})`. */
function fromNamed(place: Place, node: SyntaxNode, value: PlainCall): FoundTool[] {
  const name = knownText(value.named.get("name") ?? value.args[0]);
  const description = value.named.get("description") ?? value.args[1];
  const closure = [...descendants(childIn(node, "arguments") ?? node, "anonymous_function", "arrow_function")].find(
    (each) => each.parent?.parent === childIn(node, "arguments"),
  );
  if (!closure || !description) return [];
  return foundTool({
    idiom: "php/tool-call",
    name,
    title: value.named.get("title"),
    description,
    inputSchema: parametersSchema(place, closure),
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
