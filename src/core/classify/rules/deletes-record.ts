import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isDetaching } from "./takes-out-of-list.ts";

export const deletesRecord = defineRule({
  id: "deletes-record",
  statement: "It deletes a record or a resource.",
  test(tool) {
    const deleted = findActs(tool, ["delete"]);
    const removed = findActs(tool, ["remove"], (act) => !isDetaching(act));
    return whereActs(tool, [...deleted, ...removed]);
  },
});
