import { MONEY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const ALLOWING = new Set(words("approve allow authorize permit increase"));
const SPENDING = new Set(words("spending allowance spend spender"));
const MESSAGES = new Set(words("message email notification alert reminder receipt confirmation link event request"));

export const sendsMoney = defineRule({
  id: "sends-money",
  statement: "It sends funds or transfers them to somebody.",
  needs: { kinds: ["tell", "transfer", "publish"], verbs: ALLOWING },
  test(tool, server) {
    const acts = findActs(tool, ["tell", "transfer", "publish"], (act) => {
      if (!["send", "transfer", "submit", "sign", "broadcast", "emit"].includes(act.verb.lemma)) return false;
      const isMoney = isAbout(act, MONEY);
      return act.verb.lemma === "transfer"
        ? isMoney || mentions(act, MONEY) || (act.object.length === 0 && server.topics.has("trading"))
        : isMoney && !isHead(act, MESSAGES);
    });
    const allowed = findVerbs(tool, ALLOWING, (act) => mentions(act, SPENDING) && server.topics.has("trading"));
    return whereActs(tool, [...acts, ...allowed]);
  },
});
