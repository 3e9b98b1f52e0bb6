import type { Act } from "../acts.ts";
import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { isSum } from "./creates-record.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isComputing } from "./runs-something.ts";

const ADDING = new Set(["add"]);
const MAPPING = new Set(["map"]);
const CHARTED = new Set(words("website site url structure domain page codebase topology network dependency sitemap"));

const DRAWN_INTO = new Set(words("add insert append place"));

/** `create_buffer` computes a shape; `add_shape` draws it into something. */
export function isShaping(act: Act): boolean {
  return isAbout(act, GEOMETRY) && !DRAWN_INTO.has(act.verb.lemma);
}

const POINTERS = new Set(words("link url deeplink permalink"));
const SHOWN = new Set(words("view ui dashboard browser help"));

/** `Creates a link to view the trace`: an address is written down, nothing is linked or shared. */
export function isPointing(act: Act): boolean {
  return isHead(act, POINTERS) && act.rest[0] === "to" && act.rest.some((word) => SHOWN.has(word));
}

/** `map_site` finds out what there is; `map_field` joins two records. */
export function isCharting(tool: Subject): boolean {
  return tool.acts.some((act) => act.verb.lemma === "map" && (isAbout(act, CHARTED) || act.rest.includes("structure")));
}

const BUILDING = new Set(["build"]);
const VIEWS = new Set(words("hierarchy"));

/** `Build a call hierarchy`: a view of what is there. */
export function isViewing(act: Act): boolean {
  return BUILDING.has(act.verb.lemma) && (isHead(act, VIEWS) || isAbout(act, VIEWS));
}

export const computesResult = defineRule({
  id: "computes-result",
  statement: "It computes, checks or renders what it is given and returns the result.",
  needs: { kinds: ["compute", "think", "run", "create", "publish"], verbs: [...MAPPING, ...ADDING, ...BUILDING] },
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["compute", "think"]),
      ...findActs(tool, ["run"], (act) => isComputing(act, tool.server)),
      ...findActs(tool, ["create", "publish"], isShaping),
      ...findActs(tool, ["create"], isPointing),
      ...findVerbs(tool, BUILDING, isViewing),
      ...(isCharting(tool) ? findVerbs(tool, MAPPING) : []),
      ...(isSum(tool) ? findVerbs(tool, ADDING) : []),
    ]);
  },
});
