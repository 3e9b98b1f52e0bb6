/** The MCP hints of a tool as its page shows them: declared, inferred from the verdict, and the block to paste. */
import {
  compareHints,
  formatAnnotationBlock,
  HINTS,
  type Hint,
  inferHints,
  PASTE_LANGUAGES,
  type PasteLanguage,
} from "../core/classify/annotations.ts";
import type { Tool } from "../core/schema/tool.ts";
import type { Verdict } from "../core/schema/verdict.ts";

export interface HintRow {
  name: Hint;
  declared: "true" | "false" | "not declared";
  inferred: "true" | "false" | "not known";
  /** The declaration, or the default that stands in for it, misleads. */
  differs: boolean;
  /** Why, where it differs. */
  reason: string | undefined;
}

const LANGUAGE_LABEL = {
  typescript: "TypeScript",
  python: "Python",
  go: "Go",
  csharp: "C#",
} as const satisfies Record<PasteLanguage, string>;

export function listHints(tool: Tool, verdict: Verdict | undefined): HintRow[] {
  const inferred = verdict && inferHints(tool, verdict);
  const reasons = new Map(verdict ? compareHints(tool, verdict).map(({ hint, reason }) => [hint, reason]) : []);
  return HINTS.map((name) => {
    const declared = tool.annotations?.[name];
    return {
      name,
      declared: declared === undefined ? "not declared" : declared ? "true" : "false",
      inferred: inferred === undefined ? "not known" : inferred[name] ? "true" : "false",
      differs: reasons.has(name),
      reason: reasons.get(name),
    };
  });
}

/** The inferred hints as source text, by language; empty without a verdict. */
export function listPasteBlocks(tool: Tool, verdict: Verdict | undefined): { language: string; text: string }[] {
  if (verdict === undefined) return [];
  const hints = inferHints(tool, verdict);
  return PASTE_LANGUAGES.map((language) => ({
    language: LANGUAGE_LABEL[language],
    text: formatAnnotationBlock(hints, language),
  }));
}
