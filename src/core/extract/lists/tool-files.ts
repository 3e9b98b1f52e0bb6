/**
 * Tools that a repository keeps one in a file, for its program to read when it runs: YAML or JSON in a folder called
 * `tools`. A folder counts where most of its files are called as the tool in them.
 */
import { parse as parseYaml } from "yaml";
import type { Json, JsonObject } from "../../schema/json.ts";
import type { ToolDefinition } from "../../schema/tool.ts";
import type { ExtractContext, FoundTool } from "../context.ts";
import { basename, dirname, isExamplePath, isForeignPath, isTestPath } from "../paths.ts";

const TOOL_FILE = /(?:^|\/)tools\/[^/]+\.(?:ya?ml|json)$/;
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.:/-]{0,127}$/;

/** Fewer files are no folder of tools; longer ones describe more than a tool. */
const [FEWEST, MOST, LONGEST] = [3, 2000, 100_000];

export function readToolFiles(context: ExtractContext): FoundTool[] {
  const folders = Map.groupBy(
    context
      .paths()
      .filter((path) => TOOL_FILE.test(path) && !isBeside(context.relative(path)))
      .slice(0, MOST),
    dirname,
  );
  return [...folders.values()].flatMap((paths) => {
    const found = paths.flatMap((path) => readToolFile(context, path));
    const namesakes = found.filter(({ tool }) => isCalled(tool.source?.path ?? "", tool.name));
    return found.length >= FEWEST && namesakes.length * 2 > found.length ? found : [];
  });
}

function isBeside(relative: string): boolean {
  return isTestPath(relative) || isExamplePath(relative) || isForeignPath(relative);
}

function isCalled(path: string, name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain(basename(path).replace(/\.\w+$/, "")) === plain(name);
}

function readToolFile(context: ExtractContext, path: string): FoundTool[] {
  const text = context.text(path) ?? "";
  if (text.length > LONGEST) return [];
  let content: Json;
  try {
    content = path.endsWith(".json") ? JSON.parse(text) : parseYaml(text, { maxAliasCount: 100 });
  } catch {
    context.report("manifest-not-read", {}, path);
    return [];
  }
  if (!isObject(content)) return [];
  const { names, name, id, description, annotations } = content;
  // Where it has a name for each of several doors, what has none for MCP does not come through that.
  const given = isObject(names) ? names["mcp"] : (name ?? id);
  if (typeof given !== "string" || !NAME.test(given) || typeof description !== "string") return [];
  const inputSchema = [content["inputSchema"], content["input_schema"], content["parameters"]].find(isObjectSchema);
  const line = text.slice(0, Math.max(0, text.indexOf(given))).split("\n").length;
  const tool: ToolDefinition = {
    name: given,
    ...(description.trim() !== "" && { description: description.trim() }),
    ...(inputSchema && { inputSchema }),
    ...(isObject(annotations) && { annotations: readHints(annotations) }),
    source: { path, line },
  };
  return [{ tool, idiom: "list/tool-files" }];
}

const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;

function readHints(written: JsonObject): NonNullable<ToolDefinition["annotations"]> {
  const hints: NonNullable<ToolDefinition["annotations"]> = {};
  if (typeof written["title"] === "string") hints.title = written["title"];
  for (const hint of HINTS) if (typeof written[hint] === "boolean") hints[hint] = written[hint];
  return hints;
}

function isObjectSchema(value: Json | undefined): value is JsonObject {
  return isObject(value) && value["type"] === "object";
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
