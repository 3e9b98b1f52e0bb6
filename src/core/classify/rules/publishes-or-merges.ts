import type { Act } from "../acts.ts";
import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const ACCESS = new Set(words("in out up url"));
/** Submitting or merging one of these stores a record. */
const HARMLESS = new Set(words("cell feedback bookmark file pdf table array list config dataset array image"));
/** Cells, files and records that become one stay records. */
const STORED = new Set(
  words(
    "cell range column row file pdf document record contact segment customer duplicate dataset array table video audio image company deal tag label",
  ),
);
const MERGING = new Set(words("merge unmerge"));
/** Saying what one thinks of a proposal stores an opinion. */
const JUDGING = new Set(words("reject decline approve accept"));
const PROPOSALS = new Set(words("action suggestion recommendation edit candidate"));
const HELD = new Set(words("number ip address allocation phone lock claim"));
const RELEASED = new Set(words("deployment release version build production"));

/** `submit_feedback` and `merge_cells` only store. */
export function isPublishing(act: Act): boolean {
  const { lemma } = act.verb;
  if (lemma === "sign" && isAbout(act, ACCESS)) return false;
  if (lemma === "release" && isAbout(act, HELD)) return false;
  if (MERGING.has(lemma) && (isAbout(act, STORED) || isAbout(act, GEOMETRY))) return false;
  if (JUDGING.has(lemma) && isHead(act, PROPOSALS)) return false;
  return !isAbout(act, HARMLESS);
}

export const publishesOrMerges = defineRule({
  id: "publishes-or-merges",
  statement: "It publishes, merges, approves or submits.",
  needs: { kinds: ["publish", "change"] },
  test(tool) {
    const acts = findActs(tool, ["publish"], isPublishing);
    const merged = findActs(tool, ["change"], (act) => act.verb.lemma === "promote" && isAbout(act, RELEASED));
    return whereActs(tool, [...acts, ...merged]);
  },
});
