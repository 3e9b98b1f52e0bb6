import type { Act } from "../acts.ts";
import { phrases, words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const PAYMENTS = new Set([
  ...words("refund payment payout charge purchase disbursement withdrawal donation remittance"),
  ...phrases(
    "payment link | payment intent | checkout session | purchase order | bank transfer | limit order | market order | renewal order | gift card | wire transfer | trade order | stop order | buy order | sell order | new order",
  ),
]);
const ORDERS = new Set(words("order trade bet bid reservation"));
const TRADES = new Set(words("order trade swap transaction transfer deposit withdrawal position"));
/** These trade by themselves from the moment they are made. */
const TRADERS = new Set(phrases("trading bot | grid bot | dca bot | martingale bot | copy trade | recurring buy"));
const CONTRACTS = new Set(words("subscription transfer order"));
/** Drafts commit nobody, and records about payments are no payments. */
const HARMLESS = new Set([
  ...words("draft cart quote method webhook report template page item customer reminder receipt history"),
  ...phrases("work order | setup intent"),
]);
const AMENDING = new Set(words("replace modify amend"));
const DRAFTS = new Set(["draft"]);
const NOT_PAID = new Set(words("draft webhook simulation paper unpaid"));

/** `futures_batch_amend`: what is traded stands for its orders. */
function isOrder(act: Act): boolean {
  return isHead(act, ORDERS) || (act.source === "name" && act.verb.lemma === "amend" && !isAbout(act, HARMLESS));
}

export const makesPayment = defineRule({
  id: "makes-payment",
  statement: "It makes an order, a payment, a refund or another thing that is paid.",
  needs: {
    kinds: ["create", "generate", "run", "start", "tell", "publish", "handle", "transfer", "apply"],
    verbs: AMENDING,
  },
  test(tool, server) {
    // `create_transaction`: "Insert a draft transaction".
    const isDrafting = tool.textActs[0]?.verb.kind === "create" && isAbout(tool.textActs[0], DRAFTS);
    const acts = findActs(
      tool,
      ["create", "generate", "run", "start", "tell", "publish", "handle", "transfer", "apply"],
      (act) => {
        if (isAbout(act, HARMLESS) || mentions(act, NOT_PAID) || isDrafting) return false;
        if (isHead(act, PAYMENTS)) return true;
        if (act.verb.lemma === "place" && isHead(act, ORDERS)) return true;
        if (server.topics.has("trading") && (isHead(act, TRADES) || isHead(act, TRADERS))) return true;
        return server.topics.has("money") && isHead(act, CONTRACTS) && !server.topics.has("events");
      },
    );
    // New terms of an open order are an order.
    const amended = server.topics.has("trading") ? findVerbs(tool, AMENDING, isOrder) : [];
    return whereActs(tool, [...acts, ...amended]);
  },
});
