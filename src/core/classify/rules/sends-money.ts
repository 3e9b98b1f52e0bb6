import { MONEY } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const MESSAGES = new Set(words("message email notification alert reminder receipt confirmation link event request"));

export const sendsMoney = defineRule({
  id: "sends-money",
  statement: "It sends funds or transfers them to somebody.",
  test(tool, server) {
    const acts = findActs(tool, ["tell", "transfer", "publish"], (act) => {
      if (!["send", "transfer", "submit", "sign", "broadcast", "emit"].includes(act.verb.lemma)) return false;
      const isMoney = isAbout(act, MONEY);
      return act.verb.lemma === "transfer"
        ? isMoney || mentions(act, MONEY) || (act.object.length === 0 && server.topics.has("trading"))
        : isMoney && !isHead(act, MESSAGES);
    });
    return whereActs(tool, acts);
  },
});
