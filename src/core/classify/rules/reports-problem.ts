import { words } from "../lexicon/words.ts";
import { findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const REPORTING = new Set(words("report submit log file raise send give share provide rate"));
const PROBLEMS = new Set(
  words(
    "problem issue bug feedback incident abuse spam error friction complaint violation defect verdict decision outcome",
  ),
);

const LOOKING: ReadonlySet<string> = new Set(["read", "compute"]);

export const reportsProblem = defineRule({
  id: "reports-problem",
  statement: "It files a report or feedback.",
  needs: { verbs: REPORTING },
  test(tool) {
    // `report_issue`: "Get a template for the report".
    const isGetting =
      tool.textActs.length > 0 &&
      tool.textActs.every(({ verb }) => LOOKING.has(verb.kind) && !REPORTING.has(verb.lemma));
    if (isGetting) return undefined;
    const isFeedback = tool.nameWords.at(-1) === "feedback" && tool.nameActs.length === 0;
    return whereActs(
      tool,
      findVerbs(tool, REPORTING, (act) => isFeedback || isAbout(act, PROBLEMS)),
    );
  },
});
