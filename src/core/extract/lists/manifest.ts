/** The tools that an MCPB manifest (`manifest.json`) declares: somebody's own list, which may lag behind the source. */
import type { ExtractContext, FoundTool } from "../context.ts";

const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$/;

export function readManifest(context: ExtractContext): FoundTool[] {
  const path = context.root === "" ? "manifest.json" : `${context.root}/manifest.json`;
  const text = context.text(path);
  if (text === undefined) return [];
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    context.report("manifest-not-read", {}, path);
    return [];
  }
  if (!isRecord(manifest) || !(manifest["manifest_version"] ?? manifest["dxt_version"])) return [];
  const tools = Array.isArray(manifest["tools"]) ? manifest["tools"] : [];
  return tools.filter(isRecord).flatMap(({ name, description }): FoundTool[] => {
    if (typeof name !== "string" || !NAME.test(name)) return [];
    const line = text.slice(0, Math.max(0, text.indexOf(JSON.stringify(name)))).split("\n").length;
    const described = typeof description === "string" && description.trim() !== "" ? { description } : {};
    return [{ tool: { name, ...described, source: { path, line } }, idiom: "list/manifest" }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
