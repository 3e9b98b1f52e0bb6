import { quoteCue, quoteName } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { defineRule } from "./rule.ts";

const STATEMENTS = new Set(words("query cypher sql statement"));

export const readsStatementsOnly = defineRule({
  id: "reads-statements-only",
  statement: "Only statements that read get through to the engine.",
  test(tool) {
    if (tool.cues.has("readsStatementsOnly")) return quoteCue(tool, "readsStatementsOnly");
    const isReading =
      tool.nameActs.some((act) => act.verb.kind === "read" && act.verb.lemma !== "query") ||
      tool.nameWords.includes("readonly");
    const named =
      tool.nameActs.some((act) => act.verb.lemma === "read") && tool.nameWords.some((word) => STATEMENTS.has(word));
    if (named && isReading) return [quoteName(tool)];
    return isReading && tool.cues.has("claimsReadOnly") ? quoteCue(tool, "claimsReadOnly") : undefined;
  },
});
