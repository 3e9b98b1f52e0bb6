/** Ruby servers: classes of the official SDK and of fast-mcp, and `define_tool(name: …)`. */
import type { JsonObject } from "../../schema/json.ts";
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, type Parameter, registered } from "../declared/callers.ts";
import type { Place } from "../declared/evaluate.ts";
import { isObject, knownText, lastName, type Plain, toJson, toSnakeCase } from "../declared/plain.ts";
import { mainPrograms } from "../declared/programs.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool, toolOfMap } from "../declared/tool.ts";
import { childIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { argumentsOf, evaluate } from "./evaluate.ts";
import { blockSchema, drySchema, propertiesSchema, schemaOf } from "./schemas.ts";

export const ruby: LanguageExtractor = {
  id: "ruby",
  grammarOf: (path) => (path.endsWith(".rb") ? "ruby" : undefined),
  hints: ["mcp", "Mcp", "MCP", "ModelContextProtocol"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "ruby", /\.rb$/);
  const constants = new Constants();
  const classes = new Map<string, SyntaxNode>();
  for (const file of files) {
    for (const node of descendants(file.root, "assignment")) {
      const [name, value] = [childIn(node, "left"), childIn(node, "right")];
      const owner = lastName(childIn(enclosing(node, "class", "module"), "name")?.text ?? "");
      if (name?.type === "constant" && value) constants.add(name.text, { file, node: value, owner });
    }
    for (const node of descendants(file.root, "class")) classes.set(lastName(childIn(node, "name")?.text ?? ""), node);
  }
  const listed = new Map(FRAMEWORKS.map((each) => [each, listedClasses(files, each)]));
  const tools: FoundTool[] = [];
  const placeOf = (file: SourceFile, node: SyntaxNode): Place => {
    const holder = node.type === "class" ? node : enclosing(node, "class", "module");
    return { constants, file, owner: lastName(childIn(holder, "name")?.text ?? "") };
  };
  const callers = new Callers(files, { ...CALLS, placeOf });
  for (const file of files) {
    for (const node of descendants(file.root, "class", "call", "hash")) {
      const place = placeOf(file, node);
      if (node.type === "class") {
        const framework = frameworkOf(node, classes);
        const isLive = framework && listed.get(framework)?.has(place.owner ?? "") !== false;
        if (isLive) tools.push(...fromClass(place, node, framework));
      } else if (node.type === "hash")
        tools.push(...toolOfMap("ruby/tool-hash", evaluate(place, node), { path: file.path, node }));
      else tools.push(...registered(callers, place, node, (at) => fromDefinition(at, node)));
    }
  }
  return { tools: mainPrograms(context, tools, "Gemfile") };
}

/** The classes that a framework's servers are given by name; `undefined` where some server takes whatever there is. */
function listedClasses(files: readonly SourceFile[], framework: Framework): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const file of files) {
    for (const node of descendants(file.root, "pair", "call")) {
      const given = LISTS[framework]?.(node);
      if (!given) continue;
      const items = given.type === "array" || given.type === "argument_list" ? namedChildren(given) : [given];
      for (const item of items) {
        if (item.type !== "constant" && item.type !== "scope_resolution") return undefined;
        names.add(lastName(item.text));
      }
    }
  }
  return names.size > 0 ? names : undefined;
}

/** `tools: [A, B]`; `server.register_tools(A, B)`. */
const LISTS: Partial<Record<Framework, (node: SyntaxNode) => SyntaxNode | undefined>> = {
  official: (node) => (childIn(node, "key")?.text === "tools" ? childIn(node, "value") : undefined),
  "fast-mcp": (node) =>
    /^register_tools?$/.test(childIn(node, "method")?.text ?? "") ? childIn(node, "arguments") : undefined,
};

const CALLS: Omit<CallGrammar<Place>, "placeOf"> = {
  functions: ["method", "singleton_method"],
  calls: ["call"],
  nameOf: (call) => childIn(call, "method")?.text ?? "",
  declaration: (fn) => {
    const parameters = namedChildren(childIn(fn, "parameters") ?? fn).flatMap((child): Parameter[] => {
      const name = (childIn(child, "name") ?? child).text;
      if (child.type === "block_parameter") return [];
      return [{ name, optional: child.type === "optional_parameter" || childIn(child, "value") !== undefined }];
    });
    return { name: childIn(fn, "name")?.text ?? "", parameters };
  },
  call: argumentsOf,
};

const FRAMEWORKS = ["official", "fast-mcp", "action-mcp", "defined"] as const;

type Framework = (typeof FRAMEWORKS)[number];

/** The name of a tool that gives itself none. */
const IMPLIED: Record<Framework, (className: string) => string> = {
  official: toSnakeCase,
  "fast-mcp": (className) => className,
  "action-mcp": (className) => toSnakeCase(className).replace(/_tool$/, ""),
  defined: toSnakeCase,
};

