import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

/** So many characters may stand before a label: a bracket, a mark. */
const MAX_LEAD = 3;

export const saysItChanges = defineRule({
  id: "says-it-changes",
  statement: "A label in front of its description says that it changes something.",
  needs: { cues: ["labelledChanging"] },
  test(tool) {
    const label = tool.cues.get("labelledChanging");
    return label && label.start <= MAX_LEAD ? quoteCue(tool, "labelledChanging") : undefined;
  },
});
