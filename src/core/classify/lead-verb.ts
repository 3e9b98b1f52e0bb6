/** Finds the leading verb of a sentence: the word that says what the tool does. */
import { findNominal, findPhrasalVerb, findVerb, type InflectedVerb } from "./lexicon/forms.ts";
import { PREPOSITIONS } from "./lexicon/grammar.ts";
import { words } from "./lexicon/words.ts";
import type { Token } from "./tokens.ts";

/** Words that no object is made of and behind which a verb may still come. */
export const FILLERS = new Set(
  words(`
  this these tool tools is are was be can could will would may should must you your users user the a an and it which that to for
  use used uses using useful utilize utilizes utilizing leverage leverages leveraging employ employs employing allows allow allowing lets let enables enable enabling helps help helping agent agents llm ai model assistant
  api endpoint function method command server mcp client please first also then just only simply directly easily quickly
  permanently immediately safely automatically programmatically asynchronously synchronously completely fully securely properly
  efficiently selectively recursively atomically temporarily manually intelligently optionally gracefully dynamically
  forcefully instantly interactively remotely locally deprecated beta experimental preview alpha new ability able want wants need
  needs provides provide providing performs perform performing supports support tries try attempts attempt designed way when
  conduct conducts conducting assists assist facilitates has have in order handles syntactically semantically conditionally either both primary preferred recommended advanced
  purpose simple smart fast powerful low level high legacy required important note admin pro premium always`),
);

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

const CONDITIONAL = new Set([
  "if",
  "when",
  "after",
  "before",
  "once",
  "whenever",
  "unless",
  "while",
  "given",
  "during",
  "since",
]);

const NEGATIONS = new Set(
  words(
    "not non never without cannot can't don't doesn't won't no nor didn't isn't avoid avoids avoiding prevents preventing instead",
  ),
);

/** The verb at a place, with its particle where it has one. */
export function findVerbAt(tokens: readonly Token[], index: number): InflectedVerb | undefined {
  const text = tokens[index]?.text ?? "";
  return findPhrasalVerb(text, tokens[index + 1]?.text ?? "") ?? findVerb(text);
}

export function isNegated(tokens: readonly Token[], index: number): boolean {
  for (let back = 1; back <= 3; back += 1) {
    const text = tokens[index - back]?.text;
    if (text === undefined || text === "." || text === ",") return false;
    if (NEGATIONS.has(text)) return true;
  }
  return false;
}

const ENABLED = new Set(words("you users user the agents agent llms llm ai models clients developers us anyone teams"));

/** `Enable maintenance mode` is an act, `Enables users to search` is not. */
function isEnabling(tokens: readonly Token[], index: number, from: number): boolean {
  const text = tokens[index]?.text;
  const next = tokens[index + 1]?.text ?? "";
  return index === from && (text === "enable" || text === "allow") && !ENABLED.has(next) && !next.endsWith("ing");
}

/** After these the act is a noun: `performs a search`. */
const PERFORMING = new Set(words("perform performs performing conduct conducts conducting"));

const NEVER_PERFORMED: ReadonlySet<string> = new Set(["tell", "think", "handle"]);

/** What is done with these as head says the word before them: `performs a delete operation`. */
const LIGHT_HEADS = new Set(words("operation operations request requests action actions call task tasks"));

const ENDS_PHRASE = new Set([".", ";", ":", "(", "\n", "and", "or", "that", "which", "via"]);

/** Of `performs a systematic code review of …` the last verb before the preposition: the head of what is performed. */
function findPerformed(tokens: readonly Token[], from: number, to: number): number {
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

const TAKING = new Set(words("take takes"));
const TAKEN = new Set(words("screenshot snapshot"));

/** `Take a full-page screenshot`: what is taken says what is done. */
function findTaken(tokens: readonly Token[], from: number): number {
  for (let index = from; index < from + 5; index += 1) if (TAKEN.has(tokens[index]?.text ?? "")) return index;
  return -1;
}

/** An emoji or what varies it: it opens a sentence and is no word of it. */
function isPicture(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 0xd83c && code <= 0xd83e) || (code >= 0xfe00 && code <= 0xfe0f);
}

