/** Declared tools as definitions. */
import type { JsonObject } from "../../schema/json.ts";
import type { ToolAnnotations, ToolDefinition } from "../../schema/tool.ts";
import type { FoundTool } from "../context.ts";
import type { SyntaxNode } from "../syntax.ts";
import { boolOf, isObject, knownText, type Plain, textOf, toJson } from "./plain.ts";

export interface DeclaredTool {
  idiom: string;
  name: string | undefined;
  title?: Plain | undefined;
  description?: Plain | undefined;
  inputSchema?: JsonObject | undefined;
  /** The schema has more members than are known, or is made in a way that is not read. */
  isSchemaPartial?: boolean | undefined;
  outputSchema?: JsonObject | undefined;
  annotations?: ToolAnnotations | undefined;
  guard?: string | undefined;
  path: string;
  node: SyntaxNode;
}

export function foundTool(declared: DeclaredTool): FoundTool[] {
  const name = declared.name?.trim();
  if (name === undefined || name === "" || name.length > 10_000) return [];
  const tool: ToolDefinition = { name };
  const title = knownText(declared.title);
  if (title !== undefined && title !== "") tool.title = title;
  const description = textOf(declared.description);
  const words = description?.value.trim();
  if (words !== undefined && words !== "") tool.description = words;
  if (declared.inputSchema) tool.inputSchema = declared.inputSchema;
  if (declared.outputSchema) tool.outputSchema = declared.outputSchema;
  if (declared.annotations && Object.keys(declared.annotations).length > 0) tool.annotations = declared.annotations;
  const partial: NonNullable<ToolDefinition["partial"]> = [
    ...(description?.partial ? ["description" as const] : []),
    ...(declared.isSchemaPartial ? ["inputSchema" as const] : []),
  ];
  if (partial.length > 0) tool.partial = partial;
  if (declared.guard) {
    tool.guard = declared.guard;
    tool.default = "unknown";
  }
  tool.source = { path: declared.path, line: declared.node.line };
  return [{ tool, idiom: declared.idiom }];
}

/** A map that has what a tool is listed with: `name`, `description` and, by whatever spelling, `inputSchema`. */
export function toolOfMap(
  idiom: string,
  value: Plain | undefined,
  { path, node, loose = false }: { path: string; node: SyntaxNode; loose?: boolean },
): FoundTool[] {
  if (value?.kind !== "map") return [];
  const { entries } = value;
  const schema = entries.get("inputSchema") ?? entries.get("input_schema");
  if (!entries.has("name") || !entries.has("description") || (!schema && !loose)) return [];
  const json = toJson(schema);
  const hints = entries.get("annotations");
  return foundTool({
    idiom,
    name: knownText(entries.get("name")),
    title: entries.get("title"),
    description: entries.get("description"),
    inputSchema: isObject(json) ? json : undefined,
    annotations: annotationsFrom(hints?.kind === "map" ? hints.entries : undefined),
    path,
    node,
  });
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

/** Hints by whatever spelling the SDK has: `readOnlyHint`, `read_only_hint`, `ReadOnly`. */
export function annotationsFrom(named: ReadonlyMap<string, Plain> | undefined): ToolAnnotations | undefined {
  if (!named) return undefined;
  const byName = new Map([...named].map(([name, value]) => [name.replaceAll("_", "").toLowerCase(), value]));
  const annotations: ToolAnnotations = {};
  const title = knownText(byName.get("title"));
  if (title !== undefined && title !== "") annotations.title = title;
  for (const hint of HINTS) {
    const value = boolOf(byName.get(hint.toLowerCase()) ?? byName.get(hint.replace("Hint", "").toLowerCase()));
    if (value !== undefined) annotations[hint] = value;
  }
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

export interface DeclaredParameter {
  name: string;
  schema: JsonObject;
  description?: string | undefined;
  required: boolean;
}

export function objectSchema(parameters: readonly DeclaredParameter[]): JsonObject {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const parameter of parameters) {
    const schema = { ...parameter.schema };
    if (parameter.description) schema.description = parameter.description;
    Object.defineProperty(properties, parameter.name, {
      value: schema,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    if (parameter.required) required.push(parameter.name);
  }
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}
