import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const createsRecord = defineRule({
  id: "creates-record",
  statement: "It creates or adds a record.",
  test(tool) {
    return whereActs(tool, findActs(tool, ["create", "post", "open"]));
  },
});
