/** Functions that a macro makes tools: `@MCPTool func add(a: Int)`, described by their comments. */
import type { JsonObject } from "../../schema/json.ts";
import type { FoundTool } from "../context.ts";
import { knownText, lastName, type Plain, text } from "../declared/plain.ts";
import { annotationsFrom, type DeclaredParameter, foundTool, objectSchema } from "../declared/tool.ts";
import { childIn, childOfType, isComment, namedChildren, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place } from "./evaluate.ts";

/** The macro's arguments by name. */
export type Macro = ReadonlyMap<string, Plain>;

export function macrosOf(place: Place, fn: SyntaxNode): Macro[] {
  const attributes = namedChildren(childOfType(fn, "modifiers") ?? fn).filter((child) => child.type === "attribute");
  return attributes.flatMap((attribute): Macro[] => {
    const [type, ...rest] = namedChildren(attribute);
    if (type?.text !== "MCPTool") return [];
    const named = new Map<string, Plain>();
    for (const [index, label] of rest.entries()) {
      const value = rest[index + 1];
      if (label.type === "simple_identifier" && value) named.set(label.text, evaluate(place, value));
    }
    return [named];
  });
}

export function fromMacro(place: Place, fn: SyntaxNode, macro: Macro): FoundTool[] {
  const doc = docBefore(fn);
  return foundTool({
    idiom: "swift/tool-macro",
    name: knownText(macro.get("name")) ?? childIn(fn, "name")?.text,
    title: macro.get("title"),
    description: macro.get("description") ?? text(doc.summary),
    inputSchema: objectSchema(parametersOf(fn, doc.parameters)),
    annotations: annotationsFrom(hintsOf(macro)),
    path: place.file.path,
    node: fn,
  });
}

/** `readOnlyHint: true`, and `hints: [.readOnly]`. */
function hintsOf(macro: Macro): Map<string, Plain> {
  const listed = macro.get("hints");
  const names = listed?.kind === "list" ? listed.items : [];
  return new Map([
    ...[...macro].filter(([name]) => /Hint$/.test(name)),
    ...names.flatMap((item): [string, Plain][] =>
      item.kind === "name" ? [[lastName(item.path), { kind: "bool", value: true }]] : [],
    ),
  ]);
}

const TYPES: Record<string, JsonObject> = {
  String: { type: "string" },
  URL: { type: "string", format: "uri" },
  UUID: { type: "string", format: "uuid" },
  Date: { type: "string", format: "date-time" },
  Int: { type: "integer" },
  Double: { type: "number" },
  Float: { type: "number" },
  Bool: { type: "boolean" },
};

function typeSchema(node: SyntaxNode | undefined): JsonObject {
  if (node?.type === "optional_type") return typeSchema(childIn(node, "wrapped") ?? namedChildren(node)[0]);
  if (node?.type === "array_type") return { type: "array", items: typeSchema(namedChildren(node)[0]) };
  if (node?.type === "dictionary_type") return { type: "object" };
  const name = node?.text ?? "";
  return Object.hasOwn(TYPES, name) ? { ...TYPES[name] } : {};
}

function parametersOf(fn: SyntaxNode, docs: ReadonlyMap<string, string>): DeclaredParameter[] {
  return fn.children.flatMap((parameter, index): DeclaredParameter[] => {
    if (parameter.type !== "parameter") return [];
    const [name, type] = parameter.children.filter((child) => child.field === "name");
    const isOptional = type?.type === "optional_type" || fn.children[index + 1]?.field === "default_value";
    const label = name?.text ?? "";
    return [{ name: label, schema: typeSchema(type), description: docs.get(label), required: !isOptional }];
  });
}

/** `///` lines: what they say first, and `- Parameter x: …` or `- Parameters:` with `- x: …` below. */
function docBefore(fn: SyntaxNode): { summary: string; parameters: Map<string, string> } {
  const siblings = fn.parent?.children ?? [];
  const lines: string[] = [];
  for (let index = siblings.indexOf(fn) - 1; index >= 0; index--) {
    const comment = siblings[index];
    if (!comment || !isComment(comment)) break;
    if (comment.text.startsWith("///")) lines.unshift(comment.text.slice(3).trim());
    else if (comment.text.startsWith("/**"))
      lines.unshift(
        ...comment.text
          .slice(3, -2)
          .split("\n")
          .map((line) => line.trim().replace(/^\*\s?/, "")),
      );
  }
  const parameters = new Map<string, string>();
  const summary: string[] = [];
  let isList = false;
  for (const line of lines) {
    const parameter = /^- (?:Parameter )?(\w+): *(.*)$/.exec(line);
    if (parameter?.[1] !== undefined) parameters.set(parameter[1], parameter[2] ?? "");
    isList ||= line.startsWith("- ");
    if (!isList) summary.push(line);
  }
  return { summary: summary.join("\n").trim(), parameters };
}
