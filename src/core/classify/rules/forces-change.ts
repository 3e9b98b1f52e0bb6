import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findParameter } from "./match.ts";
import { defineRule } from "./rule.ts";

const FORCED = new Set(words("push"));
const FORCE = new Set(words("force hard overwrite"));

export const forcesChange = defineRule({
  id: "forces-change",
  statement: "A flag of it forces what would be refused, so that work of others is lost.",
  needs: { verbs: FORCED },
  test(tool) {
    if (!tool.acts.some((act) => FORCED.has(act.verb.lemma))) return undefined;
    const force = findParameter(tool, FORCE);
    return force && [quoteParameter(force)];
  },
});
