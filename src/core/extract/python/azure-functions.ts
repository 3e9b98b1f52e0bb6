/** Azure Functions: an app's functions are tools by `mcp_tool` or by a trigger that says so. */
import type { Json } from "../../schema/json.ts";
import { settled } from "./certainty.ts";
import type { Frame, Machine } from "./machine.ts";
import { fromJson } from "./models.ts";
import { register, type ToolServer } from "./server.ts";
import { textOf } from "./text.ts";
import { type CallArguments, dict, getItem, list, native, string, UNKNOWN, type Value } from "./values.ts";

export function isFunctionApp(path: string): boolean {
  return /^azure\.functions\.(?:FunctionApp|Blueprint)$/.test(path);
}

/** `@app.generic_trigger(type="mcpToolTrigger", toolName=…)`, `@app.mcp_tool_trigger(tool_name=…)`. */
export function toolTrigger(machine: Machine, frame: Frame, server: ToolServer, args: CallArguments): Value {
  const get = (...names: string[]): Value | undefined =>
    names.map((name) => args.keywords.get(name)).find((value) => value !== undefined);
  const type = args.keywords.get("type");
  const isTool = !type || textOf(type).value.toLowerCase() === "mcptooltrigger";
  return native("trigger", ({ positional: [target], node }) => {
    const name = get("tool_name", "toolName");
    if (!target || !isTool || !name) return target ?? UNKNOWN;
    const keywords = new Map<string, Value>([["inputSchema", schemaOf(get("tool_properties", "toolProperties"))]]);
    const description = get("description");
    if (description) keywords.set("description", description);
    register(machine, frame, server, {
      target,
      name,
      args: { positional: [], keywords, node },
      idiom: "python/azure-trigger",
    });
    return target;
  });
}

/** Properties as a list, or as JSON text of one, of `{propertyName, propertyType, description}`. */
function schemaOf(written: Value | undefined): Value {
  const given = written ? settled(written) : UNKNOWN;
  const inner = given.kind === "external-call" && given.path === "json.dumps" ? given.call.positional[0] : given;
  const value = inner?.kind === "string" && !inner.holes ? parse(inner.value) : inner;
  const properties = dict();
  const required = list([]);
  for (const item of value?.kind === "list" ? value.items : []) {
    const name = field(item, "propertyName", "property_name");
    if (name?.kind !== "string") continue;
    const schema = dict([["type", field(item, "propertyType", "property_type") ?? string("string")]]);
    const description = field(item, "description");
    if (description) schema.entries.set("s:description", { key: string("description"), value: description });
    properties.entries.set(`s:${name.value}`, { key: name, value: schema });
    const isRequired = field(item, "isRequired", "is_required");
    if (isRequired?.kind === "bool" && isRequired.value) required.items.push(name);
  }
  return dict([["type", string("object")], ["properties", properties], ...requiredOf(required.items)]);
}

function requiredOf(names: Value[]): [string, Value][] {
  return names.length > 0 ? [["required", list(names)]] : [];
}

function field(item: Value, ...names: string[]): Value | undefined {
  for (const name of names) {
    const value =
      item.kind === "dict" ? getItem(item, name) : item.kind === "instance" ? item.attributes.get(name) : undefined;
    if (value) return settled(value);
  }
  return undefined;
}

function parse(text: string): Value {
  try {
    return fromJson(JSON.parse(text) as Json);
  } catch {
    return UNKNOWN;
  }
}
