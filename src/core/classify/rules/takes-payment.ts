import { phrases, words } from "../lexicon/words.ts";
import { findVerbs, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const TAKING = new Set(words("capture settle collect authorize authorise complete confirm finalize finalise submit"));
const OWED = new Set([
  ...words("payment charge authorization authorisation checkout"),
  ...phrases("draft order | payment intent | checkout session | purchase order | cart order"),
]);

export const takesPayment = defineRule({
  id: "takes-payment",
  statement: "It takes a payment that was only prepared.",
  needs: { verbs: TAKING },
  test(tool) {
    return whereActs(
      tool,
      findVerbs(tool, TAKING, (act) => isHead(act, OWED)),
    );
  },
});
