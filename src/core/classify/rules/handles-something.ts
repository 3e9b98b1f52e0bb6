import { findActs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

export const handlesSomething = defineRule({
  id: "handles-something",
  statement: "It says that it handles something, not what it does.",
  needs: { kinds: ["handle", "ask"] },
  test(tool) {
    return whereActs(tool, findActs(tool, ["handle", "ask"]));
  },
});
