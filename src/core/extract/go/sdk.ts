/**
 * The SDKs' ways to make a tool: `mcp.NewTool(name, options…)`, `mcp.Tool{Name: …}`, `mcp.AddTool(server, tool, typed
 * handler)`, `RegisterTool(name, description, handler)`. SDKs are known by `mcp` in their import path.
 */
import type { ToolDefinition } from "../../schema/tool.ts";
import { childIn, contains, descendants, namedChildren, type SyntaxNode } from "../syntax.ts";
import { annotationsOf } from "./annotations.ts";
import type { Place } from "./evaluate.ts";
import { HANDLER, handlerInput, INPUT_TYPE, inputSchema, isObject, REQUIRED_BY_TAG } from "./inputs.ts";
import type { CallFrame, Guard, Machine } from "./machine.ts";
import { applyOption } from "./options.ts";
import type { Written } from "./schemas.ts";
import {
  asText,
  type FunctionValue,
  type MapValue,
  type StructValue,
  type TypeRef,
  text,
  UNKNOWN,
  type Value,
} from "./values.ts";

const IDIOM = "%idiom";

const YES: Value = { kind: "bool", value: true };

/** SDKs whose reflection of structs goes by `jsonschema:"required"` alone. */
const REQUIRES_BY_TAG = /^github\.com\/metoro-io\/mcp-golang\b/;

/** Of a tool that its maker gave back and nobody took. */
const DROPPED = "%dropped";

export function isToolType(machine: Machine, type: TypeRef): boolean {
  const outside = machine.externalName(type);
  if (outside !== undefined) return /mcp/i.test(outside) && /(?:\.|\/)Tool$/.test(outside.replace(/.*\./, "."));
  const named = machine.named(type);
  if (named?.declaration?.kind !== "type" || !/^(?:MCP)?Tool(?:Definition)?$/.test(named.name)) return false;
  // A protocol of one's own: the struct says how it goes over the wire.
  return machine.fieldNames(type).some((field) => /json:"inputSchema/.test(field.tag));
}

const isSdk = (path: string): boolean => /mcp/i.test(path);

/** An SDK of any name shows by the options that it is given. */
const isDescribed = (args: readonly Value[]): boolean =>
  args.some((arg) => arg.kind === "external-call" && /\.WithDescription$/.test(arg.path));

function makeTool(place: Place, node: SyntaxNode, idiom: string): StructValue {
  const fields = new Map<string, Value>([[IDIOM, text(idiom)]]);
  return { kind: "struct", type: { node: undefined, file: place.file }, fields, node, file: place.file };
}

function emptySchema(): MapValue {
  return {
    kind: "map",
    entries: new Map<string, Value>([
      ["type", text("object")],
      ["properties", { kind: "map", entries: new Map() }],
    ]),
  };
}

function remember(place: Place, tool: StructValue): void {
  const { machine } = place;
  const guards = [...machine.guards];
  const frames = [...machine.frames];
  machine.later(() => fromStruct(machine, tool, guards, frames));
}

/** Calls that make a tool; `undefined`: not such a call. */
function build(place: Place, path: string, args: Value[], node: SyntaxNode): Value | undefined {
  if (!isSdk(path) && !isDescribed(args)) return undefined;
  const last = path.slice(path.lastIndexOf(".") + 1);
  const [first, second, third] = args;
  if (last === "NewTool" && first) {
    const tool = makeTool(place, node, "go/new-tool");
    tool.fields.set("Name", first);
    tool.fields.set("InputSchema", emptySchema());
    for (const option of args.slice(1)) {
      // `NewTool(name, description, input struct)`.
      if (option.kind === "text") tool.fields.set("Description", option);
      else if (option.kind === "struct") tool.fields.set(INPUT_TYPE, { kind: "type", type: option.type });
      else applyOption(place.machine, option, tool, node);
    }
    remember(place, tool);
    return tool;
  }
  if (last === "NewToolWithRawSchema" && first) {
    const tool = makeTool(place, node, "go/new-tool");
    tool.fields.set("Name", first);
    if (second) tool.fields.set("Description", second);
    if (third) tool.fields.set("RawInputSchema", third);
    remember(place, tool);
    return tool;
  }
  const handler = args.find((value): value is FunctionValue => value.kind === "function");
  if ((last === "RegisterTool" || last === "NewServerTool") && first && second && (handler || first.kind === "text")) {
    if (first.kind === "struct") return undefined;
    const tool = makeTool(place, node, "go/register-tool");
    tool.fields.set("Name", first);
    tool.fields.set("Description", second);
    if (handler) tool.fields.set(HANDLER, handler);
    if (REQUIRES_BY_TAG.test(path)) tool.fields.set(REQUIRED_BY_TAG, YES);
    const input = handlerInput(place.machine, handler, 1);
    if (input) tool.fields.set(INPUT_TYPE, { kind: "type", type: input });
    remember(place, tool);
    return tool;
  }
  return undefined;
}

/** `mcp.AddTool(server, tool, handler)`: the handler's type says what the input is. */
export function registerTyped(
  place: Place,
  path: string,
  args: Value[],
  typeArgs: readonly TypeRef[],
): Value | undefined {
  if (!/(?:^|\.)(?:Add|Register)\w*Tool$/.test(path)) return undefined;
  const tool = args.find((value): value is StructValue => value.kind === "struct" && value.fields.has("Name"));
  const handler = args.find((value): value is FunctionValue => value.kind === "function");
  if (!tool) return undefined;
  if (handler) tool.fields.set(HANDLER, handler);
  const [input] = typeArgs;
  if (input) tool.fields.set(INPUT_TYPE, { kind: "type", type: input });
  void place;
  return UNKNOWN;
}

/** A function that stands beside a tool, or beside a text that may be a tool's name, is its handler. */
export function attachHandler(machine: Machine, values: readonly Value[]): void {
  const handler = values.find((value): value is FunctionValue => value.kind === "function");
  if (!handler || handlerInput(machine, handler) === undefined) return;
  for (const value of values) {
    if (value.kind === "struct" && value.fields.has("Name") && !value.fields.has(HANDLER))
      value.fields.set(HANDLER, handler);
    const isName = value.kind === "text" && !value.holes && /^[\w.:/-]{1,80}$/.test(value.value);
    if (isName && !machine.handlers.has(value.value)) machine.handlers.set(value.value, handler);
  }
}

/** Reads a tool that was made, with the conditions and calls around it. */
function fromStruct(machine: Machine, tool: StructValue, guards: readonly Guard[], frames: readonly CallFrame[]): void {
  const nameValue = tool.fields.get("Name");
  if (!nameValue) return;
  const name = asText(nameValue);
  if (name.value === "" || name.holes) {
    const [outermost] = frames;
    if (outermost) rememberWrapper(machine, outermost.fn, tool);
  }
  const isNamed = name.value !== "" && name.holes !== "other" && (!name.holes || nameValue.kind === "text");
  machine.makings.set(tool.node, isNamed || machine.makings.get(tool.node) === true);
  if (!isNamed) return;
  const definition: ToolDefinition = { name: name.value };
  if (name.holes === "prefix") definition.prefix = "configurable";
  fillTexts(definition, tool);
  fillInput(definition, inputSchema(machine, tool, frames));
  const annotations = annotationsOf(machine, tool.fields.get("Annotations"));
  if (annotations) definition.annotations = annotations;
  if (guards.length > 0) {
    definition.guard = [...new Set(guards.map((guard) => guard.text))].join(" && ").slice(0, 500);
    definition.default = "unknown";
  }
  const written = writtenWith(name.value, frames) ?? tool;
  definition.source = { path: written.file.path, line: written.node.line };
  const idiom = tool.fields.get(IDIOM);
  keepBest(machine, definition, {
    idiom: idiom?.kind === "text" ? idiom.value : "go/tool-literal",
    isDropped: tool.fields.has(DROPPED),
  });
}

/** The program's own definition of the tool, where a function was given one that has the name in it. */
function writtenWith(name: string, frames: readonly CallFrame[]): StructValue | undefined {
  const find = (value: Value, depth: number): StructValue | undefined => {
    if (value.kind !== "struct" || depth === 0) return undefined;
    const fields = [...value.fields.values()];
    if (fields.some((field) => field.kind === "text" && field.value === name)) return value;
    return fields.map((field) => find(field, depth - 1)).find((found) => found !== undefined);
  };
  return frames
    .flatMap((frame) => frame.args)
    .map((arg) => find(arg, 2))
    .findLast((found) => found !== undefined);
}

function rememberWrapper(machine: Machine, fn: SyntaxNode, tool: StructValue): void {
  const roots = machine.wrappers.get(fn) ?? new Set<string>();
  machine.wrappers.set(fn, roots);
  if (!contains(fn, tool.node)) return;
  const name = nameExpression(tool.node);
  for (const identifier of name ? descendants(name, "identifier") : []) {
    roots.add(identifier.text);
    return;
  }
}

function nameExpression(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === "call_expression") return namedChildren(childIn(node, "arguments") ?? node)[0];
  for (const element of descendants(node, "keyed_element")) {
    const [key, value] = namedChildren(element);
    if (key?.text === "Name") return value;
  }
  return undefined;
}

