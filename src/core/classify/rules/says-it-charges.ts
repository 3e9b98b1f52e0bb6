import { quoteCue } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const saysItCharges = defineRule({
  id: "says-it-charges",
  statement: "Its description says that money is spent.",
  test(tool) {
    const acts = tool.acts.some((act) => !["read", "compute", "think"].includes(act.verb.kind));
    return acts && tool.cues.has("chargesMoney") ? quoteCue(tool, "chargesMoney") : undefined;
  },
});
