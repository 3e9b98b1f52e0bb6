import { defineRule } from "./rule.ts";

export const declaresChanges = defineRule({
  id: "declares-changes",
  statement: "Its author declares that it changes something.",
  test(tool) {
    return tool.tool.annotations?.readOnlyHint === false
      ? [{ field: "annotations.readOnlyHint", quote: "false" }]
      : undefined;
  },
});
