import { MONEY, MONEY_MOVES } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Verbs that mean money everywhere. */
const ALWAYS = new Set(
  words(
    "pay refund buy purchase sell payout reimburse remit donate wager repay disburse airdrop topup renew prepay cashout spend outbid procure",
  ),
);
/** Verbs of many other things, where the server deals in money too. */
const NEEDS_OBJECT = new Set(
  words(
    "fund mint stake bid bill rent lease settle lend borrow short long charge deposit withdraw hedge bridge escrow",
  ),
);
const CHARGED = new Set([...words("card customer client buyer account invoice order"), "payment method"]);
/** `List a thing for sale`. */
const OFFERING = new Set(words("list put offer place"));
/** What is supplied, wrapped or claimed on a chain changes hands. */
const ON_CHAIN = new Set(words("supply wrap unwrap claim harvest delegate lock unlock add remove"));
const YIELDS = new Set(words("collateral liquidity reward yield vault pool"));
const CREDENTIALS = new Set(words("token credential key"));
/** Renewing a token or a certificate costs nothing. */
const NO_MONEY = new Set(
  words("token certificate certification cert lock session cache lease webhook credential book link"),
);

export const movesMoney = defineRule({
  id: "moves-money",
  statement: "It moves money or commits someone to pay.",
  needs: { kinds: ["pay", "close"], verbs: [...OFFERING, ...ON_CHAIN] },
  test(tool, server) {
    const acts = findActs(tool, ["pay"], (act) => {
      // `Mint an access token`: a credential, where no coins are dealt in.
      if (act.verb.lemma === "mint" && isAbout(act, CREDENTIALS) && !server.topics.has("trading")) return false;
      if (act.verb.lemma === "renew" && act.object.includes("subscription")) return server.topics.has("money");
      if (ALWAYS.has(act.verb.lemma)) return act.verb.lemma !== "renew" || !isAbout(act, NO_MONEY);
      if (act.object.length === 0) return server.topics.has("trading");
      if (act.verb.lemma === "charge" && isAbout(act, CHARGED))
        return server.topics.has("money") || act.object.includes("card");
      const isMoney = mentions(act, MONEY) || mentions(act, MONEY_MOVES);
      if (server.topics.has("trading") || server.topics.has("money"))
        return isMoney || !NEEDS_OBJECT.has(act.verb.lemma);
      return isMoney;
    });
    const offered = findVerbs(tool, OFFERING, (act) => act.rest.includes("sale") && act.rest.includes("for"));
    const traded = server.topics.has("trading")
      ? findVerbs(tool, ON_CHAIN, (act) => mentions(act, MONEY) || mentions(act, YIELDS))
      : [];
    const closed = server.topics.has("trading")
      ? findActs(tool, ["close"], (act) => act.object.includes("position"))
      : [];
    return whereActs(tool, [...acts, ...offered, ...traded, ...closed]);
  },
});
