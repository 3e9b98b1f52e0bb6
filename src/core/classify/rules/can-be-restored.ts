import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const canBeRestored = defineRule({
  id: "can-be-restored",
  statement: "Its description names a way back.",
  needs: { cues: ["restorable"] },
  test(tool) {
    const way = tool.cues.get("restorable");
    if (!way || tool.cues.get("irreversible")?.sentence === 0) return undefined;
    // Emptying the trash is what makes a deletion final.
    const isEmptying = tool.acts.some(
      (act) => ["wipe", "clear"].includes(act.verb.kind) && act.object.includes("trash"),
    );
    return isEmptying ? undefined : quoteCue(tool, "restorable");
  },
});
