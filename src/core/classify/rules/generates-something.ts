import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const generatesSomething = defineRule({
  id: "generates-something",
  statement: "It generates something.",
  needs: { kinds: ["generate"] },
  test(tool) {
    return whereActs(tool, findActs(tool, ["generate"]));
  },
});
