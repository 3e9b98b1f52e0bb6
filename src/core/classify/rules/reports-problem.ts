import { words } from "../lexicon/words.ts";
import { findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const REPORTING = new Set(words("report submit log file raise"));
const PROBLEMS = new Set(
  words("problem issue bug feedback incident abuse spam error friction complaint violation defect"),
);

export const reportsProblem = defineRule({
  id: "reports-problem",
  statement: "It files a report or feedback.",
  test(tool) {
    return whereActs(
      tool,
      findVerbs(tool, REPORTING, (act) => isAbout(act, PROBLEMS)),
    );
  },
});
