/** Which files are TypeScript or JavaScript. */
import type { Grammar } from "../syntax.ts";

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
  const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(GRAMMAR_BY_ENDING, ending) ? GRAMMAR_BY_ENDING[ending] : undefined;
}
