import { words } from "../lexicon/words.ts";
import { findVerbs, isHead, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const ISSUING = new Set(words("finalize finalise issue send pay charge collect approve submit confirm complete"));
const INVOICES = new Set(words("invoice bill"));
/** Such an invoice is a request for payment from the moment it is made. */
const PAYABLE = new Set(words("lightning bolt11 bolt12 lnurl"));
const MAKING = new Set(words("create make generate"));

export const issuesInvoice = defineRule({
  id: "issues-invoice",
  statement: "It issues an invoice that somebody has to pay.",
  needs: { verbs: [...ISSUING, ...MAKING] },
  test(tool) {
    const issued = findVerbs(tool, ISSUING, (act) => isHead(act, INVOICES));
    const payable = findVerbs(tool, MAKING, (act) => isHead(act, INVOICES) && mentions(act, PAYABLE));
    return whereActs(tool, [...issued, ...payable]);
  },
});
