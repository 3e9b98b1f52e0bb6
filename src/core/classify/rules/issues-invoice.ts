import { words } from "../lexicon/words.ts";
import { findVerbs, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const ISSUING = new Set(words("finalize finalise issue send pay charge collect approve submit confirm complete"));
const INVOICES = new Set(words("invoice bill"));

export const issuesInvoice = defineRule({
  id: "issues-invoice",
  statement: "It issues an invoice that somebody has to pay.",
  needs: { verbs: ISSUING },
  test(tool) {
    return whereActs(
      tool,
      findVerbs(tool, ISSUING, (act) => isHead(act, INVOICES)),
    );
  },
});
