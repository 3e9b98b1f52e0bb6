import type { Act } from "../acts.ts";
import { COMPUTE } from "../lexicon/nouns.ts";
import { phrases, words } from "../lexicon/words.ts";
import type { Subject } from "../subject.ts";
import { findActs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PLANS = new Set([
  ...words(
    "template definition spec configuration config record profile type group report note file post search entry",
  ),
  // Places to keep things in.
  ...phrases("blob container | storage container"),
  // Servers that are only a record of one.
  ...phrases("resource server | mcp server | name server | authorization server"),
]);

/** Only written down: by this act, or by what the description says of it. */
function isPlan(tool: Subject, act: Act): boolean {
  return (
    isAbout(act, PLANS) || tool.textActs.some((said) => said.verb.lemma === act.verb.lemma && isAbout(said, PLANS))
  );
}

/** Added to a shift or a crew, a worker is somebody. */
function isPerson(act: Act): boolean {
  return act.verb.lemma === "add" && act.object.at(-1) === "worker";
}

/** What is used, imported or noted is there already. */
const USING = new Set(words("use access support interact work import record log"));

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
        (act) => !USING.has(act.verb.lemma) && !isPerson(act) && isHead(act, COMPUTE) && !isPlan(tool, act),
      ),
    );
  },
});
