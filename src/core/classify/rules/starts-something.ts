import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Applying one of these changes what runs. */
const PLANS = new Set(words("migration manifest plan change infrastructure patch update terraform resource"));
const RECORDS = new Set(words("thinking timer conversation review issue discussion note thread draft"));

export const startsSomething = defineRule({
  id: "starts-something",
  statement: "It starts, resumes, restarts or deploys something.",
  test(tool) {
    const started = findActs(tool, ["start"], (act) => !isAbout(act, RECORDS));
    const applied = findActs(tool, ["apply"], (act) => act.object.length === 0 || isAbout(act, PLANS));
    return whereActs(tool, [...started, ...applied]);
  },
});
