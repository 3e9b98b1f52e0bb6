import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import { formatNameKey } from "../server-context.ts";
import type { Subject } from "../subject.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Applying one of these changes what runs. */
const PLANS = new Set(
  words("migration manifest plan change infrastructure patch update terraform resource yaml kustomization"),
);
/** Applied to one of these a patch is an edit. */
const PATCHES = new Set(["patch"]);
const FILES = new Set(words("file document code diff text slide note"));

function isEdit(act: Act): boolean {
  return isAbout(act, PATCHES) && mentions(act, FILES);
}

const RECORDS = new Set(words("thinking timer conversation review issue discussion note thread draft document form"));
/** Rebuilt, these are computed anew. */
const KEPT = new Set(words("history cache index summary list checklist table"));

/** `Rebuild the cached history` changes what is kept. */
export function isRecomputing(act: Act): boolean {
  return act.verb.lemma === "rebuild" && isHead(act, KEPT);
}

/** `Start a search that returns results as they come`. */
export function isSearching(act: Act): boolean {
  if (act.verb.lemma !== "start" && act.verb.lemma !== "begin") return false;
  const next = act.object[act.object.indexOf("search") + 1];
  return act.object.includes("search") && (next === undefined || next === "return");
}

const SCALING = new Set(["scale"]);
const DRAWN = new Set(words("gameobject object layer image mesh model actor element shape sprite widget selection"));

/** What is drawn is made larger by scaling; what runs gets more machines. */
export function isResizing(act: Act): boolean {
  return SCALING.has(act.verb.lemma) && isHead(act, DRAWN);
}

/** Whatever is done to one of these changes what runs. */
const ROLLS = new Set(words("rollback rollout"));
const LOADING = new Set(["load"]);
const LOADED = new Set(words("extension plugin module component addon driver kernel library"));

/** Loaded, one of these takes the place of what the session had. */
const LOADED_STATE = new Set(
  words("preset project layout workspace scene profile preference theme session template version composition comp"),
);

/** `load_preset` and `Loads a sprite into a node` change what is there; `load_file` reads. */
export function isLoadingState(act: Act): boolean {
  return act.verb.lemma === "load" && (act.rest[0] === "into" || isHead(act, LOADED_STATE));
}

/** What is loaded so that it runs, not so that it is read: a part of a program, or what a sibling unloads. */
export function isLoading(tool: Subject, act: Act): boolean {
  if (act.verb.lemma !== "load") return false;
  return isHead(act, LOADED) || tool.server.siblingKeys.has(`un${formatNameKey(tool.wholeName)}`);
}

export const startsSomething = defineRule({
  id: "starts-something",
  statement: "It starts, resumes, restarts or deploys something.",
  needs: { kinds: ["start", "apply", "restore", "create", "publish"], verbs: LOADING },
  test(tool) {
    const started = findActs(
      tool,
      ["start"],
      (act) => !isAbout(act, RECORDS) && !isResizing(act) && !isRecomputing(act) && !isSearching(act),
    );
    const isEditing = tool.acts.some(isEdit) || tool.nameActs[0]?.verb.lemma === "update";
    const applied = findActs(tool, ["apply"], (act) => act.object.length === 0 || (isAbout(act, PLANS) && !isEditing));
    const loaded = findVerbs(tool, LOADING, (act) => isLoading(tool, act));
    const rolled = findActs(tool, ["restore", "create", "publish"], (act) => isHead(act, ROLLS));
    return whereActs(tool, [...rolled, ...started, ...applied, ...loaded]);
  },
});
