/** Finds the leading verb of a sentence: the word that says what the tool does. */
import { findNominal, findVerb } from "./lexicon/forms.ts";
import { CONDITIONAL, FILLERS, MODALS, QUESTIONS, TOOLS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import { findHeadNoun, findPerformed, findTaken, isProvidingText, skipLabel, TAKING } from "./nominal-lead.ts";
import type { Token } from "./tokens.ts";
import { findVerbAt, isNegated, isVerbHere } from "./verb-here.ts";

/** After these a verb stands, whatever came before. */
const OPENS_SLOT = new Set([
  ":",
  "to",
  "can",
  "will",
  "that",
  "which",
  "then",
  "-",
  "/",
  "\n",
  "]",
  ")",
  "must",
  "|",
  "→",
  "and",
]);

const ENABLED = new Set(words("you users user the agents agent llms llm ai models clients developers us anyone teams"));

/** `Enable maintenance mode` is an act, `Enables users to search` is not. */
function isEnabling(tokens: readonly Token[], index: number, from: number): boolean {
  const text = tokens[index]?.text;
  const next = tokens[index + 1]?.text ?? "";
  return index === from && (text === "enable" || text === "allow") && !ENABLED.has(next) && !next.endsWith("ing");
}

/** After these the act is a noun: `performs a search`. */
const PERFORMING = new Set(words("perform performs performing conduct conducts conducting"));

/** An emoji or what varies it: it opens a sentence and is no word of it. */
function isPicture(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 0xd83c && code <= 0xd83e) || (code >= 0xfe00 && code <= 0xfe0f);
}

/** Index of the leading verb of the sentence [from, to), or -1. */
export function findLeadIndex(tokens: readonly Token[], from: number, to: number): number {
  const head = from === 0 ? findHeadNoun(tokens, skipLabel(tokens, to), to) : -1;
  if (head >= 0) return head;
  let slot = true;
  let isPerforming = false;
  let skipClause = CONDITIONAL.has(tokens[from]?.text ?? "");
  const isGiven = tokens[from]?.text === "given";
  const limit = Math.min(to, from + 40);
  for (let index = from; index < limit; index += 1) {
    const text = tokens[index]?.text ?? "";
    if (skipClause) {
      // `Given a part returns advice on it`: no comma, but what is done stands there.
      if (isGiven && isDone(text) && tokens[index + 1]?.text !== ",") return index;
      if (text === ",") skipClause = false;
      continue;
    }
    if (text === "[" || text === "(") {
      const close = text === "[" ? "]" : ")";
      while (index < limit - 1 && tokens[index]?.text !== close) index += 1;
      continue;
    }
    // `Which blocks were sprayed`: what is asked is answered, whatever verbs the question has.
    if (QUESTIONS.has(text) && !TOOLS.has(tokens[index - 1]?.text ?? "")) return -1;
    // What follows is said of a case: "…, if you need to press a button".
    if (text === "if" && tokens[index - 1]?.text === ",") return -1;
    if (OPENS_SLOT.has(text)) slot = slot || text !== "and";
    if (text === "this" && isOwnNoun(tokens, index + 1)) {
      index += 1;
      continue;
    }
    // `Preview adding a book`: nothing is added.
    if (text === "preview" && index === from && tokens[index + 1]?.text.endsWith("ing")) return index;
    if (isProvidingText(tokens, index, limit)) return index;
    if (FILLERS.has(text) && !isEnabling(tokens, index, from)) {
      isPerforming = isPerforming || PERFORMING.has(text);
      continue;
    }
    const performed = isPerforming ? findPerformed(tokens, index, limit) : -1;
    if (performed >= 0) return performed;
    const found = findVerbAt(tokens, index) ?? (isPerforming ? findNominal(text) : undefined);
    if (slot && TAKING.has(text)) {
      const taken = findTaken(tokens, index + 1);
      if (taken >= 0) return taken;
    }
    if (found && isVerbHere(found, slot, tokens, index)) {
      if (isNegated(tokens, index)) return -1;
      return index;
    }
    if (!OPENS_SLOT.has(text) && !text.endsWith("ly") && !isPicture(text)) slot = false;
  }
  return -1;
}

function isDone(text: string): boolean {
  const found = findVerb(text);
  return found?.form === "s" && found.verb.tier < 2;
}

/** `This action returns …`: a word between `this` and a verb is what the tool is called here. */
function isOwnNoun(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text ?? "";
  const isSaying = findVerb(next)?.form === "s" || MODALS.has(next);
  return isSaying && findVerb(tokens[index]?.text ?? "")?.form !== "s";
}
