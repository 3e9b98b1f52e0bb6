import { phrases, words } from "../lexicon/words.ts";
import { findActs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const RENEWAL = new Set(phrases("auto renewal | auto renew | autorenewal | automatic renewal"));
const CONTRACTS = new Set(words("subscription plan membership"));
const STARTING = new Set(words("enable activate start turn set"));
const CHANGING = new Set(words("update upgrade downgrade activate resume change switch modify"));
const PLANS = new Set(["plan"]);
const SWITCHING = new Set(words("upgrade downgrade change switch"));
const QUIET = new Set(
  words("webhook metadata price product template notification reminder event topic disable off description"),
);

export const changesSubscription = defineRule({
  id: "changes-subscription",
  statement: "It changes what somebody pays for regularly.",
  needs: { kinds: ["change", "start", "create", "publish"] },
  test(tool, server) {
    if (server.topics.has("events") && !server.topics.has("money")) return undefined;
    const acts = findActs(tool, ["change", "start", "create", "publish"], (act) => {
      if (isAbout(act, RENEWAL)) return STARTING.has(act.verb.lemma) && !isAbout(act, QUIET);
      if (!server.topics.has("money")) return false;
      // Of a billing plan that others subscribe to, only a change from one to another is paid.
      if (isHead(act, PLANS) && !SWITCHING.has(act.verb.lemma)) return false;
      return isHead(act, CONTRACTS) && CHANGING.has(act.verb.lemma) && !isAbout(act, QUIET);
    });
    return whereActs(tool, acts);
  },
});
