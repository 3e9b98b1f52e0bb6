/**
 * The answer to `tools/list` on its way to the agent: without the tools that the policy hides. An answer that cannot be read
 * strictly is refused, never shown whole.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import type { LoadedPolicy } from "./load.ts";
import { parseStrictJson } from "./strict-json.ts";

/** `message` is what to send on. */
export type ListResult = { ok: true; message: JsonObject } | { ok: false; reasons: string[] };

const LIMITS = { maxLength: 50_000_000, maxDepth: 128 };

/** Without a policy there is nothing to show. */
export function filterToolList(policy: LoadedPolicy | undefined, text: string): ListResult {
  const { value, problems } = parseStrictJson(text, LIMITS);
  if (problems.length > 0) {
    return { ok: false, reasons: problems.map(({ pointer, problem }) => `${pointer || "the answer"}: ${problem}`) };
  }
  const result = isObject(value) ? value.result : undefined;
  const tools = isObject(result) ? result.tools : undefined;
  if (!isObject(value) || !isObject(result) || !Array.isArray(tools)) {
    return { ok: false, reasons: ["/result/tools: expected a list of tools"] };
  }
  const unnamed = tools.findIndex((tool) => !isObject(tool) || typeof tool.name !== "string");
  if (unnamed >= 0) return { ok: false, reasons: [`/result/tools/${unnamed}: expected a tool with a name`] };
  const shown = tools.filter((tool) => isObject(tool) && isShown(policy, String(tool.name)));
  return { ok: true, message: { ...value, result: { ...result, tools: shown } } };
}

function isShown(policy: LoadedPolicy | undefined, name: string): boolean {
  return policy !== undefined && !policy.hidesAll && !policy.hidden.has(name);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
