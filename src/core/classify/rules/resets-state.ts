import type { Act } from "../acts.ts";
import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, findParameter, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const SOFT = new Set(
  words(
    "view zoom counter timer position layout style scene camera search query alarm graph pod vm server email step count hit",
  ),
);

/** Made anew from an image, a machine loses what its disk held. */
const REBUILDING = new Set(words("rebuild reinstall reimage"));
const MACHINES = new Set([
  ...words("droplet vps vm server instance machine node host linode disk"),
  "operating system",
  "os",
]);
const IMAGES = new Set(words("image snapshot template distribution distro os"));

function isRebuilt(tool: Subject, act: Act): boolean {
  return isHead(act, MACHINES) && (mentions(act, IMAGES) || findParameter(tool, IMAGES) !== undefined);
}

export const resetsState = defineRule({
  id: "resets-state",
  statement: "It resets or replaces what was stored.",
  needs: { kinds: ["reset"], verbs: REBUILDING },
  test(tool) {
    // `git reset` without a mode takes back what was staged.
    if (tool.textActs.some((act) => act.verb.lemma === "unstage")) return undefined;
    const reset = findActs(tool, ["reset"], (act) => !isAbout(act, SESSION_STATE) && !isAbout(act, SOFT));
    const rebuilt = findVerbs(tool, REBUILDING, (act) => isRebuilt(tool, act));
    return whereActs(tool, [...reset, ...rebuilt]);
  },
});
