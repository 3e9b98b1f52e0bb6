import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { READABLE } from "./opens-to-read.ts";
import { defineRule } from "./rule.ts";

const OPENED = new Set(
  words(
    "app application browser url link file document note folder image video settings door window tab page project editor terminal gate garage panel view map",
  ),
);

/** `open_nodes` reads; `open_issue` writes; `open_app` does something. */
export const opensSomething = defineRule({
  id: "opens-something",
  statement: "It opens something in an app or on a device.",
  needs: { kinds: ["open"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["open"], (act) => isAbout(act, OPENED) && !isAbout(act, READABLE)),
    );
  },
});
