/** Dart servers: `Tool(name: …)` of dart_mcp, and `registerTool('name', …)` of mcp_dart. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import {
  allValues,
  type Place as DeclaredPlace,
  nameValue as declaredName,
  MAX_DEPTH,
  numberValue,
} from "../declared/evaluate.ts";
import {
  concatenate,
  decodeEscapes,
  knownText,
  list,
  map,
  NULL,
  type Plain,
  text,
  UNKNOWN,
} from "../declared/plain.ts";
import { builderSchema } from "../declared/schema-builders.ts";
import { Constants, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import { childIn, childOfType, childrenIn, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";

export const dart: LanguageExtractor = {
  id: "dart",
  grammarOf: (path) => (path.endsWith(".dart") ? "dart" : undefined),
  hints: ["mcp", "MCP"],
  extract,
};

interface Place extends DeclaredPlace {
  enums: ReadonlySet<string>;
}

const TYPES = ["class_definition", "enum_declaration", "extension_declaration", "mixin_declaration"];

function ownerOf(node: SyntaxNode): string | undefined {
  return childIn(enclosing(node, ...TYPES), "name")?.text;
}

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "dart", /\.dart$/, { hint: /Tool|static const|enum / });
  const constants = new Constants();
  const enums = new Set<string>();
  for (const file of files) {
    for (const node of descendants(
      file.root,
      "static_final_declaration",
      "initialized_identifier",
      "initialized_variable_definition",
    )) {
      const [name, ...rest] = namedChildren(node).filter(
        (child) => child.type !== "inferred_type" && child.type !== "type_identifier",
      );
      if (name && rest.length > 0) constants.add(name.text, { file, node, owner: ownerOf(node) });
    }
    for (const node of descendants(file.root, "enum_constant")) {
      const owner = ownerOf(node);
      if (owner !== undefined) enums.add(owner);
      constants.add(childIn(node, "name")?.text ?? "", { file, node, owner });
    }
  }
  const tools: FoundTool[] = [];
  for (const file of files) {
    for (const node of descendants(file.root, "identifier")) {
      if (!/^(?:[A-Z]\w*Tool|(?:MCP)?Tool(?:Definition)?|registerTool|registerAppTool|tool|addTool)$/.test(node.text))
        continue;
      tools.push(...toolAt({ constants, enums, file, owner: ownerOf(node) }, node));
    }
  }
  return { tools };
}

/** The arguments after a name: of `f(…)`, of `x.f(…)` and of `x..f(…)`; there is no node around a call. */
function argumentsAfter(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  const isMember = parent?.type === "unconditional_assignable_selector";
  const holder = isMember ? (parent.parent ?? node) : parent?.type === "cascade_selector" ? parent : node;
  const siblings = holder.parent?.children ?? [];
  const next = siblings[siblings.indexOf(holder) + 1];
  const part = next?.type === "argument_part" ? next : childOfType(next, "argument_part");
  return childOfType(part, "arguments");
}

function toolAt(place: Place, node: SyntaxNode): FoundTool[] {
  const container = argumentsAfter(node);
  if (!container) return [];
  const { args, named } = argumentsOf(place, container, 0);
  const isConstructor = /^[A-Z]/.test(node.text);
  // Constructors take the tool's name by name; most methods take it first.
  const given = args.map((arg) => knownText(arg)).find((arg) => arg !== undefined);
  const name = knownText(named.get("name")) ?? (isConstructor ? undefined : given);
  if (!isConstructor && !named.has("description") && !named.has("callback")) return [];
  // A class of the program's own is a tool by all that a tool is listed with.
  const isOwn = isConstructor && !/^(?:MCP)?Tool/.test(node.text);
  if (isOwn && !["description", "inputSchema"].every((field) => named.has(field))) return [];
  const hints = named.get("annotations");
  return foundTool({
    idiom: isConstructor ? "dart/tool" : "dart/register-tool",
    name,
    title: named.get("title"),
    description: named.get("description"),
    inputSchema: builderSchema(named.get("inputSchema") ?? named.get("toolInputSchema")),
    annotations: annotationsFrom(hints?.kind === "call" ? hints.named : undefined),
    path: place.file.path,
    node,
  });
}

function argumentsOf(place: Place, container: SyntaxNode, depth: number): { args: Plain[]; named: Map<string, Plain> } {
  const args: Plain[] = [];
  const named = new Map<string, Plain>();
  for (const argument of namedChildren(container)) {
    const label = childOfType(argument, "label");
    const parts = namedChildren(argument).filter((child) => child !== label);
    const value = sequence(place, argument.type === "argument" || label ? parts : [argument], depth + 1);
    if (label) named.set(label.text.replace(/:\s*$/, "").trim(), value);
    else args.push(value);
  }
  return { args, named };
}

