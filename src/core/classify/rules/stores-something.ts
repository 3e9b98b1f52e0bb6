import { STORED_MEDIA } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { findActs, findVerbs, isAbout, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";

const TEXTS = new Set(
  words(
    "map qr barcode graph plot preview prompt code description caption alt url link chart diagram metadata query idea",
  ),
);

/** What comes out of these is a new file. */
const CONVERTING = new Set(words("convert resize rotate crop upscale trim enhance"));
const BINARY = new Set(words("video audio image photo media picture"));

export const storesSomething = defineRule({
  id: "stores-something",
  statement: "It stores something on a disk or at a provider.",
  test(tool) {
    const stored = findActs(tool, ["store"]);
    const made = findActs(tool, ["generate"], (act) => isAbout(act, STORED_MEDIA) && !isAbout(act, TEXTS));
    const converted = findVerbs(tool, CONVERTING, (act) => isAbout(act, BINARY));
    return whereActs(tool, [...stored, ...made, ...converted]);
  },
});
