import { defineRule } from "./rule.ts";

export const declaresReadOnly = defineRule({
  id: "declares-read-only",
  statement: "Its author declares it read-only.",
  test(tool) {
    return tool.tool.annotations?.readOnlyHint === true
      ? [{ field: "annotations.readOnlyHint", quote: "true" }]
      : undefined;
  },
});
