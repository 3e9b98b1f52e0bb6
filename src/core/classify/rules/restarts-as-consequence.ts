import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const restartsAsConsequence = defineRule({
  id: "restarts-as-consequence",
  statement: "Something restarts or stops as a consequence of it.",
  needs: { cues: ["restartsService"] },
  test(tool) {
    const isChanging = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    return isChanging && tool.cues.has("restartsService") ? quoteCue(tool, "restartsService") : undefined;
  },
});
