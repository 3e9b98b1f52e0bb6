import { SESSION_STATE } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const FIELDS = new Set(words("field input formatting format cell default selection style zoom view marker highlight"));

export const clearsSession = defineRule({
  id: "clears-session",
  statement: "It only clears state of the session or of the assistant.",
  test(tool) {
    const acts = findActs(
      tool,
      ["clear", "reset", "wipe"],
      (act) => isAbout(act, SESSION_STATE) || isAbout(act, FIELDS),
    );
    return whereActs(tool, acts);
  },
});
