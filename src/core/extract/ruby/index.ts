/** Ruby servers: classes of the official SDK and of fast-mcp, and `define_tool(name: …)`. */
import type { JsonObject } from "../../schema/json.ts";
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { Callers, type CallGrammar, type Parameter, registered } from "../declared/callers.ts";
import {
  allValues,
  innerValue,
  MAX_DEPTH,
  nameValue,
  numberValue,
  type Place,
  sumValue,
} from "../declared/evaluate.ts";
import {
  concatenate,
  decodeEscapes,
  dedent,
  isObject,
  knownText,
  lastName,
  list,
  map,
  NULL,
  type Plain,
  text,
  toJson,
  toSnakeCase,
  UNKNOWN,
} from "../declared/plain.ts";
import { Constants, type SourceFile, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { childIn, childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export const ruby: LanguageExtractor = {
  id: "ruby",
  grammarOf: (path) => (path.endsWith(".rb") ? "ruby" : undefined),
  hints: ["mcp", "Mcp", "MCP"],
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
  const tools: FoundTool[] = [];
  const placeOf = (file: SourceFile, node: SyntaxNode): Place => {
    const holder = node.type === "class" ? node : enclosing(node, "class", "module");
    return { constants, file, owner: lastName(childIn(holder, "name")?.text ?? "") };
  };
  const callers = new Callers(files, { ...CALLS, placeOf });
  for (const file of files) {
    for (const node of descendants(file.root, "class", "call")) {
      const place = placeOf(file, node);
      if (node.type === "class") tools.push(...fromClass(place, node, classes));
      else tools.push(...registered(callers, place, node, (at) => fromDefinition(at, node)));
    }
  }
  return { tools };
}

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

type Framework = "official" | "fast-mcp";

/** Which framework's tool the class is, through base classes of the tree. */
function frameworkOf(node: SyntaxNode, classes: ReadonlyMap<string, SyntaxNode>, depth = 0): Framework | undefined {
  const superclass = childIn(node, "superclass");
  const base = superclass && namedChildren(superclass)[0]?.text;
  if (base === undefined || depth > 8) return undefined;
  if (/(?:^|::)MCP::Tool$/.test(base)) return "official";
  if (/(?:^|::)(?:FastMcp::Tool|MCP::Tool|ActionTool::Base)$/.test(base)) return "fast-mcp";
  const inside = classes.get(lastName(base));
  return inside && inside !== node ? frameworkOf(inside, classes, depth + 1) : undefined;
}

function fromClass(place: Place, node: SyntaxNode, classes: ReadonlyMap<string, SyntaxNode>): FoundTool[] {
  const framework = frameworkOf(node, classes);
  const body = childIn(node, "body");
  if (!framework || !body) return [];
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
  const className = lastName(childIn(node, "name")?.text ?? "");
  return foundTool({
    idiom: `ruby/${framework}`,
    name: knownText(first("tool_name")) ?? (framework === "official" ? toSnakeCase(className) : className),
    title: first("title"),
    description: described,
    inputSchema: schema ? schemaOf(argumentsOf(place, schema)) : fields && drySchema(place, fields),
    annotations: annotationsFrom(hints && argumentsOf(place, hints).named),
    path: place.file.path,
    node,
  });
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

function schemaOf({ args, named }: { args: Plain[]; named: Map<string, Plain> }): JsonObject | undefined {
  const json = toJson(named.size > 0 ? map(named) : args[0]);
  return isObject(json) ? { type: "object", ...json } : undefined;
}

const DRY_TYPES: Record<string, string> = {
  string: "string",
  integer: "integer",
  float: "number",
  decimal: "number",
  bool: "boolean",
  array: "array",
  hash: "object",
};

/** `arguments do required(:a).filled(:string).description("…") end`. */
function drySchema(place: Place, call: SyntaxNode): JsonObject {
  const block = childIn(call, "block");
  const body = block && (childIn(block, "body") ?? block);
  const parameters: DeclaredParameter[] = [];
  for (const statement of body ? namedChildren(body) : []) {
    const parameter: DeclaredParameter = { name: "", schema: {}, required: false };
    let at: SyntaxNode | undefined = statement;
    for (let depth = 0; at?.type === "call" && depth < 30; depth++) {
      const method = childIn(at, "method")?.text;
      const { args } = argumentsOf(place, at);
      const first = knownText(args[0]);
      if (method === "required" || method === "optional") {
        parameter.name = first ?? "";
        parameter.required = method === "required";
      } else if (method === "description" && first !== undefined) parameter.description = first;
      else if (first !== undefined && Object.hasOwn(DRY_TYPES, first))
        parameter.schema.type = DRY_TYPES[first] ?? "string";
      at = childIn(at, "receiver");
    }
    if (parameter.name !== "") parameters.push(parameter);
  }
  return objectSchema(parameters);
}

function argumentsOf(place: Place, call: SyntaxNode, depth = 0): { args: Plain[]; named: Map<string, Plain> } {
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  const container = childIn(call, "arguments");
  for (const argument of container ? namedChildren(container) : []) {
    const [key, value] = [childIn(argument, "key"), childIn(argument, "value")];
    const name = argument.type === "pair" && key ? keyName(place, key, depth) : undefined;
    if (name !== undefined && value) named.set(name, evaluate(place, value, depth + 1));
    else args.push(evaluate(place, argument, depth + 1));
  }
  return { args, named };
}

function keyName(place: Place, key: SyntaxNode, depth: number): string | undefined {
  if (key.type === "hash_key_symbol") return key.text.replace(/^["']|["']$/g, "");
  return knownText(evaluate(place, key, depth + 1));
}

function evaluate(place: Place, node: SyntaxNode, depth = 0): Plain {
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (node.type) {
    case "string":
      return stringValue(place, node, depth);
    case "chained_string":
      return concatenate(allValues(place, namedChildren(node), depth, evaluate));
    case "simple_symbol":
      return text(node.text.slice(1));
    case "heredoc_beginning":
      return heredoc(place, node, depth);
    case "integer":
    case "float":
      return numberValue(node.text);
    case "true":
    case "false":
      return { kind: "bool", value: node.type === "true" };
    case "nil":
      return NULL;
    case "array":
    case "string_array":
    case "symbol_array":
      return list(
        namedChildren(node).map((item) =>
          /^bare_/.test(item.type) ? text(item.text) : evaluate(place, item, depth + 1),
        ),
      );
    case "hash": {
      const entries: [string, Plain][] = [];
      for (const pair of namedChildren(node)) {
        const [key, value] = [childIn(pair, "key"), childIn(pair, "value")];
        const name = key && keyName(place, key, depth);
        if (name !== undefined && value) entries.push([name, evaluate(place, value, depth + 1)]);
      }
      return map(entries);
    }
    case "binary":
      return sumValue(place, node, "+", depth, evaluate);
    case "constant":
    case "identifier":
    case "scope_resolution":
      return nameValue(place, node.text, depth, evaluate);
    case "call": {
      const receiver = childIn(node, "receiver");
      const on = receiver && evaluate(place, receiver, depth + 1);
      return { kind: "call", name: childIn(node, "method")?.text ?? "", on, ...argumentsOf(place, node, depth), node };
    }
    case "parenthesized_statements":
      return innerValue(place, node, depth, evaluate);
    default:
      return UNKNOWN;
  }
}

function stringValue(place: Place, node: SyntaxNode, depth: number): Plain {
  const isSingle = node.text.startsWith("'") || node.text.startsWith("%q");
  return concatenate(
    namedChildren(node).map((child) => {
      if (child.type === "interpolation") {
        const [inner] = namedChildren(child);
        return inner ? evaluate(place, inner, depth + 1) : UNKNOWN;
      }
      return text(isSingle ? child.text.replace(/\\(['\\])/g, "$1") : decodeEscapes(child.text));
    }),
  );
}

/** The body of a heredoc stands after the statement; bodies come in the order of their beginnings. */
function heredoc(place: Place, node: SyntaxNode, depth: number): Plain {
  const beginnings = [...descendants(node.tree.root, "heredoc_beginning")];
  const bodies = [...descendants(node.tree.root, "heredoc_body")];
  const body = bodies[beginnings.indexOf(node)];
  if (!body) return UNKNOWN;
  const { text: source } = node.tree.flat;
  const end = childOfType(body, "heredoc_end");
  const parts: Plain[] = [];
  let at = body.start;
  for (const child of namedChildren(body)) {
    if (child === end) break;
    parts.push(text(source.slice(at, child.start)));
    at = child.end;
    if (child.type === "heredoc_content") parts.push(text(child.text));
    else if (child.type === "escape_sequence") parts.push(text(decodeEscapes(child.text)));
    else {
      const [inner] = namedChildren(child);
      parts.push(inner ? evaluate(place, inner, depth + 1) : UNKNOWN);
    }
  }
  const joined = concatenate(parts);
  if (joined.kind !== "text") return joined;
  const body2 = joined.value.replace(/^\n/, "").replace(/[ \t]+$/, "");
  return text(node.text.includes("~") ? dedent(body2) : body2, joined.partial);
}
