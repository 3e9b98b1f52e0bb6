import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const NAMES = new Set(
  words(`name id library url uri dns path symbol reference ref location address handle entity package domain host hostname type
  symbol pointer offset import export hash structure method func chain handler import module query place user username nickname identifier alias link redirect variable token`),
);

/** Resolved, these are settled. */
const SETTLED = new Set(
  words(
    "issue conflict thread comment discussion dispute error incident alert case ticket problem bug finding vulnerability review",
  ),
);
const TO = new Set(words("from to into"));

/** `Resolve a notebook from its address`. */
function isFound(act: Act): boolean {
  return TO.has(act.rest[0] ?? "");
}

const RETURNS = /\breturns? the\b/i;

export const resolvesName = defineRule({
  id: "resolves-name",
  statement: "It finds out what a name or an address stands for.",
  needs: { kinds: ["resolve"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(
        tool,
        ["resolve"],
        (act) => isAbout(act, NAMES) || (!isAbout(act, SETTLED) && (isFound(act) || RETURNS.test(tool.description))),
      ),
    );
  },
});
