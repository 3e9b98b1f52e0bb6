import { ASKING, isAskingFor } from "./creates-record.ts";
import { findActs, findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isProbing } from "./runs-tests.ts";
import { isLoading, isLoadingState } from "./starts-something.ts";

export const returnsInformation = defineRule({
  id: "returns-information",
  statement: "It returns information.",
  needs: { kinds: ["read", "test"], verbs: ASKING },
  test(tool) {
    return whereActs(tool, [
      ...findActs(tool, ["read"], (act) => !isLoading(tool, act) && !isLoadingState(act)),
      ...findVerbs(tool, ASKING, isAskingFor),
      ...findActs(tool, ["test"], isProbing),
    ]);
  },
});
