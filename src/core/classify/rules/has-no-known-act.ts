import { quoteName } from "../evidence.ts";
import { defineRule } from "./rule.ts";

export const hasNoKnownAct = defineRule({
  id: "has-no-known-act",
  statement: "Neither its name nor its description says with a known verb what it does.",
  test(tool) {
    return tool.acts.length === 0 ? [quoteName(tool)] : undefined;
  },
});
