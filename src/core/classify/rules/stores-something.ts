import { STORED_MEDIA } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const TEXTS = new Set(words("prompt code description caption alt url link chart diagram metadata query idea"));

export const storesSomething = defineRule({
  id: "stores-something",
  statement: "It stores something on a disk or at a provider.",
  test(tool) {
    const stored = findActs(tool, ["store"]);
    const made = findActs(tool, ["generate"], (act) => isAbout(act, STORED_MEDIA) && !isAbout(act, TEXTS));
    return whereActs(tool, [...stored, ...made]);
  },
});
