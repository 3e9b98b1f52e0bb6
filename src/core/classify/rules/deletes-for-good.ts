import { quoteParameter } from "../evidence.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findParameter } from "./match.ts";
import { defineRule } from "./rule.ts";

const FOR_GOOD = new Set(words("permanent permanently hard purge irreversible skiptrash"));

export const deletesForGood = defineRule({
  id: "deletes-for-good",
  statement: "A flag of it deletes for good what would go to a trash.",
  needs: { kinds: ["delete", "remove", "wipe", "detach"] },
  test(tool) {
    if (findActs(tool, ["delete", "remove", "wipe", "detach"]).length === 0) return undefined;
    const flag = findParameter(tool, FOR_GOOD, (parameter) => parameter.type === "boolean");
    return flag && [quoteParameter(flag)];
  },
});
