import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const ACCESS = new Set(words("in out up url"));
const HARMLESS = new Set(
  words("cell branch-name feedback bookmark file pdf table array list config dataset array image feedback-note"),
);
/** Cells, files and records that become one stay records. */
const STORED = new Set(
  words(
    "cell range column row file pdf document record contact segment customer duplicate dataset array table video audio image company deal tag label",
  ),
);
const RELEASED = new Set(words("deployment release version build production"));

export const publishesOrMerges = defineRule({
  id: "publishes-or-merges",
  statement: "It publishes, merges, approves or submits.",
  test(tool) {
    const acts = findActs(
      tool,
      ["publish"],
      (act) =>
        !(act.verb.lemma === "sign" && isAbout(act, ACCESS)) &&
        !isAbout(act, HARMLESS) &&
        !(act.verb.lemma === "merge" && isAbout(act, STORED)),
    );
    const merged = findActs(tool, ["change"], (act) => act.verb.lemma === "promote" && isAbout(act, RELEASED));
    return whereActs(tool, [...acts, ...merged]);
  },
});
