import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const canBeRestored = defineRule({
  id: "can-be-restored",
  statement: "Its description names a way back.",
  test(tool) {
    return tool.cues.has("restorable") ? quoteCue(tool, "restorable") : undefined;
  },
});
