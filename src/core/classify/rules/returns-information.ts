import type { Act } from "../acts.ts";
import { words } from "../lexicon/words.ts";
import { ENRICHING } from "../server-context.ts";
import { ASKING, isAskingFor } from "./creates-record.ts";
import { GOING, isLookingUp } from "./drives-interface.ts";
import { findActs, findVerbs, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isProbing } from "./runs-tests.ts";
import { isLoading, isLoadingState, isSearching } from "./starts-something.ts";
import { BRINGING, isHandedBack } from "./stores-something.ts";

const RETURNING = new Set(["return"]);
const CHANGED = new Set(words("updated created modified deleted removed renamed"));

/** `Returns the updated record`: it was updated by this call. */
function isShowingChange(act: Act): boolean {
  return RETURNING.has(act.verb.lemma) && CHANGED.has(act.object[0] ?? "");
}

export const returnsInformation = defineRule({
  id: "returns-information",
  statement: "It returns information.",
  needs: { kinds: ["read", "test", "start"], verbs: [...ASKING, ...ENRICHING, ...BRINGING, ...GOING] },
  test(tool, server) {
    const brought = findVerbs(tool, BRINGING);
    return whereActs(tool, [
      ...findActs(tool, ["read"], (act) => !isLoading(tool, act) && !isLoadingState(act) && !isShowingChange(act)),
      ...findVerbs(tool, ASKING, isAskingFor),
      ...findActs(tool, ["test"], isProbing),
      ...findActs(tool, ["start"], isSearching),
      ...findVerbs(tool, GOING, (act) => isLookingUp(tool, act)),
      ...(brought.length > 0 && isHandedBack(tool) ? brought : []),
      // On a server that changes nothing what is enriched is only handed back.
      ...(server.isLookup ? findVerbs(tool, ENRICHING) : []),
    ]);
  },
});
