/** TypeScript and JavaScript: source repositories and what packages ship. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { grammarOf } from "./files.ts";
import { dataFiles } from "./idioms/data-file.ts";
import { decorators } from "./idioms/decorator.ts";
import { listHandlers } from "./idioms/list-handler.ts";
import { registerCalls } from "./idioms/register-call.ts";
import { serverOptions } from "./idioms/server-option.ts";
import { toolClasses, toolFiles, toolObjects } from "./idioms/tool-shape.ts";
import { Program } from "./program.ts";
import { reachFiles } from "./reach.ts";

/** Idioms that follow a registration to what it registers. */
const REGISTRATIONS = [registerCalls, listHandlers, serverOptions, decorators];
/** Idioms that know a definition by its shape: only where a registration could not be followed, or none was met. */
const SHAPES = [dataFiles, toolFiles, toolClasses, toolObjects];

export const ecmascript: LanguageExtractor = {
  id: "ecmascript",
  grammarOf,
  hints: ["tools/list", "registerTool", ".tool(", "ListTools", "addTool", "Tool", "inputSchema"],
  extract,
};

function extract(context: ExtractContext): LanguageResult {
  const first = read(context, false);
  // Frameworks that look for tools in folders import none of them: then every file counts as an entry.
  return first.tools.length > 0 ? first : read(context, true);
}

function read(context: ExtractContext, everything: boolean): LanguageResult {
  const program = new Program(context);
  reachFiles(program, everything);
  const tools: FoundTool[] = [];
  const unresolved: string[] = [];
  for (const idiom of REGISTRATIONS) {
    const result = idiom(program);
    tools.push(...result.tools);
    unresolved.push(...result.unresolved);
  }
  for (const place of new Set(unresolved)) context.report("registration-not-resolved", {}, place);
  if (tools.length === 0 || unresolved.length > 0) {
    const names = new Set(tools.map(({ tool }) => tool.name));
    for (const idiom of SHAPES) tools.push(...idiom(program).tools.filter(({ tool }) => !names.has(tool.name)));
  }
  return { tools, ...(unresolved.length > 0 ? { incomplete: true, dynamic: ["computed"] } : {}) };
}
