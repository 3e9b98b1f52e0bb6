import { RETURNED_TEXT } from "../lexicon/nouns.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const returnsGeneratedText = defineRule({
  id: "returns-generated-text",
  statement: "It writes text, code or a chart and only returns it.",
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["generate"], (act) => isAbout(act, RETURNED_TEXT) || act.object.length === 0),
    );
  },
});
