import type { Act } from "../acts.ts";
import { GEOMETRY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { hasNoun, type Subject } from "../subject.ts";
import { isAssembling, isSum } from "./creates-record.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
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

const JOINING = new Set(words("to onto into"));

/** `Map the callers of a function`: nothing is said to be joined, and nothing passed that could be. */
function isSurveying(tool: Subject, act: Act): boolean {
  const isJoining =
    act.rest.some((word) => JOINING.has(word)) || tool.parameters.some(({ words: key }) => hasNoun(key, PARTNERS));
  const isSaid =
    act.source === "lead" || tool.textActs[0]?.verb.lemma === "map" || tool.textActs[0]?.verb.kind === "read";
  return act.verb.lemma === "map" && (act.object.length > 1 || act.rest[0] === "of") && isSaid && !isJoining;
}
const PARTNERS = new Set(words("source target destination from to value key field mapping"));

/** `map_site` finds out what there is; `map_field` joins two records. */
export function isCharting(tool: Subject): boolean {
  return tool.acts.some(
    (act) =>
      act.verb.lemma === "map" && (isAbout(act, CHARTED) || act.rest.includes("structure") || isSurveying(tool, act)),
  );
}

const ORDERING = new Set(words("optimize optimise"));
const ORDERED = new Set(words("route waypoint itinerary order sequence path stop"));

/** `Optimize the order of waypoints. Returns …`: the better order is the answer. */
export function isOrdering(tool: Subject, act: Act): boolean {
  return ORDERING.has(act.verb.lemma) && isAbout(act, ORDERED) && /\breturns?\b/i.test(tool.description);
}

/** `Create a map of the website`: what is there is found out. */
export function isMapping(act: Act): boolean {
  return act.verb.kind === "create" && isHead(act, MAPPING) && act.rest[0] === "of" && mentions(act, CHARTED);
}

export const computesResult = defineRule({
  id: "computes-result",
  statement: "It computes, checks or renders what it is given and returns the result.",
  needs: { kinds: ["compute", "think", "run", "create", "publish"], verbs: [...MAPPING, ...ADDING, ...ORDERING] },
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["compute", "think"]),
      ...findActs(tool, ["run"], (act) => isComputing(act, tool.server)),
      ...findActs(tool, ["create", "publish"], isShaping),
      ...findActs(tool, ["create"], (act) => isPointing(act) || isAssembling(act) || isMapping(act)),
      ...findVerbs(tool, ORDERING, (act) => isOrdering(tool, act)),
      ...(isCharting(tool) ? findVerbs(tool, MAPPING) : []),
      ...(isSum(tool) ? findVerbs(tool, ADDING) : []),
    ]);
  },
});
