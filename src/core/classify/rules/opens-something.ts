import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { READABLE } from "./opens-to-read.ts";
import { defineRule } from "./rule.ts";

const OPENED = new Set(
  words(
    "app application browser url link file document note folder image video settings door window tab page project editor terminal gate garage panel view map",
  ),
);

/** Whatever it is, it is shown there. */
const SHOWN_IN = new Set(words("browser window"));

function isShown(act: Act): boolean {
  const [preposition, ...place] = act.rest;
  return preposition === "in" && place.slice(0, 4).some((word) => SHOWN_IN.has(word));
}

/** `open_nodes` reads; `open_issue` writes; `open_app` does something. */
export const opensSomething = defineRule({
  id: "opens-something",
  statement: "It opens something in an app or on a device.",
  needs: { kinds: ["open"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["open"], (act) => (isAbout(act, OPENED) && !isAbout(act, READABLE)) || isShown(act)),
    );
  },
});
