import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PROBED = new Set(
  words(`log logs connection connectivity credential auth authentication regex pattern point hypothesis expression formula availability server
  login token configuration config url endpoint access speed latency port host proxy key permission setup integration geometry`),
);

/** `test_connection` looks; `test` or `test_flow` runs something. */
export function isProbing(act: Act): boolean {
  return isAbout(act, PROBED);
}

export const runsTests = defineRule({
  id: "runs-tests",
  statement: "It runs tests or a trial of something.",
  needs: { kinds: ["test"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["test"], (act) => !isProbing(act)),
    );
  },
});
