/** Where a noun says what is done: `performs a search`, `Full inspection of …`, `Provides guidance`. */
import { findNominal, findVerb } from "./lexicon/forms.ts";
import { PREPOSITIONS } from "./lexicon/grammar.ts";
import { ENDS_PHRASE, FILLERS, QUESTIONS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import type { Token } from "./tokens.ts";
import { findVerbAt } from "./verb-here.ts";

const PROVIDING = new Set(words("provides provide gives"));
/** What is provided by being told. */
const TOLD = new Set(
  words(`instruction instructions guidance guide documentation manual information details overview summary insight insights help
  recommendation recommendations list statistics metrics explanation description advice data`),
);

/** `Provides guidance on …`: it is returned. */
export function isProvidingText(tokens: readonly Token[], index: number, to: number): boolean {
  if (!PROVIDING.has(tokens[index]?.text ?? "")) return false;
  let last = index + 1;
  while (last + 1 < to && isPlainWord(tokens[last + 1]?.text ?? "")) last += 1;
  return last < index + 8 && TOLD.has(tokens[last]?.text ?? "");
}

/** Neither a mark nor a word that ends what the words before it name. */
function isPlainWord(text: string): boolean {
  return /^[a-z0-9]/.test(text) && !PREPOSITIONS.has(text) && !ENDS_PHRASE.has(text) && text !== "about";
}

const NEVER_PERFORMED: ReadonlySet<string> = new Set(["tell", "think", "handle"]);

/** What is done with these as head says the word before them: `performs a delete operation`. */
const LIGHT_HEADS = new Set(words("operation operations request requests action actions call task tasks"));

/** Of `performs a systematic code review of …` the last verb before the preposition: the head of what is performed. */
export function findPerformed(tokens: readonly Token[], from: number, to: number): number {
  let best = -1;
  for (let index = from; index < to; index += 1) {
    const text = tokens[index]?.text ?? "";
    if (ENDS_PHRASE.has(text) || PREPOSITIONS.has(text)) {
      // Hyphens part words: `step-by-step` is one.
      if (text === "by" && tokens[index - 1]?.text === tokens[index + 1]?.text) {
        index += 1;
        continue;
      }
      break;
    }
    if (LIGHT_HEADS.has(text) && best >= 0) break;
    const found = findVerbAt(tokens, index) ?? findNominal(text);
    // `performs a search combining …`: what follows says how.
    if (found?.form === "ing" && best >= 0) break;
    if (found && (found.form === "base" || found.form === "ing") && !NEVER_PERFORMED.has(found.verb.kind)) best = index;
  }
  return best;
}

export const TAKING: ReadonlySet<string> = new Set(words("take takes"));
const TAKEN = new Set(words("screenshot snapshot"));

/** `Take a full-page screenshot`: what is taken says what is done. */
export function findTaken(tokens: readonly Token[], from: number): number {
  for (let index = from; index < from + 5; index += 1) if (TAKEN.has(tokens[index]?.text ?? "")) return index;
  return -1;
}

/** `[SEARCH] …`: where the text begins behind a label in brackets. */
export function skipLabel(tokens: readonly Token[], to: number): number {
  if (tokens[0]?.text !== "[") return 0;
  const close = tokens.findIndex(({ text }, at) => at < to && text === "]");
  return close + 1;
}

const OPENS_PHRASE = new Set(words("a an the full complete"));
const MAX_PHRASE = 9;
/** What makes its object of the words before it. */
const HEADED = new Set([".", ":", "of", "for", "with", ",", "(", "and"]);
const LOOKING: ReadonlySet<string> = new Set(["read", "compute"]);

/**
 * `Full process enumeration and inspection`, `Exploit primitive analysis: …`: a text that opens with a noun of action
 * does that, whatever the words before it could be elsewhere. Where the first could be a verb, only of looking.
 */
export function findHeadNoun(tokens: readonly Token[], from: number, to: number): number {
  let first = from;
  while (first < to && OPENS_PHRASE.has(tokens[first]?.text ?? "")) first += 1;
  let end = first;
  while (end < Math.min(to, first + MAX_PHRASE) && isPhraseWord(tokens[end]?.text ?? "")) end += 1;

  const next = tokens[end]?.text ?? ".";
  const last = tokens[end - 1]?.text ?? "";
  if (end - first < 2 || !HEADED.has(next)) return -1;
  const noun = findNominal(last) ?? (next === "of" || next === "with" ? findVerb(last) : undefined);
  if (noun?.form !== "base" || noun.verb.kind === "handle") return -1;
  const opening = findVerb(tokens[first]?.text ?? "");
  const isOpened = first > from && tokens[from]?.text !== "complete";
  const canBeDone = !isOpened && opening !== undefined && opening.form !== "ed";
  if (!canBeDone) return LOOKING.has(noun.verb.kind) || next === "of" || next === "for" ? end - 1 : -1;
  return next === ":" && LOOKING.has(noun.verb.kind) && findNominal(last) ? end - 1 : -1;
}

/** A word as it stands inside a noun phrase: no mark, no preposition, no verb of a third person. */
function isPhraseWord(text: string): boolean {
  if (text === "/") return true;
  if (!/^[a-z0-9]/.test(text) || HEADED.has(text) || PREPOSITIONS.has(text) || QUESTIONS.has(text)) return false;
  if (FILLERS.has(text) && !PHRASE_FILLERS.has(text)) return false;
  return findVerb(text)?.form !== "s";
}
const PHRASE_FILLERS = new Set(words("advanced smart fast powerful low level high simple basic automated"));
