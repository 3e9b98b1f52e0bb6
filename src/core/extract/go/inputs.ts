/** The input schema of a tool: as it is written, of a type that it names, or of what its handler takes. */
import type { Json, JsonObject } from "../../schema/json.ts";
import { parametersOf } from "./calls.ts";
import type { CallFrame, Machine } from "./machine.ts";
import { structSchema, type Written, writtenJson } from "./schemas.ts";
import { asText, type StructValue, type TypeRef, UNKNOWN, type Value } from "./values.ts";

/** Fields of our own on tools, beside those of the SDK's struct. */
export const HANDLER = "%handler";

export const INPUT_TYPE = "%input";

/** Of a tool whose SDK requires only those parameters that a tag calls so. */
export const REQUIRED_BY_TAG = "%required-by-tag";

export function inputSchema(machine: Machine, tool: StructValue, frames: readonly CallFrame[]): Written {
  const requiredBy = tool.fields.has(REQUIRED_BY_TAG) ? "tag" : "presence";
  const ofType = (type: TypeRef): Written => ({ json: structSchema(machine, type, requiredBy), partial: false });
  const raw = tool.fields.get("RawInputSchema");
  if (raw && raw.kind !== "nil") {
    const { json, partial } = schemaOf(machine, raw);
    return isObject(json) ? { json, partial } : { json: undefined, partial: true };
  }
  const given = tool.fields.get("InputSchema");
  const schema = given && schemaOf(machine, given);
  const written = tool.fields.get(INPUT_TYPE);
  const type = written?.kind === "type" ? written.type : given?.kind === "type" ? given.type : undefined;
  if (type) return ofType(type);
  const beside = inputBeside(machine, tool, frames);
  if (schema && isObject(schema.json) && Object.keys(schema.json).length > 0) {
    const { properties } = schema.json;
    const isEmpty = !isObject(properties) || Object.keys(properties).length === 0;
    return isEmpty && beside ? ofType(beside) : schema;
  }
  if (beside) return ofType(beside);
  return { json: undefined, partial: schema?.partial === true };
}

function schemaOf(machine: Machine, value: Value): Written {
  if (value.kind === "text" && !value.holes) return { json: parseJson(value.value), partial: false };
  return writtenJson(machine, value);
}

/** The struct that the handler takes which stands beside a tool, or which a function around it was given. */
function inputBeside(machine: Machine, tool: StructValue, frames: readonly CallFrame[]): TypeRef | undefined {
  const own = handlerInput(machine, tool.fields.get(HANDLER));
  if (own) return own;
  for (const arg of frames.flatMap((frame) => frame.args)) {
    const input = handlerInput(machine, arg);
    if (input) return input;
  }
  const name = asText(tool.fields.get("Name") ?? UNKNOWN).value;
  return handlerInput(machine, machine.handlers.get(name));
}

/** The struct that a typed handler takes last. */
export function handlerInput(machine: Machine, handler: Value | undefined, least = 2): TypeRef | undefined {
  if (handler?.kind !== "function") return undefined;
  const parameters = parametersOf(handler.node);
  const last = parameters.at(-1);
  if (!last?.type || parameters.length < least) return undefined;
  const type: TypeRef = { node: last.type, file: handler.file };
  // The request of an SDK that stands in the same tree is no input.
  if (/CallToolRequest\b/.test(last.type.text)) return undefined;
  const resolved = machine.underlying(type);
  return resolved.node?.type === "struct_type" && machine.externalName(type) === undefined ? type : undefined;
}

function parseJson(source: string): Json | undefined {
  try {
    return JSON.parse(source) as Json;
  } catch {
    return undefined;
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
