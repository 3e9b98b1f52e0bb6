import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const NAMES = new Set(
  words(`name id library url uri dns path symbol reference ref location address handle entity package domain host hostname type
  import module query place user username nickname identifier alias link redirect variable token`),
);

/** Resolved, these are settled. */
const SETTLED = new Set(
  words(
    "issue conflict thread comment discussion dispute error incident alert case ticket problem bug finding vulnerability review",
  ),
);
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
        (act) => isAbout(act, NAMES) || (!isAbout(act, SETTLED) && RETURNS.test(tool.description)),
      ),
    );
  },
});
