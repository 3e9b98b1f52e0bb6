import { RETURNED_TEXT } from "../lexicon/nouns.ts";
import { findActs, findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isHandedBack } from "./stores-something.ts";

const EXPORTING = new Set(["export"]);

export const returnsGeneratedText = defineRule({
  id: "returns-generated-text",
  statement: "It writes text, code or a chart and only returns it.",
  needs: { kinds: ["generate"], verbs: EXPORTING },
  test(tool) {
    const written = findActs(tool, ["generate"], (act) => isAbout(act, RETURNED_TEXT) || act.object.length === 0);
    const exported = findVerbs(tool, EXPORTING);
    return whereActs(tool, [...written, ...(exported.length > 0 && isHandedBack(tool) ? exported : [])]);
  },
});
