/** A fact of risk: what it returns are credentials, keys or other secrets. */
import { quoteActs } from "../evidence.ts";
import { SECRETS } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { hasNoun } from "../subject.ts";
import type { FacetTest } from "./facet.ts";

/** With these as head the result is about the secret. */
const ABOUT = new Set(
  words(
    "policy strength name metadata scanning alert rule type count usage status health hint history expiry schema requirement leak scan",
  ),
);

export const returnsSecrets: FacetTest = ({ tool, category }) => {
  if (category !== "read") return undefined;
  const acts = tool.acts.filter(
    (act) => act.verb.kind === "read" && hasNoun(act.object, SECRETS) && !ABOUT.has(act.object.at(-1) ?? ""),
  );
  return acts.length > 0 ? quoteActs(tool, acts) : undefined;
};
