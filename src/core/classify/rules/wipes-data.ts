import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const CLEANING = new Set(words("clean cleanup flush forget drop compact"));
const TEXT = new Set(words("text html markdown string code name url output element file"));
const FIELDS = new Set(
  words("field input formatting format cell value due date default selection status style marker highlight"),
);

export const wipesData = defineRule({
  id: "wipes-data",
  statement: "It empties or drops a store of data.",
  test(tool) {
    const wiped = findActs(
      tool,
      ["wipe"],
      (act) => !isAbout(act, SESSION_STATE) && !(CLEANING.has(act.verb.lemma) && isAbout(act, TEXT)),
    );
    const cleared = findActs(tool, ["clear"], (act) => !isAbout(act, SESSION_STATE) && !isAbout(act, FIELDS));
    return whereActs(tool, [...wiped, ...cleared]);
  },
});
