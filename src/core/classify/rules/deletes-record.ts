import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isMark, isTakingOut } from "./takes-out-of-list.ts";

export const deletesRecord = defineRule({
  id: "deletes-record",
  statement: "It deletes a record or a resource.",
  test(tool) {
    const deleted = findActs(tool, ["delete"], (act) => !isMark(act));
    const removed = isTakingOut(tool) ? [] : findActs(tool, ["remove"]);
    return whereActs(tool, [...deleted, ...removed]);
  },
});
