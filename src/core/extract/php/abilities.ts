/**
 * Abilities of WordPress: `wp_register_ability('shop/list-orders', [ 'label' => …, 'input_schema' => … ])`. The adapter
 * that serves them by MCP calls each by its name with hyphens.
 */
import type { FoundTool } from "../context.ts";
import { isObject, knownText, type Plain, toJson } from "../declared/plain.ts";
import { annotationsFrom, foundTool } from "../declared/tool.ts";
import { childIn, type SyntaxNode } from "../syntax.ts";
import { evaluate, type Place } from "./evaluate.ts";

const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;

export function fromAbility(place: Place, node: SyntaxNode): FoundTool[] {
  if (childIn(node, "function")?.text.replace(/^\\/, "") !== "wp_register_ability") return [];
  const value = evaluate(place, node);
  const [first, definition] = value.kind === "call" ? value.args : [];
  const name = knownText(first);
  if (name === undefined || !NAME.test(name) || definition?.kind !== "map") return [];
  const field = (key: string) => definition.entries.get(key);
  const meta = entriesOf(field("meta"));
  const type = knownText(entriesOf(meta?.get("mcp"))?.get("type"));
  if (type !== undefined && type !== "tool") return [];
  const [inputSchema, outputSchema] = [field("input_schema"), field("output_schema")].map(toJson);
  return foundTool({
    idiom: "php/ability",
    name: name.replace("/", "-"),
    title: field("label"),
    description: field("description"),
    inputSchema: isObject(inputSchema) ? inputSchema : undefined,
    outputSchema: isObject(outputSchema) ? outputSchema : undefined,
    annotations: annotationsFrom(entriesOf(meta?.get("annotations"))),
    path: place.file.path,
    node,
  });
}

function entriesOf(value: Plain | undefined): Map<string, Plain> | undefined {
  return value?.kind === "map" ? value.entries : undefined;
}
