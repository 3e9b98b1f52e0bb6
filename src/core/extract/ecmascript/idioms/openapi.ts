/**
 * Tools that a program makes of an OpenAPI document which is checked in: one for each operation, named by its
 * `operationId`, with the prefix that the converting code puts before it where that is one constant.
 */
import type { JsonObject } from "../../../schema/json.ts";
import type { ToolDefinition } from "../../../schema/tool.ts";
import { basename, isTestPath } from "../../paths.ts";
import { namedChildren, type SyntaxNode } from "../../syntax.ts";
import { evaluate } from "../evaluate.ts";
import { isRecord } from "../modules.ts";
import { chainOperands } from "../operators.ts";
import type { Program } from "../program.ts";
import { asString, EMPTY_ENV } from "../values.ts";
import type { Idiom } from "./idiom.ts";

const METHODS = ["get", "put", "post", "delete", "patch", "options", "head"];
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$/;

export const openApiDocuments: Idiom = (program) => {
  const converters = program.reachable.filter((path) => program.context.text(path)?.includes(".operationId"));
  if (converters.length === 0) return { tools: [], unresolved: [] };
  const documents = program.context.paths().filter((path) => isDocument(program, path));
  const prefix = documents.length === 0 ? "" : findPrefix(program, converters);
  const tools = documents.flatMap((path) => readDocument(program, path, prefix));
  return { tools: tools.map((tool) => ({ tool, idiom: "ts/openapi" })), unresolved: [] };
};

function isDocument(program: Program, path: string): boolean {
  if (!path.endsWith(".json") || isTestPath(program.context.relative(path))) return false;
  const text = program.context.text(path) ?? "";
  if (!/"openapi"\s*:/.test(text.slice(0, 2_000)) || !text.includes('"operationId"')) return false;
  // Documents that no file names are somebody's example.
  return [...program.context.files].some(([other, content]) => other !== path && content.includes(basename(path)));
}

/** The one constant that stands before a computed rest (`"api-" + name`) in the code that reads operations. */
function findPrefix(program: Program, converters: readonly string[]): string {
  const prefixes = new Set<string>();
  for (const path of converters) {
    const root = program.root(path);
    for (const node of root?.tree.ofTypes(new Set(["template_string", "binary_expression"])) ?? []) {
      if (node.end - node.start > 100 || node.parent?.type === "binary_expression") continue;
      const prefix = leadingText(program, node);
      if (/^[A-Za-z]\w*[-_]$/.test(prefix)) prefixes.add(prefix);
    }
  }
  return prefixes.size === 1 ? ([...prefixes][0] ?? "") : "";
}

/** The constant text before the first part of a sum or template that is not one name's constant. */
function leadingText(program: Program, node: SyntaxNode): string {
  const parts = node.type === "template_string" ? node.children : chainOperands(node, "+");
  let text = "";
  for (const part of parts) {
    const inner = part.type === "template_substitution" ? namedChildren(part)[0] : part;
    const isName = inner?.type === "identifier" || inner?.type === "string";
    const value = isName ? program.track(() => evaluate(program, inner, EMPTY_ENV)).result : undefined;
    const known = part.type === "string_fragment" ? part.text : value && asString(value);
    if (known === undefined) return text;
    text += known;
  }
  return "";
}

function readDocument(program: Program, path: string, prefix: string): ToolDefinition[] {
  const text = program.context.text(path) ?? "";
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isRecord(document) || !isRecord(document["paths"])) return [];
  return Object.values(document["paths"]).flatMap((item) => {
    if (!isRecord(item)) return [];
    const shared = Array.isArray(item["parameters"]) ? item["parameters"] : [];
    return METHODS.flatMap((method) => readOperation(document, item[method], shared, { path, text, prefix }));
  });
}

function readOperation(
  document: Record<string, unknown>,
  operation: unknown,
  shared: readonly unknown[],
  { path, text, prefix }: { path: string; text: string; prefix: string },
): ToolDefinition[] {
  if (!isRecord(operation) || typeof operation["operationId"] !== "string") return [];
  const id = operation["operationId"];
  if (!NAME.test(prefix + id)) return [];
  const line = text.slice(0, Math.max(0, text.indexOf(`"${id}"`))).split("\n").length;
  const described = [operation["summary"], operation["description"]].find(
    (part) => typeof part === "string" && part !== "",
  );
  const own = Array.isArray(operation["parameters"]) ? operation["parameters"] : [];
  return [
    {
      name: prefix + id,
      ...(typeof described === "string" ? { description: described } : {}),
      inputSchema: inputOf(document, [...shared, ...own], operation["requestBody"]),
      partial: ["description", "inputSchema"],
      source: { path, line },
    },
  ];
}

function inputOf(document: Record<string, unknown>, parameters: readonly unknown[], body: unknown): JsonObject {
  const properties: Record<string, JsonObject> = {};
  const required: string[] = [];
  const add = (name: string, schema: unknown, isRequired: boolean): void => {
    if (name === "__proto__") return;
    properties[name] = (isRecord(schema) ? schema : {}) as JsonObject;
    if (isRequired) required.push(name);
  };
  for (const given of parameters) {
    const parameter = follow(document, given);
    if (parameter?.["in"] === "header" || typeof parameter?.["name"] !== "string") continue;
    add(parameter["name"], parameter["schema"], parameter["required"] === true);
  }
  const content = follow(document, body)?.["content"];
  const json = isRecord(content) ? content["application/json"] : undefined;
  const schema = isRecord(json) ? follow(document, json["schema"]) : undefined;
  const needed = Array.isArray(schema?.["required"]) ? schema["required"] : [];
  for (const [name, inner] of Object.entries(isRecord(schema?.["properties"]) ? schema["properties"] : {}))
    add(name, inner, needed.includes(name));
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

/** A value or what its local `$ref` points at, one step. */
function follow(document: Record<string, unknown>, value: unknown): Record<string, unknown> | undefined {
  if (!isRecord(value)) return undefined;
  const reference = value["$ref"];
  if (typeof reference !== "string" || !reference.startsWith("#/")) return value;
  let at: unknown = document;
  for (const key of reference.slice(2).split("/")) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return isRecord(at) ? at : undefined;
}