/** `_, handler := newTool(…)`: of tools with one name, one that nobody took is the last choice. */
export function dropTool(value: Value): void {
  if (value.kind === "struct" && value.fields.has("Name")) value.fields.set(DROPPED, YES);
}

function keepBest(machine: Machine, tool: ToolDefinition, kept: { idiom: string; isDropped: boolean }): void {
  const present = machine.found.get(tool.name);
  const weight = weigh(tool) - (kept.isDropped ? 1_000 : 0);
  if (present && present.weight >= weight) return;
  machine.found.set(tool.name, { tool, idiom: kept.idiom, weight });
}

function weigh(tool: ToolDefinition): number {
  const properties = tool.inputSchema?.properties;
  const size = typeof properties === "object" && properties !== null ? Object.keys(properties).length : 0;
  return (tool.description ? 100 : 0) + (tool.guard ? 0 : 10) + (tool.inputSchema ? 5 : 0) + Math.min(size, 4);
}

function fillTexts(definition: ToolDefinition, tool: StructValue): void {
  const title = asText(tool.fields.get("Title") ?? text(""));
  if (title.value !== "" && !title.holes) definition.title = title.value;
  const description = asText(tool.fields.get("Description") ?? text(""));
  if (description.value !== "") definition.description = description.value;
  if (description.holes) definition.partial = ["description"];
}

function fillInput(definition: ToolDefinition, { json, partial }: Written): void {
  if (isObject(json)) definition.inputSchema = json;
  if (partial) definition.partial = [...(definition.partial ?? []), "inputSchema"];
}

export const toolFromCall = { build, fromStruct };
