/** TypeScript and JavaScript: source repositories and what packages ship. */
import type { ExtractContext, FoundTool, LanguageExtractor, LanguageResult } from "../context.ts";
import { underAnyConditions } from "./conditions.ts";
import { withoutDenied } from "./deny-lists.ts";
import { grammarOf } from "./files.ts";
import { dataFiles } from "./idioms/data-file.ts";
import { decorators } from "./idioms/decorator.ts";
import { effectTools } from "./idioms/effect-tool.ts";
import { listHandlers } from "./idioms/list-handler.ts";
import { openApiDocuments } from "./idioms/openapi.ts";
import { registerCalls } from "./idioms/register-call.ts";
import { serverOptions } from "./idioms/server-option.ts";
import { toolClasses, toolFiles, toolObjects } from "./idioms/tool-shape.ts";
import { Program } from "./program.ts";
import { reachFiles } from "./reach.ts";

/** Idioms that follow a registration to what it registers. */
const REGISTRATIONS = [registerCalls, listHandlers, serverOptions, decorators, effectTools];
/** Idioms that know a definition by its shape: only where a registration could not be followed, or none was met. */
const SHAPES = [openApiDocuments, dataFiles, toolFiles, toolClasses, toolObjects];

/** Steps of evaluation for one idiom: seconds, for the few bundles that need so many. */
const STAGE_STEPS = 6_000_000;

export const ecmascript: LanguageExtractor = {
  id: "ecmascript",
  grammarOf,
  hints: ["mcp", "MCP", "Mcp", "modelcontextprotocol", "tools/list", "Tool", "inputSchema"],
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
    context.refill(STAGE_STEPS);
    const result = idiom(program);
    tools.push(...result.tools);
    unresolved.push(...result.unresolved);
  }
  for (const place of new Set(unresolved)) context.report("registration-not-resolved", {}, place);
  const registered = tools.length;
  if (registered === 0 || unresolved.length > 0) {
    const names = new Set(tools.map(({ tool }) => tool.name));
    for (const idiom of SHAPES) {
      context.refill(STAGE_STEPS);
      tools.push(...withoutDenied(program, idiom(program).tools).filter(({ tool }) => !names.has(tool.name)));
    }
  }
  const listed = underAnyConditions(tools);
  if (unresolved.length > 0) return { tools: listed, incomplete: true, dynamic: [dynamicKind(program, unresolved)] };
  if (tools.length === 0 && isProxy(program)) return { tools, incomplete: true, dynamic: ["proxy"] };
  return { tools: listed, byShape: registered === 0 };
}

/** Why names could not be worked out, judged by what the files that register them speak of. */
function dynamicKind(program: Program, places: readonly string[]): NonNullable<LanguageResult["dynamic"]>[number] {
  const texts = places.map((place) => program.context.text(place.slice(0, place.lastIndexOf(":"))) ?? "");
  if (texts.some((text) => /openapi/i.test(text))) return "openapi";
  return texts.some((text) => /\.listTools\(/.test(text)) ? "proxy" : "computed";
}

/** A server without tools that is a client of another one passes that one's tools on. */
function isProxy(program: Program): boolean {
  return program.reachable.some((path) => {
    const text = program.context.text(path) ?? "";
    return /@modelcontextprotocol\/(?:sdk\/client|client)/.test(text) && /ServerTransport/.test(text);
  });
}
