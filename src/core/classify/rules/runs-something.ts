import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Evaluating a formula or building a query string computes and returns. */
const COMPUTING = new Set(words("evaluate build compile script bash shell fire execute perform run"));
const FIGURES = new Set(
  words(
    "expression formula risk quality performance text answer argument prompt response url link string filter condition search report analysis analyzer analyser calculation lookup audit comparison estimate",
  ),
);

export const runsSomething = defineRule({
  id: "runs-something",
  statement: "It runs something whose effect lies outside the stored record.",
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["run"], (act) => !COMPUTING.has(act.verb.lemma) || !isAbout(act, FIGURES)),
    );
  },
});
