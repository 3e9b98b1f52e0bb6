import { words } from "../lexicon/words.ts";
import { findActs, findParameter, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const KNOWLEDGE = new Set(
  words("question doc docs documentation knowledge help guide anything answer user human clarification"),
);

/** Who passes the answer gives it to somebody. */
const GIVEN = new Set(words("answer reply text body message content response"));

export const asksQuestion = defineRule({
  id: "asks-question",
  statement: "It puts a question to documents, to an assistant that only answers, or to the user.",
  needs: { kinds: ["ask"] },
  test(tool) {
    const isGiving = findParameter(tool, GIVEN) !== undefined && tool.nameActs[0]?.verb.lemma !== "ask";
    const asked = findActs(
      tool,
      ["ask"],
      (act) => mentions(act, KNOWLEDGE) && !(act.verb.lemma === "answer" && isGiving),
    );
    return whereActs(tool, asked);
  },
});
