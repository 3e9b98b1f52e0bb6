import { words } from "../lexicon/words.ts";
import { findActs, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const CONTRACTS = new Set(words("subscription plan membership account contract policy domain service invitation"));

export const cancelsForGood = defineRule({
  id: "cancels-for-good",
  statement: "It ends a contract that has to be made anew.",
  needs: { kinds: ["cancel"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["cancel"], (act) => act.verb.lemma === "void" || isHead(act, CONTRACTS)),
    );
  },
});
