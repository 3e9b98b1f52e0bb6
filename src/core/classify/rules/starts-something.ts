import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const RECORDS = new Set(words("thinking timer conversation review issue discussion note thread draft"));

export const startsSomething = defineRule({
  id: "starts-something",
  statement: "It starts, resumes, restarts or deploys something.",
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["start"], (act) => !isAbout(act, RECORDS)),
    );
  },
});
