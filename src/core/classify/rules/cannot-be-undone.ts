import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const cannotBeUndone = defineRule({
  id: "cannot-be-undone",
  statement: "Its description says that there is no way back.",
  needs: { cues: ["irreversible"] },
  test(tool) {
    const isChanging = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    return isChanging && tool.cues.has("irreversible") ? quoteCue(tool, "irreversible") : undefined;
  },
});
