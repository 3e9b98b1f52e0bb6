import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { isDropping } from "./drives-interface.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isWiping } from "./wipes-data.ts";

const VIEW = new Set(words("field input formatting format cell default selection style zoom view marker highlight"));

export const clearsSession = defineRule({
  id: "clears-session",
  statement: "It only clears a field, a choice or state of the session.",
  needs: { kinds: ["clear", "wipe", "reset"] },
  test(tool) {
    const isSetting = tool.textActs.some((act) => act.verb.lemma === "set");
    const cleared = findActs(tool, ["clear", "wipe"], (act) => (isSetting || !isWiping(act)) && !isDropping(tool, act));
    const reset = findActs(tool, ["reset"], (act) => isAbout(act, SESSION_STATE) || isAbout(act, VIEW));
    return whereActs(tool, [...cleared, ...reset]);
  },
});
