import { words } from "../lexicon/words.ts";
import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const KNOWLEDGE = new Set(
  words("question doc docs documentation knowledge help guide anything answer user human clarification"),
);

export const asksQuestion = defineRule({
  id: "asks-question",
  statement: "It puts a question to documents, to an assistant that only answers, or to the user.",
  needs: { kinds: ["ask"] },
  test(tool) {
    const asked = findActs(tool, ["ask"], (act) => [...act.object, ...act.rest].some((word) => KNOWLEDGE.has(word)));
    return whereActs(tool, asked);
  },
});
