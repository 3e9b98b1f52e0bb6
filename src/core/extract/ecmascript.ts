/** TypeScript and JavaScript: source repositories and what packages ship. */
import type { LanguageExtractor } from "./context.ts";
import type { Grammar } from "./syntax.ts";

const GRAMMAR_BY_ENDING: Record<string, Grammar> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "tsx",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
};

export function grammarOf(path: string): Grammar | undefined {
  if (/\.d\.[cm]?ts$/.test(path)) return undefined;
  return GRAMMAR_BY_ENDING[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
}

export const ecmascript: LanguageExtractor = {
  id: "ecmascript",
  grammarOf,
  hints: ["tools/list", "registerTool", ".tool(", "ListTools", "addTool", "Tool", "inputSchema"],
  extract: () => ({ tools: [] }),
};
