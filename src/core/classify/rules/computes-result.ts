import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { isSum } from "./creates-record.ts";
import { findActs, findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isComputing } from "./runs-something.ts";

const ADDING = new Set(["add"]);
const MAPPING = new Set(["map"]);
const CHARTED = new Set(words("website site url structure domain page codebase topology network dependency sitemap"));

/** `map_site` finds out what there is; `map_field` joins two records. */
export function isCharting(tool: Subject): boolean {
  return tool.acts.some((act) => act.verb.lemma === "map" && (isAbout(act, CHARTED) || act.rest.includes("structure")));
}

export const computesResult = defineRule({
  id: "computes-result",
  statement: "It computes, checks or renders what it is given and returns the result.",
  needs: { kinds: ["compute", "think", "run", "create", "publish"], verbs: [...MAPPING, ...ADDING] },
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["compute", "think"]),
      ...findActs(tool, ["run"], isComputing),
      ...findActs(tool, ["create", "publish"], (act) => isAbout(act, GEOMETRY)),
      ...(isCharting(tool) ? findVerbs(tool, MAPPING) : []),
      ...(isSum(tool) ? findVerbs(tool, ADDING) : []),
    ]);
  },
});
