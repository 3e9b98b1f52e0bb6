/** PHP classes that are tools: of a framework's `Tool`, or of an interface for tools. */
import type { FoundTool } from "../context.ts";
import { knownText, lastName, type Plain } from "../declared/plain.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import { childIn, childOfType, namedChildren, type SyntaxNode } from "../syntax.ts";
import { type Attribute, attributesOf, type Place, propertyValue, returnedValue } from "./evaluate.ts";
import { schemaMethod } from "./schemas.ts";

export interface Classes {
  byName: Map<string, { node: SyntaxNode; place: Place }>;
  /** Classes that some server lists; empty where servers discover theirs. */
  listed: Set<string>;
}

export function toolAttribute(place: Place, node: SyntaxNode): Attribute | undefined {
  return attributesOf(place, node).find(({ name }) => name === "McpTool");
}

/** Classes that a server class lists: `protected array $tools = [X::class]`. */
export function listedTools(place: Place, node: SyntaxNode): string[] {
  const value = propertyValue(place, node, "tools");
  const items = value?.kind === "list" ? value.items : [];
  return items.flatMap((item) => (item.kind === "name" ? [lastName(item.path.replace(/::class$/, ""))] : []));
}

/** A class that extends a framework's `Tool`; without a name of its own it is the class's in kebab case. */
export function fromClass(place: Place, node: SyntaxNode, classes: Classes): FoundTool[] {
  const name = childIn(node, "name")?.text ?? "";
  const isAbstract = node.children.some((child) => child.type === "abstract_modifier");
  if (isAbstract || !extendsTool(node, classes, 0) || toolAttribute(place, node)) return [];
  if (classes.listed.size > 0 && !classes.listed.has(name)) return [];
  const attributes = attributesOf(place, node);
  const attribute = (wanted: string): Plain | undefined => attributes.find((each) => each.name === wanted)?.args[0];
  const member = (wanted: string): Plain | undefined =>
    attribute(wanted.slice(0, 1).toUpperCase() + wanted.slice(1)) ??
    propertyValue(place, node, wanted) ??
    returnedValue(place, node, wanted) ??
    returnedValue(place, node, `get${wanted.slice(0, 1).toUpperCase()}${wanted.slice(1)}`);
  const hints = new Map<string, Plain>();
  for (const { name: hint, args } of attributes) {
    if (/^Is(?:ReadOnly|Destructive|Idempotent|OpenWorld)$/.test(hint))
      hints.set(hint.slice(2), args[0] ?? { kind: "bool", value: true });
  }
  return foundTool({
    idiom: "php/tool-class",
    name: knownText(member("name")) ?? (implementsTool(node) ? undefined : kebab(name)),
    title: member("title"),
    description: member("description"),
    inputSchema: schemaMethod(place, node),
    annotations: annotationsFrom(hints),
    path: place.file.path,
    node,
  });
}

function extendsTool(node: SyntaxNode, classes: Classes, depth: number): boolean {
  if (implementsTool(node)) return true;
  const base = childOfType(node, "base_clause");
  const name = base && lastName(namedChildren(base)[0]?.text ?? "");
  if (name === undefined || depth > 8) return false;
  if (name === "Tool" || /^(?:Mcp|MCP|Abstract|Base)\w*Tool$/.test(name)) {
    const inside = classes.byName.get(name);
    return (
      inside === undefined ||
      inside.node === node ||
      !childOfType(inside.node, "base_clause") ||
      extendsTool(inside.node, classes, depth + 1)
    );
  }
  const inside = classes.byName.get(name);
  return inside !== undefined && inside.node !== node && extendsTool(inside.node, classes, depth + 1);
}

/** A class of a framework or program whose tools implement an interface, and name themselves. */
function implementsTool(node: SyntaxNode): boolean {
  const interfaces = childOfType(node, "class_interface_clause");
  return (
    interfaces !== undefined &&
    namedChildren(interfaces).some((each) => /^(?:\w*ToolInterface|McpTool)$/.test(lastName(each.text)))
  );
}

function kebab(name: string): string {
  return name.replace(/(.)(?=\p{Lu})/gu, "$1-").toLowerCase();
}
