import { COMPUTE } from "../lexicon/nouns.ts";
import { phrases, words } from "../lexicon/words.ts";
import { findActs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PLANS = new Set([
  ...words("template definition spec configuration config record profile type group report note file post search"),
  // Servers that are only a record of one.
  ...phrases("resource server | mcp server | name server | authorization server"),
]);

/** What is used is there already. */
const USING = new Set(words("use access support interact work"));

export const makesCompute = defineRule({
  id: "makes-compute",
  statement: "It makes something that runs on a machine from then on.",
  needs: { kinds: ["create", "transfer", "handle", "open", "generate"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(
        tool,
        ["create", "transfer", "handle", "open", "generate"],
        (act) =>
          act.verb.lemma !== "import" && !USING.has(act.verb.lemma) && isHead(act, COMPUTE) && !isAbout(act, PLANS),
      ),
    );
  },
});
