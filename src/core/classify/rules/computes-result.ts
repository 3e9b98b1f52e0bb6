import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isComputing } from "./runs-something.ts";

export const computesResult = defineRule({
  id: "computes-result",
  statement: "It computes, checks or renders what it is given and returns the result.",
  test(tool) {
    return whereActs(tool, [...findActs(tool, ["compute", "think"]), ...findActs(tool, ["run"], isComputing)]);
  },
});
