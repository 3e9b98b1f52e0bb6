import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const OWNED = new Set(
  words("ownership owner app application repo repository project account domain organization site pipeline"),
);

export const transfersOwnership = defineRule({
  id: "transfers-ownership",
  statement: "It gives a thing to another owner.",
  needs: { kinds: ["transfer"] },
  test(tool) {
    return whereActs(
      tool,
      findActs(tool, ["transfer"], (act) => isAbout(act, OWNED)),
    );
  },
});
