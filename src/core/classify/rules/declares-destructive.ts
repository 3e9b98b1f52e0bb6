import { defineRule } from "./rule.ts";

export const declaresDestructive = defineRule({
  id: "declares-destructive",
  statement: "Its author declares it destructive.",
  test(tool) {
    return tool.tool.annotations?.destructiveHint === true
      ? [{ field: "annotations.destructiveHint", quote: "true" }]
      : undefined;
  },
});