/** Index of the leading verb of the sentence [from, to), or -1. */
export function findLeadIndex(tokens: readonly Token[], from: number, to: number): number {
  let slot = true;
  let isPerforming = false;
  let skipClause = CONDITIONAL.has(tokens[from]?.text ?? "");
  const isGiven = tokens[from]?.text === "given";
  const limit = Math.min(to, from + 40);
  for (let index = from; index < limit; index += 1) {
    const text = tokens[index]?.text ?? "";
    if (skipClause) {
      // `Given a part returns advice on it`: no comma, but what is done stands there.
      if (isGiven && isDone(text)) return index;
      if (text === ",") skipClause = false;
      continue;
    }
    if (text === "[" || text === "(") {
      const close = text === "[" ? "]" : ")";
      while (index < limit - 1 && tokens[index]?.text !== close) index += 1;
      continue;
    }
    // What follows is said of a case: "…, if you need to press a button".
    if (text === "if" && tokens[index - 1]?.text === ",") return -1;
    if (OPENS_SLOT.has(text)) slot = slot || text !== "and";
    if (text === "this" && isOwnNoun(tokens, index + 1)) {
      index += 1;
      continue;
    }
    // `Preview adding a book`: nothing is added.
    if (text === "preview" && index === from && tokens[index + 1]?.text.endsWith("ing")) return index;
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
const MODALS = new Set(words("will can allows lets is helps enables provides performs supports"));

/** `to a new track`: what follows is a noun. */
const ARTICLES = new Set(words("a an the new your this"));

const SCOPING = new Set(words("exclude eliminate omit"));

const HOLDING = new Set(words("of in by"));

function isVerbHere(found: InflectedVerb, slot: boolean, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? "";
  if (found.form === "base")
    return slot && !(found.verb.tier === 2 && ARTICLES.has(before)) && !isCompoundNoun(found, tokens, index);
  // `Books in a shelf`: things, not what is done.
  if (found.form === "s" && found.verb.tier === 2 && HOLDING.has(tokens[index + 1]?.text ?? "")) return false;
  // `Excludes archived books`: what the tool is not about.
  if (found.form === "s" && SCOPING.has(found.verb.lemma)) return false;
  if (found.form === "s") return slot || (found.verb.tier === 0 && index < 12);
  if (found.form === "ing" && before === "for" && TOOLS.has(tokens[index - 2]?.text ?? "")) return true;
  if (found.form === "ing")
    return (
      slot &&
      (before === "for" ||
        before === "" ||
        before === "." ||
        before === "by" ||
        index === 0 ||
        before === "allows" ||
        before === "enables")
    );
  return false;
}

/** `A unified tool for retrieving …`. */
const TOOLS = new Set(words("tool api endpoint function method utility interface service operation command"));
const FOLLOWS_VERBS = new Set(words("to on for in from with"));

/** After `tool`: what stood before was its kind, as in `Triage tool: …`. */
const NAMING = new Set([...words("that for which to with"), ":", ".", "|"]);

const LOGGED = new Set(words("stats statistics entries lines messages files records level levels data"));
const STEPPING = new Set(words("into over out through in forward back to"));

const USING = new Set(words("call invoke run execute"));

/** `Step 1`: what is numbered is a noun. */
function isNumber(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** `Search engine that …`, `Query builder`: a noun before another noun is no verb, when no article follows. */
function isCompoundNoun(found: InflectedVerb, tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text ?? "";
  // `Call when writing`: this tool is meant.
  if (found.verb.lemma === "call" && CONDITIONAL.has(next)) return true;
  // `Step 2: call this tool with …`: how to use it, which is no act of its own.
  if (USING.has(found.verb.lemma) && next === "this" && TOOLS.has(tokens[index + 2]?.text ?? "")) return true;
  if (found.verb.tier === 2 && isNumber(next)) return true;
  // `[<start> ... <end>]`, `/select/rows`: a place to be filled in, a part of an address.
  if (next === "]" || (next === "/" && tokens[index - 1]?.text === "/")) return true;
  // `Log stats for a query`, `First step for making a rule`.
  if (found.verb.lemma === "log" && LOGGED.has(next)) return true;
  if (found.verb.lemma === "step" && !STEPPING.has(next)) return true;
  // `Read-only methods`, `Type of data`, not `run only statements that read`.
  if (
    (next === "only" && !USING.has(found.verb.lemma)) ||
    (next === "of" && found.verb.tier > 0 && found.verb.kind !== "read")
  )
    return true;
  if (next === "tool" && NAMING.has(tokens[index + 2]?.text ?? ".")) return true;
  if (found.verb.tier < 2) return false;
  // `Required step before editing`.
  if (CONDITIONAL.has(next)) return true;
  if (next === "tool" || next === "tools" || next === ":" || next === "." || next === "|") return true;
  return PREPOSITIONS.has(next) && !FOLLOWS_VERBS.has(next);
}
