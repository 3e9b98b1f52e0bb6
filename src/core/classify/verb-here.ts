/** A verb at a place of a text: whether there is one, and whether it is denied. */
import { findPhrasalVerb, findVerb, type InflectedVerb } from "./lexicon/forms.ts";
import { PREPOSITIONS } from "./lexicon/grammar.ts";
import { CONDITIONAL, MODALS, QUESTIONS, TOOLS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import type { Token } from "./tokens.ts";

const NEGATIONS = new Set(
  words(
    "not non never without cannot can't don't doesn't won't no nor didn't isn't avoid avoids avoiding prevents preventing instead",
  ),
);

const ENDS_DENIAL = new Set([".", ",", "]", ")"]);

const CONFIRMING = new Set(words("confirm certify"));
const BEING = new Set(words("is are exists works"));
const ENDS_CLAUSE = new Set([...words("that which who whose where if when once"), ",", ".", ";", ":", "("]);

/** `Confirms the server is reachable`: it is looked whether it is so. `Confirms a booking which is open` confirms it. */
function isStated({ verb }: InflectedVerb, tokens: readonly Token[], index: number): boolean {
  if (!CONFIRMING.has(verb.lemma)) return false;
  const start = tokens[index + 1]?.text === "that" ? index + 2 : index + 1;
  const stop = tokens.slice(start, start + 6).find(({ text }) => BEING.has(text) || ENDS_CLAUSE.has(text));
  return stop !== undefined && BEING.has(stop.text);
}

/** The verb at a place, with its particle where it has one. */
export function findVerbAt(tokens: readonly Token[], index: number): InflectedVerb | undefined {
  const text = tokens[index]?.text ?? "";
  const found = findPhrasalVerb(text, tokens[index + 1]?.text ?? "") ?? findVerb(text);
  const checking = found && isStated(found, tokens, index) ? findVerb("check") : undefined;
  return found && checking ? { ...checking, form: found.form } : found;
}

export function isNegated(tokens: readonly Token[], index: number): boolean {
  for (let back = 1; back <= 3; back += 1) {
    const text = tokens[index - back]?.text;
    if (text === undefined || ENDS_DENIAL.has(text)) return false;
    if (NEGATIONS.has(text)) return true;
  }
  return false;
}

/** `to a new track`, `the register of …`: what follows is a noun. */
const ARTICLES = new Set(words("a an the new your this its their"));

/** `It contains …`, `… says in every language`: what stands there, not what is done. */
const STATING = new Set(words("contain say"));
/** `… Refuses what is too large`, `… goes through the same check`: what may be passed, how it comes about. */
const TAKING_IN = new Set(words("refuse reject accept go"));

const SCOPING = new Set(words("exclude eliminate omit"));

const HOLDING = new Set(words("of in by on where that which who between across per"));

/** Whether this word is a verb of what the tool does; `slot`: one can stand here. */
export function isVerbHere(found: InflectedVerb, slot: boolean, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? "";
  const next = tokens[index + 1]?.text ?? "";
  if (found.form !== "ing" && ARTICLES.has(before)) return false;
  // `Writes nothing`.
  if (next === "nothing") return false;
  if (STATING.has(found.verb.lemma) && (found.form === "s" || MODALS.has(before))) return false;
  if (TAKING_IN.has(found.verb.lemma) && found.form === "s" && index > 0) return false;
  if (found.form === "base") return slot && !isCompoundNoun(found, tokens, index);
  // `Books in a shelf`: things, not what is done.
  if (found.form === "s" && found.verb.tier === 2 && (HOLDING.has(next) || findVerb(next)?.form === "ed")) return false;
  // `Excludes archived books`: what the tool is not about.
  if (found.form === "s" && SCOPING.has(found.verb.lemma)) return false;
  if (found.form === "s") return slot || (found.verb.tier === 0 && index < 12);
  // `MUTATING (default OFF).`, `Tagging is for owners`: a label, and what a sentence speaks of.
  if (found.form === "ing" && FOLLOWS_NOUNS.has(tokens[index + 1]?.text ?? "")) return false;
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

const FOLLOWS_NOUNS = new Set([...words("is are was can will may must requires"), ".", "(", ":", "|", "]"]);

const FOLLOWS_VERBS = new Set(words("to on for in from with"));

/** After `tool`: what stood before was its kind, as in `Triage tool: …`. */
const NAMING = new Set([...words("that for which to with"), ":", ".", "|"]);

const LOGGED = new Set(words("stats statistics entries lines messages files records level levels data"));
const STEPPING = new Set(words("into over out through in forward back to"));

const LISTS = new Set(words("blocklist blacklist allowlist whitelist"));

const USING = new Set(words("call invoke run execute"));
const BEGINNING = new Set(words("start begin"));
const FROM = new Set(words("from here with by"));
const ABOUT_TO = new Set(words("about ready due"));

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
  // `Use list before deleting`: another action, and when to take it.
  if (tokens[index - 1]?.text === "use" && CONDITIONAL.has(next)) return true;
  // `Step 2: call this tool with …`: how to use it, which is no act of its own.
  if (USING.has(found.verb.lemma) && next === "this" && TOOLS.has(tokens[index + 2]?.text ?? "")) return true;
  // `Start from a block`: what the caller begins with.
  if (BEGINNING.has(found.verb.lemma) && FROM.has(next)) return true;
  // `Say to which shelf it belongs`: the answer.
  if (found.verb.kind === "tell" && (QUESTIONS.has(next) || QUESTIONS.has(tokens[index + 2]?.text ?? ""))) return true;
  // `The person about to sign it`.
  if (tokens[index - 1]?.text === "to" && ABOUT_TO.has(tokens[index - 2]?.text ?? "")) return true;
  if (found.verb.tier === 2 && isNumber(next)) return true;
  // `The allowlist and blocklist for a shop`.
  if (LISTS.has(found.verb.lemma) && (PREPOSITIONS.has(next) || FOLLOWS_VERBS.has(next))) return true;
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
  // `The model register: every model`.
  if (next === ":" && /[a-z]/.test(tokens[index - 1]?.text ?? "")) return true;
  // `Step into the call`.
  if (found.verb.tier < 2 || (found.verb.lemma === "step" && next !== "to")) return false;
  // `Required step before editing`.
  if (CONDITIONAL.has(next)) return true;
  if (next === "tool" || next === "tools" || next === ":" || next === "." || next === "|") return true;
  return PREPOSITIONS.has(next) && !FOLLOWS_VERBS.has(next);
}
