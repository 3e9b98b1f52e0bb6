import { quoteCue } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Restoring one of these puts it in the place of live data. */
const LIVE_DATA = new Set(words("backup database snapshot dump volume cluster site db"));

const FAR = 4;

export const overwritesEverything = defineRule({
  id: "overwrites-everything",
  statement: "It replaces the whole of what stood there.",
  needs: { kinds: ["restore"], cues: ["overwrites", "mentionsOverwriting"] },
  test(tool) {
    const isChanging = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    // Far behind the beginning it is said of a part, or of another tool.
    if (isChanging && (tool.cues.get("overwrites")?.sentence ?? FAR) < FAR) return quoteCue(tool, "overwrites");
    if (isChanging && tool.cues.has("mentionsOverwriting") && tool.cues.has("irreversible")) {
      return [...quoteCue(tool, "mentionsOverwriting"), ...quoteCue(tool, "irreversible")];
    }
    return whereActs(
      tool,
      findActs(tool, ["restore"], (act) => isAbout(act, LIVE_DATA)),
    );
  },
});
