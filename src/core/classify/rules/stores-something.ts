import { STORED_MEDIA } from "../lexicon/nouns.ts";
import { words } from "../lexicon/words.ts";
import { hasNoun, type Subject } from "../subject.ts";
import { findActs, findVerbs, isAbout, isHead, whereActs } from "./match.ts";
import { defineRule } from "./rule.ts";
import { isOutputPlace } from "./saves-result.ts";

const TEXTS = new Set(
  words(
    "map qr barcode graph plot preview prompt code description caption alt url link chart diagram metadata query idea",
  ),
);

/** What comes out of these is a new file. */
const CONVERTING = new Set(words("convert resize rotate crop upscale trim enhance"));
const BINARY = new Set(words("video audio image photo media picture"));

/** `Convert text into speech`: what comes out is made by a model and kept as a file. */
const VOICING = new Set(words("convert turn transform"));
const SOUND = new Set(words("speech audio voice sound music song"));

/** Turned into one of these, a picture or a sound is read. */
const PLAIN = new Set(words("markdown text json html transcript base64 csv string ascii xml yaml"));

/** What is exported is what these hand back. */
const RENDERING: ReadonlySet<string> = new Set(["compute", "read"]);
/** What these bring can be kept, or only handed over. */
export const BRINGING: ReadonlySet<string> = new Set(words("export download"));

/** `Export the timeline as JSON`, `… Returns all programs`: what was exported is the answer, not where it lies. */
const ANSWER =
  /\bexports? [^.]*\bas (?:json|csv|text|markdown|xml|yaml|base64)\b|(?:^|[.\n]\s*)returns (?:all|the (?!path|file|url|link|download|location|id|job|status|result of)|every|a list|structured|csv|json|text|markdown)/i;

/** `Exports the model. Returns a string`: without a place to put it, it is only handed back. */
export function isHandedBack(tool: Subject): boolean {
  if (tool.parameters.some(({ words: list }) => isOutputPlace(list))) return false;
  const [named] = tool.nameActs;
  const isGetting = named?.verb.kind === "read" && named.verb.tier < 2;
  const isRendering = tool.textActs[0] !== undefined && RENDERING.has(tool.textActs[0].verb.kind);
  // Of what is brought and nowhere said to be kept, the author knows whether it is.
  const isSaidToKeepNothing = tool.tool.annotations?.readOnlyHint === true && !tool.cues.has("savesResult");
  const isAnswer = !tool.cues.has("savesResult") && ANSWER.test(tool.description);
  return isGetting || isRendering || isAnswer || isSaidToKeepNothing || tool.cues.has("onlyReturns");
}

/** A snapshot of one of these is kept, not looked at. */
const SNAPPING = new Set(["snapshot"]);
const STORAGE = new Set(words("volume disk drive vm instance server cluster droplet"));

export const storesSomething = defineRule({
  id: "stores-something",
  statement: "It stores something on a disk or at a provider.",
  needs: { kinds: ["store", "generate"], verbs: [...CONVERTING, ...SNAPPING, ...VOICING] },
  test(tool) {
    const stored = findActs(tool, ["store"], (act) => !(BRINGING.has(act.verb.lemma) && isHandedBack(tool)));
    const made = findActs(tool, ["generate"], (act) => isAbout(act, STORED_MEDIA) && !isAbout(act, TEXTS));
    const converted = findVerbs(tool, CONVERTING, (act) => isAbout(act, BINARY) && !hasNoun(act.rest, PLAIN));
    const voiced = findVerbs(tool, VOICING, (act) => act.object.includes("text") && hasNoun(act.rest, SOUND));
    const copied = findVerbs(tool, SNAPPING, (act) => isHead(act, STORAGE));
    return whereActs(tool, [...copied, ...stored, ...made, ...converted, ...voiced]);
  },
});