/** A name or literal with the selectors after it. */
function sequence(place: Place, nodes: readonly SyntaxNode[], depth: number): Plain {
  const [first, ...rest] = nodes.filter((node) => node.type !== "const_builtin");
  if (!first || depth > MAX_DEPTH) return UNKNOWN;
  if (first.type !== "identifier" && first.type !== "const_object_expression") return literal(place, first, depth);
  if (first.type === "const_object_expression") {
    const [name, container] = [
      namedChildren(first).find((child) => /identifier/.test(child.type)),
      childOfType(first, "arguments"),
    ];
    const empty = { args: [], named: new Map<string, Plain>() };
    return {
      kind: "call",
      name: name?.text ?? "",
      on: undefined,
      ...(container ? argumentsOf(place, container, depth) : empty),
      node: first,
    };
  }
  let path = first.text;
  for (const selector of rest) {
    const container = childOfType(childOfType(selector, "argument_part"), "arguments");
    if (container)
      return { kind: "call", name: path, on: undefined, ...argumentsOf(place, container, depth), node: first };
    path += selector.text;
  }
  return nameValue(place, path, depth);
}

function nameValue(place: Place, path: string, depth: number): Plain {
  const isName = path.endsWith(".name");
  const bare = isName ? path.slice(0, -".name".length) : path;
  const [owner, member] = bare.split(".").slice(-2);
  const value = declaredName(place, bare, depth, constantValue);
  // The name of an enum's value, where the enum has no field of that name.
  if (value.kind === "name" && isName && owner !== undefined && member !== undefined && place.enums.has(owner))
    return text(member);
  return value.kind === "name" ? { kind: "name", path } : value;
}

function constantValue(place: Place, node: SyntaxNode, depth: number): Plain {
  if (node.type === "enum_constant") {
    const container = childOfType(childOfType(node, "argument_part"), "arguments");
    return (container && argumentsOf(place, container, depth).args[0]) ?? UNKNOWN;
  }
  const parts = namedChildren(node);
  return sequence(place, parts.slice(1), depth);
}

function literal(place: Place, node: SyntaxNode, depth: number): Plain {
  switch (node.type) {
    case "string_literal":
      return stringValue(node.text);
    case "decimal_integer_literal":
    case "decimal_floating_point_literal":
      return numberValue(node.text);
    case "true":
    case "false":
      return { kind: "bool", value: node.type === "true" };
    case "null_literal":
      return NULL;
    case "list_literal":
      return list(elements(node).map((parts) => sequence(place, parts, depth + 1)));
    case "set_or_map_literal": {
      const entries: [string, Plain][] = [];
      for (const pair of namedChildren(node)) {
        const key = knownText(sequence(place, childrenIn(pair, "key"), depth + 1));
        if (key !== undefined) entries.push([key, sequence(place, childrenIn(pair, "value"), depth + 1)]);
      }
      return map(entries);
    }
    case "additive_expression":
      return concatenate(
        allValues(
          place,
          namedChildren(node).filter((child) => child.type !== "additive_operator"),
          depth,
          literal,
        ),
      );
    case "parenthesized_expression":
      return sequence(place, namedChildren(node), depth + 1);
    case "identifier":
      return nameValue(place, node.text, depth);
    default:
      return UNKNOWN;
  }
}

/** Elements of a list: a selector belongs to the element before it. */
function elements(node: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [];
  for (const child of namedChildren(node)) {
    if (child.type === "selector") groups.at(-1)?.push(child);
    else if (child.type !== "type_arguments") groups.push([child]);
  }
  return groups;
}

/** One or more string tokens beside each other; what is interpolated is not known. */
function stringValue(source: string): Plain {
  const parts: Plain[] = [];
  for (const match of source.matchAll(/(r?)('''|"""|'|")((?:\\[\s\S]|(?!\2)[\s\S])*)\2/g)) {
    const [, raw, quotes, body = ""] = match;
    const content = quotes?.length === 3 ? body.replace(/^[ \t]*\r?\n/, "") : body;
    if (raw) parts.push(text(content));
    else {
      const known = content.replace(/(?<!\\)\$(?:\{[^}]*\}|\w+)/g, "");
      parts.push(text(decodeEscapes(known), known !== content));
    }
  }
  return parts.length > 0 ? concatenate(parts) : UNKNOWN;
}
