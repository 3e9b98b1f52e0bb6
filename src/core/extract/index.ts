/**
 * Source text to tool definitions. Pure: files come in as data, the parser as a function. Same input, same result; no
 * input makes it throw. What a language throws is a bug of ours: it becomes an issue, so that one odd file cannot cost
 * the other languages' tools.
 */
import { compareCodePoints } from "../compare.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import { withoutEmptyChoices } from "./choices.ts";
import { ExtractContext, type FoundTool, type LanguageExtractor } from "./context.ts";
import { LANGUAGES } from "./languages.ts";
import { readManifest } from "./lists/manifest.ts";
import { readReadme } from "./lists/readme.ts";
import { readToolFiles } from "./lists/tool-files.ts";
import { isForeignPath } from "./paths.ts";
import { withoutOtherProjects } from "./projects.ts";
import type { Parse } from "./syntax.ts";
import type { Extraction, ExtractionOptions, FileTree } from "./types.ts";

export function extractTools(files: FileTree, parse: Parse, options: ExtractionOptions = {}): Extraction {
  const context = new ExtractContext(files, parse, options);
  const byLanguage: FoundTool[][] = [];
  const byShape: FoundTool[] = [];
  const dynamic = new Set<NonNullable<Extraction["dynamic"]>[number]>();
  let incomplete = false;
  for (const language of LANGUAGES) {
    if (!isUsed(language, context)) continue;
    try {
      const result = language.extract(context);
      if (result.byShape) byShape.push(...result.tools);
      else byLanguage.push(result.tools);
      for (const kind of result.dynamic ?? []) dynamic.add(kind);
      incomplete ||= result.incomplete ?? false;
    } catch (error) {
      incomplete = true;
      context.report("extractor-failed", {
        language: language.id,
        reason: error instanceof Error ? error.message : "",
      });
    }
  }
  const found = withoutOtherProjects(context, byLanguage).flat();
  incomplete ||= context.issues.some(({ code }) => LEFT_UNREAD.has(code));
  const { tools, method } = withLists(context, mergeTools(found.length > 0 ? found : byShape));
  if (tools.length === 0) context.report(dynamic.size > 0 ? "tools-are-dynamic" : "no-tools-found", {});
  return {
    tools: tools.map(({ tool }) => withoutEmptyChoices(tool)),
    method,
    coverage:
      tools.length === 0 ? "unknown" : incomplete || dynamic.size > 0 || method !== "static" ? "partial" : "complete",
    ...(dynamic.size > 0 ? { dynamic: [...dynamic].sort() } : {}),
    issues: context.issues,
    stats: {
      files: files.size,
      parsedFiles: context.parsedFiles,
      bytes: [...files.values()].reduce((sum, text) => sum + text.length, 0),
      idioms: countIdioms(tools),
    },
  };
}

/** What says that source was not read, in which more tools may stand. */
const LEFT_UNREAD = new Set(["file-too-long", "too-much-source", "not-parsed", "budget-used-up"]);

/** Lists that somebody wrote, only where the source showed nothing. */
function withLists(context: ExtractContext, found: FoundTool[]): { tools: FoundTool[]; method: Extraction["method"] } {
  if (found.length > 0) return { tools: found, method: "static" };
  const manifest = readManifest(context);
  const declared = mergeTools(manifest.length > 0 ? manifest : readToolFiles(context));
  if (declared.length > 0) return { tools: declared, method: "manifest" };
  const listed = mergeTools(readReadme(context));
  return { tools: listed, method: listed.length > 0 ? "readme" : "static" };
}

function isUsed(language: LanguageExtractor, context: ExtractContext): boolean {
  return context.paths().some((path) => {
    if (isForeignPath(context.relative(path)) || language.grammarOf(path) === undefined) return false;
    const text = context.text(path) ?? "";
    return language.hints.some((hint) => text.includes(hint));
  });
}

/** One tool a name: of several, the one that says more; of equals, the first. Sorted by name. */
function mergeTools(found: readonly FoundTool[]): FoundTool[] {
  const byName = new Map<string, FoundTool>();
  for (const item of found) {
    const present = byName.get(item.tool.name);
    if (!present || weigh(item.tool) > weigh(present.tool)) byName.set(item.tool.name, item);
  }
  return [...byName.values()].sort((a, b) => compareCodePoints(a.tool.name, b.tool.name));
}

function weigh(tool: ToolDefinition): number {
  // Whoever says that there is a schema which is not known says more than nothing.
  const schema = tool.inputSchema ? 1 : tool.partial?.includes("inputSchema") ? 0.25 : 0;
  return (tool.description ? 2 : 0) + schema + (tool.annotations ? 0.5 : 0);
}

function countIdioms(tools: readonly FoundTool[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { idiom } of tools) counts.set(idiom, (counts.get(idiom) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => compareCodePoints(a, b)));
}
