import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const SOFT = new Set(
  words(
    "view zoom counter timer position layout style scene camera search query alarm graph pod vm server email step count hit",
  ),
);

export const resetsState = defineRule({
  id: "resets-state",
  statement: "It resets or replaces what was stored.",
  needs: { kinds: ["reset"] },
  test(tool) {
    // `git reset` without a mode takes back what was staged.
    if (tool.textActs.some((act) => act.verb.lemma === "unstage")) return undefined;
    return whereActs(
      tool,
      findActs(tool, ["reset"], (act) => !isAbout(act, SESSION_STATE) && !isAbout(act, SOFT)),
    );
  },
});
