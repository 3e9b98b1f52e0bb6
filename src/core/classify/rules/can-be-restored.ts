import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

const OVER = /\b(?:from|after|empty|empties) (?:the |a |its )?$/i;

export const canBeRestored = defineRule({
  id: "can-be-restored",
  statement: "Its description names a way back.",
  needs: { cues: ["restorable"] },
  test(tool) {
    const way = tool.cues.get("restorable");
    if (!way || tool.cues.get("irreversible")?.sentence === 0) return undefined;
    // `Deletes it from the recycle bin`, `after the retention period`: there it was to be had.
    if (OVER.test(tool.description.slice(Math.max(0, way.start - 16), way.start))) return undefined;
    // Emptying the trash is what makes a deletion final.
    const isEmptying = tool.acts.some(
      (act) => ["wipe", "clear"].includes(act.verb.kind) && act.object.includes("trash"),
    );
    return isEmptying ? undefined : quoteCue(tool, "restorable");
  },
});
