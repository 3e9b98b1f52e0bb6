/** Dart servers: `Tool(name: …)` of dart_mcp, and `registerTool('name', …)` of mcp_dart. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { knownText } from "../declared/plain.ts";
import { builderSchema } from "../declared/schema-builders.ts";
import { Constants, sourceFiles } from "../declared/source.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import { childIn, childOfType, descendants, enclosing, namedChildren, type SyntaxNode } from "../syntax.ts";
import { argumentsOf, type Place } from "./evaluate.ts";

export const dart: LanguageExtractor = {
  id: "dart",
  grammarOf: (path) => (path.endsWith(".dart") ? "dart" : undefined),
  hints: ["mcp", "MCP"],
  extract,
};

const TYPES = ["class_definition", "enum_declaration", "extension_declaration", "mixin_declaration"];

function ownerOf(node: SyntaxNode): string | undefined {
  return childIn(enclosing(node, ...TYPES), "name")?.text;
}

function extract(context: ExtractContext): LanguageResult {
  const files = sourceFiles(context, "dart", /\.dart$/, { hint: /Tool|[Ss]chema|static const|enum / });
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
    for (const node of descendants(file.root, "function_body")) {
      const name = functionWithoutParameters(node);
      if (name !== undefined) constants.add(`${name}()`, { file, node, owner: ownerOf(node) });
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
      if (
        !/^(?:[A-Z]\w*Tool|(?:MCP)?Tool(?:Definition)?|Tool(?:Registration|Spec|Entry|Descriptor)|registerTool|registerAppTool|tool|addTool)$/.test(
          node.text,
        )
      )
        continue;
      tools.push(...toolAt({ constants, enums, file, owner: ownerOf(node) }, node));
    }
  }
  return { tools };
}

/** The name in the signature in front of a body, where a call needs nothing. */
function functionWithoutParameters(body: SyntaxNode): string | undefined {
  const siblings = body.parent?.children ?? [];
  const before = siblings[siblings.indexOf(body) - 1];
  const signature = before?.type === "method_signature" ? childOfType(before, "function_signature") : before;
  const parameters = childOfType(signature, "formal_parameter_list");
  if (signature?.type !== "function_signature" || !parameters || namedChildren(parameters).length > 0) return undefined;
  return childOfType(signature, "identifier")?.text;
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
  const isOwn = isConstructor && !/^(?:MCP)?Tool(?:Definition)?$/.test(node.text);
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