const FLAGS = ["read_only", "destructive", "idempotent", "open_world"];

const UNSET: Plain = { kind: "bool", value: true };

/** Which framework's tool the class is, through base classes of the tree. */
function frameworkOf(node: SyntaxNode, classes: ReadonlyMap<string, SyntaxNode>, depth = 0): Framework | undefined {
  const superclass = childIn(node, "superclass");
  const base = superclass && namedChildren(superclass)[0]?.text;
  if (base === undefined || depth > 8) return undefined;
  if (/(?:^|::)MCP::Tool$/.test(base)) return "official";
  if (/(?:^|::)ActionMCP::Tool$/.test(base)) return "action-mcp";
  if (/(?:^|::)Server::Tool$/.test(base)) return "defined";
  if (/(?:^|::)(?:FastMcp::Tool|MCP::Tool|ActionTool::Base)$/.test(base)) return "fast-mcp";
  const inside = classes.get(lastName(base));
  return inside && inside !== node ? frameworkOf(inside, classes, depth + 1) : undefined;
}

function fromClass(place: Place, node: SyntaxNode, framework: Framework): FoundTool[] {
  const body = framework === "defined" ? definitionOf(node) : childIn(node, "body");
  if (!body) return [];
  const statements = namedChildren(body).filter((child) => child.type === "call");
  const macro = (name: string): SyntaxNode | undefined =>
    statements.find((call) => childIn(call, "method")?.text === name && !childIn(call, "receiver"));
  const first = (name: string): Plain | undefined => {
    const call = macro(name);
    return call && argumentsOf(place, call).args[0];
  };
  const described = first("description");
  const isCalled = [...descendants(body, "method", "singleton_method")].some(
    (method) => childIn(method, "name")?.text === "call" || childIn(method, "name")?.text === "perform",
  );
  // A base class of others describes nothing and cannot be called.
  if (!described && !isCalled) return [];
  const schema = macro("input_schema");
  const fields = macro("arguments");
  const hints = macro("annotations");
  const inputSchema = (): JsonObject | undefined => {
    if (schema) return schemaOf(argumentsOf(place, schema)) ?? blockSchema(place, schema);
    if (fields) return drySchema(place, fields);
    return framework === "action-mcp" ? propertiesSchema(place, statements) : undefined;
  };
  // `destructive`, `read_only(false)`
  const flags = new Map<string, Plain>();
  for (const name of framework === "action-mcp" ? FLAGS : []) {
    const isBare = namedChildren(body).some((child) => child.type === "identifier" && child.text === name);
    const value = isBare ? UNSET : macro(name) && (first(name) ?? UNSET);
    if (value) flags.set(name, value);
  }
  const className = lastName(childIn(node, "name")?.text ?? "");
  return foundTool({
    idiom: `ruby/${framework}`,
    name:
      knownText(first("tool_name") ?? (framework === "defined" ? first("name") : undefined)) ??
      IMPLIED[framework](className),
    title: first("title"),
    description: described,
    inputSchema: inputSchema(),
    annotations: annotationsFrom(hints ? hintsOf(place, hints) : flags),
    path: place.file.path,
    node,
  });
}

/** What stands in the block of `define do … end`. */
function definitionOf(node: SyntaxNode): SyntaxNode | undefined {
  const statements = namedChildren(childIn(node, "body") ?? node);
  const define = statements.find((child) => child.type === "call" && childIn(child, "method")?.text === "define");
  return childIn(childIn(define, "block"), "body");
}

/** `annotations(read_only_hint: true)`, `annotations do read_only_hint true end`. */
function hintsOf(place: Place, call: SyntaxNode): Map<string, Plain> {
  const { named } = argumentsOf(place, call);
  for (const each of namedChildren(childIn(childIn(call, "block"), "body") ?? call)) {
    const value = each.type === "call" ? argumentsOf(place, each).args[0] : undefined;
    if (value) named.set(childIn(each, "method")?.text ?? "", value);
  }
  return named;
}

/** `server.define_tool(name: "x", …) { … }` and `MCP::Tool.define(…)`; else `undefined`. */
function fromDefinition(place: Place, node: SyntaxNode): FoundTool[] | undefined {
  const method = childIn(node, "method")?.text;
  const receiver = childIn(node, "receiver")?.text ?? "";
  const isDefine = method === "define_tool" || (method === "define" && /(?:^|::)MCP::Tool$/.test(receiver));
  if (!isDefine) return undefined;
  const { named } = argumentsOf(place, node);
  const schema = toJson(named.get("input_schema"));
  const hints = named.get("annotations");
  return foundTool({
    idiom: "ruby/define-tool",
    name: knownText(named.get("name")),
    title: named.get("title"),
    description: named.get("description"),
    inputSchema: isObject(schema) ? { type: "object", ...schema } : undefined,
    annotations: annotationsFrom(hints?.kind === "map" ? hints.entries : undefined),
    path: place.file.path,
    node,
  });
}
