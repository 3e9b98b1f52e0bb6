/**
 * A `tools/call` as text to the call that is judged. What cannot be read strictly is denied with every reason, and the
 * parsed message is what must be sent on: text that two readers could understand in two ways never reaches a server.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import { parseStrictJson } from "./strict-json.ts";

export interface ParsedCall {
  tool: string;
  args: JsonObject;
  /** The message as it was understood; forward this, not the text. */
  message: JsonObject;
}

export type CallResult = { ok: true; call: ParsedCall } | { ok: false; rule: "(malformed call)"; reasons: string[] };

const LIMITS = { maxLength: 1_000_000, maxDepth: 64 };
const MAX_TOOL_NAME = 10_000;
const ENVELOPE_KEYS = ["jsonrpc", "id", "method", "params"];
const PARAMS_KEYS = ["name", "arguments", "_meta", "task"];
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** A whole JSON-RPC message. */
export function parseCallMessage(text: string): CallResult {
  const { value, reasons } = parseSafely(text);
  if (value === undefined) return refuse(reasons);
  if (Array.isArray(value)) return refuse([...reasons, "a batch: calls are judged one by one, send each alone"]);
  if (!isObject(value)) return refuse([...reasons, `the message is ${nameType(value)}, expected an object`]);
  reasons.push(...findUnknownKeys(value, ENVELOPE_KEYS, ""));
  if (value.jsonrpc !== "2.0") reasons.push('/jsonrpc: expected "2.0"');
  if (value.method !== "tools/call") reasons.push('/method: expected "tools/call"');
  if (typeof value.id !== "string" && !Number.isInteger(value.id)) {
    reasons.push(`/id: found ${nameType(value.id)}, expected text or a whole number: a call has an answer`);
  }
  return readParams(value.params, value, "/params", reasons);
}

/** The `params` of a call alone: `{"name": …, "arguments": …}`. */
export function parseCallParams(text: string): CallResult {
  const { value, reasons } = parseSafely(text);
  if (value === undefined) return refuse(reasons);
  if (Array.isArray(value)) return refuse([...reasons, "a batch: calls are judged one by one, send each alone"]);
  return readParams(value, isObject(value) ? value : {}, "", reasons);
}

function readParams(params: Json | undefined, message: JsonObject, pointer: string, reasons: string[]): CallResult {
  if (!isObject(params)) {
    return refuse([...reasons, `${pointer || "the call"}: found ${nameType(params)}, expected an object`]);
  }
  const found = [...reasons, ...findUnknownKeys(params, PARAMS_KEYS, pointer)];
  const { name } = params;
  // `null` is not the same as absent: servers differ in what they make of it.
  const args = params.arguments === undefined ? {} : params.arguments;
  if (typeof name !== "string") found.push(`${pointer}/name: found ${nameType(name)}, expected text`);
  else if (name === "" || name.length > MAX_TOOL_NAME) found.push(`${pointer}/name: is empty or too long`);
  if (!isObject(args)) found.push(`${pointer}/arguments: found ${nameType(args)}, expected an object`);
  for (const key of ["_meta", "task"]) {
    if (params[key] !== undefined && !isObject(params[key])) {
      found.push(`${pointer}/${key}: found ${nameType(params[key])}, expected an object`);
    }
  }
  if (found.length > 0 || typeof name !== "string" || !isObject(args)) return refuse(found);
  return { ok: true, call: { tool: name, args, message } };
}

function parseSafely(text: string): { value: Json | undefined; reasons: string[] } {
  const { value, problems } = parseStrictJson(text, LIMITS);
  const reasons = problems.map(({ pointer, problem }) => `${pointer || "the message"}: ${problem}`);
  return { value, reasons: value === undefined ? reasons : [...reasons, ...findDoubtfulKeys(value, "")] };
}

/** Keys that readers understand differently: two that differ only in case, and those that reach a prototype. */
function findDoubtfulKeys(value: Json, pointer: string): string[] {
  if (value === null || typeof value !== "object") return [];
  const entries = Object.entries(value);
  const inside = entries.flatMap(([key, item]) => findDoubtfulKeys(item, `${pointer}/${key}`));
  if (Array.isArray(value)) return inside;
  const folded = new Map<string, string>();
  const here: string[] = [];
  for (const [key] of entries) {
    if (PROTOTYPE_KEYS.has(key)) here.push(`${pointer}/${key}: a key that reaches a prototype`);
    const other = folded.get(foldKey(key));
    if (other !== undefined) here.push(`${pointer}/${key}: differs from the key ${JSON.stringify(other)} only in case`);
    folded.set(foldKey(key), key);
  }
  return [...here, ...inside];
}

/** Readers that ignore case also take the long s for an s and the Kelvin sign for a k; so does this. */
function foldKey(key: string): string {
  return key.normalize("NFKC").toLowerCase();
}

function findUnknownKeys(object: JsonObject, known: readonly string[], pointer: string): string[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key) && !PROTOTYPE_KEYS.has(key))
    .map((key) => {
      const meant = known.find((name) => foldKey(name) === foldKey(key));
      return `${pointer}/${key}: not a key of a call${meant === undefined ? "" : `; did you mean ${meant}?`}`;
    });
}

function refuse(reasons: string[]): CallResult {
  return { ok: false, rule: "(malformed call)", reasons };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameType(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return { string: "text", number: "a number", boolean: "true or false", object: "an object" }[
    typeof value as "string"
  ];
}
