import { words } from "../lexicon/words.ts";
import { findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const REPORTING = new Set(words("report submit log file raise send give share provide rate"));
const PROBLEMS = new Set(
  words(
    "problem issue bug feedback incident abuse spam error friction complaint violation defect verdict decision outcome",
  ),
);

export const reportsProblem = defineRule({
  id: "reports-problem",
  statement: "It files a report or feedback.",
  needs: { verbs: REPORTING },
  test(tool) {
    const isFeedback = tool.nameWords.at(-1) === "feedback" && tool.nameActs.length === 0;
    return whereActs(
      tool,
      findVerbs(tool, REPORTING, (act) => isFeedback || isAbout(act, PROBLEMS)),
    );
  },
});
