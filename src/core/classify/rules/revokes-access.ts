import { words } from "../lexicon/words.ts";
import { findActs, isAbout, mentions, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

/** Making a picture anew or turning it round revokes nothing. */
const RENEWING = new Set(words("regenerate rotate reroll expire ban burn invalidate"));
const CONNECTIONS = new Set(words("connection connectionid"));
const CREDENTIALS = new Set(
  words("secret key token password credential certificate link access session invitation nft cache user member"),
);

export const revokesAccess = defineRule({
  id: "revokes-access",
  statement: "It revokes access or makes credentials worthless.",
  needs: { kinds: ["revoke"] },
  test(tool) {
    const acts = findActs(
      tool,
      ["revoke"],
      (act) => (!RENEWING.has(act.verb.lemma) && !isAbout(act, CONNECTIONS)) || mentions(act, CREDENTIALS),
    );
    return whereActs(tool, acts);
  },
});
