import { words } from "../lexicon/words.ts";
import { findActs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Slots of a calendar and places at a table cost nothing by themselves; version control checks out branches. */
const UNPAID = new Set(
  words(`appointment meeting slot calendar event time table call demo interview consultation branch commit file revision tag
  repository repo ref working room desk seat item element list field column row ip address name username instance resource`),
);

export const booksSomething = defineRule({
  id: "books-something",
  statement: "It orders or books something that has to be paid.",
  needs: { kinds: ["book"] },
  test(tool, server) {
    const acts = findActs(tool, ["book"], (act) => {
      // `reserved_ip_reserve`: the object stands before the verb.
      if (isAbout(act, UNPAID) || server.topics.has("calendar")) return false;
      return act.verb.lemma !== "checkout" || !server.words.has("git");
    });
    return whereActs(tool, acts);
  },
});
