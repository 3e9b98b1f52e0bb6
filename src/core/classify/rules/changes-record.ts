import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const changesRecord = defineRule({
  id: "changes-record",
  statement: "It changes a record or a setting.",
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["change", "apply", "close", "restore", "sync", "connect", "transfer", "cancel", "tell"]),
    );
  },
});
