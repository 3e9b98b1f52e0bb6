import { quoteCue } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Restoring one of these puts it in the place of live data. */
const LIVE_DATA = new Set(words("backup database snapshot dump volume cluster site db"));

const FAR = 4;

/** `Setting attendees replaces the list`, `avoid: full replacement`: said of a field, a case or another tool. */
const OF_ANOTHER =
  /\b(?:avoid|prefer|instead|rather|use|using|setting|passing|sending|providing|supplying|if|unless|when)\b/i;

/** Whether the call itself replaces all, not one of its arguments. */
function isSaidOfCall({ description, cues }: Subject): boolean {
  const hit = cues.get("overwrites");
  if (!hit || hit.sentence >= FAR) return false;
  const before = description.slice(Math.max(0, hit.start - 300), hit.start);
  return !OF_ANOTHER.test(before.split(/[.!?]\s|\n/).at(-1) ?? "");
}

export const overwritesEverything = defineRule({
  id: "overwrites-everything",
  statement: "It replaces the whole of what stood there.",
  needs: { kinds: ["restore"], cues: ["overwrites", "mentionsOverwriting"] },
  test(tool) {
    const isChanging = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    // Far behind the beginning it is said of a part, or of another tool.
    if (isChanging && isSaidOfCall(tool)) return quoteCue(tool, "overwrites");
    if (isChanging && tool.cues.has("mentionsOverwriting") && tool.cues.has("irreversible")) {
      return [...quoteCue(tool, "mentionsOverwriting"), ...quoteCue(tool, "irreversible")];
    }
    return whereActs(
      tool,
      findActs(tool, ["restore"], (act) => isAbout(act, LIVE_DATA)),
    );
  },
});
