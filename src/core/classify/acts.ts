/**
 * What a tool does, as its name says it: a verb with the words that follow it. The acts of descriptions are found in
 * `text-acts.ts`; everything later builds on both.
 */

import { findDoer, findNamedNoun, findVerb, type InflectedVerb, type Verb } from "./lexicon/forms.ts";
import { PREPOSITIONS } from "./lexicon/grammar.ts";
import { QUESTIONS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import { singular, type Token } from "./tokens.ts";
import { findVerbAt } from "./verb-here.ts";

export interface Act {
  verb: Verb;
  /** Singular words of what the verb is done to, up to the first preposition. */
  object: readonly string[];
  /** Singular words after that, to the end of the clause. */
  rest: readonly string[];
  /** `also`: a later sentence says it of this tool; `choice`: a member of an argument that names the action. */
  source: "name" | "lead" | "also" | "choice";
  /** Where it stands, as evidence names fields. */
  field: string;
  /** The verb as it stands in the field. */
  start: number;
  end: number;
  /** Where its clause ends in the field. */
  clauseEnd: number;
  /** The object is said to be many: `all`, `multiple`, `every`. */
  isMany: boolean;
  /** What is quoted instead of the clause. */
  quote?: string;
}

const SKIPPED_IN_OBJECT = new Set(
  words(
    "a an the this that your their its all any some one or more and new existing specific given specified single multiple by_id",
  ),
);

const JOINING = new Set(["and", "or"]);
const AND = new Set(["and", "then"]);

function isOneOrMore(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.text === "more" && tokens[index - 1]?.text === "or" && tokens[index - 2]?.text === "one";
}

/** `Generate a token and get advice`: at the second verb the first one's object ends. */
function isVerb(text: string | undefined): boolean {
  const found = findVerb(text ?? "");
  return found?.form === "base" && found.verb.tier < 2;
}

/** Marks that end the object, not the clause. */
const PARTS = new Set(["(", ":", ",", "—", "–"]);

/** `an overlay added for the element`: behind such a word stands which. */
function isSaidOfObject(tokens: readonly Token[], index: number): boolean {
  const text = tokens[index]?.text ?? "";
  const next = tokens[index + 1]?.text ?? ".";
  if (text.endsWith("ly") && findVerb(next)?.form === "ed") return true;
  if (findVerb(text)?.form !== "ed") return false;
  return next === "." || PREPOSITIONS.has(next);
}

const MANY = new Set(words("all multiple every many several batch bulk mass everything"));

function collectObject(
  tokens: readonly Token[],
  from: number,
  to: number,
): Pick<Act, "object" | "rest" | "clauseEnd" | "isMany"> {
  const object: string[] = [];
  const rest: string[] = [];
  let inRest = false;
  let isMany = false;
  let isJoined = false;
  let clauseEnd = tokens[from - 1]?.end ?? 0;
  for (let index = from; index < to && rest.length < 16; index += 1) {
    const text = tokens[index]?.text ?? "";
    if (text === "." || text === ";" || text === "\n") break;
    if (!PARTS.has(text)) clauseEnd = tokens[index]?.end ?? clauseEnd;
    if (QUESTIONS.has(text)) inRest = true;
    if (PREPOSITIONS.has(text) || PARTS.has(text)) {
      if (object.length > 0 || PREPOSITIONS.has(text)) inRest = true;
      if (inRest && PREPOSITIONS.has(text)) rest.push(text);
      continue;
    }
    if (object.length > 0 && isSaidOfObject(tokens, index)) inRest = true;
    if (JOINING.has(text) && object.length > 0 && isVerb(tokens[index + 1]?.text)) inRest = true;
    if (text === "or" && object.length > 0) isJoined = true;
    if (!inRest && (isJoined ? false : MANY.has(text) || isOneOrMore(tokens, index))) isMany = true;
    if (SKIPPED_IN_OBJECT.has(text)) continue;
    if (!inRest && object.length < 8) object.push(singular(text));
    else rest.push(singular(text));
  }
  return { object, rest, clauseEnd, isMany };
}

const LOGGED = new Set(words("call email meeting note activity message"));

/** `log_call` notes that there was one. */
function isLogging(tokens: readonly Token[]): boolean {
  return tokens[0]?.text === "log" && LOGGED.has(tokens[1]?.text ?? "");
}

/** Of these no description takes the ground away. */
const GRAVE: ReadonlySet<string> = new Set(words("delete wipe revoke end reset pay remove clear"));

const READING: ReadonlySet<string> = new Set(words("read compute"));

/** `com_hijack_compare`, `spoof_detector`: the word of the name that says what the description says. */
function findSaidWord(tokens: readonly Token[], said: Verb, named: Act | undefined): number {
  if (!READING.has(said.kind) || named === undefined || GRAVE.has(named.verb.kind)) return -1;
  const isInside = named.start > (tokens[0]?.start ?? 0);
  if (!isInside && STARTING.has(named.verb.kind)) return -1;
  return tokens.findIndex(({ text }, at) => {
    const before = tokens[at - 1]?.text ?? "";
    if (at === 0 || AND.has(before) || before === "or") return false;
    const verb = findVerb(text)?.verb ?? findDoer(text);
    return verb !== undefined && (verb.lemma === said.lemma || (at === tokens.length - 1 && isReadingDoer(text)));
  });
}

function isReadingDoer(text: string): boolean {
  const verb = findVerb(text) ? undefined : findDoer(text);
  return verb !== undefined && READING.has(verb.kind);
}

/** At the head of a name these are done, whatever follows: `run_check`, `send_report`. */
const STARTING: ReadonlySet<string> = new Set(
  words("run start stop tell publish create change drive detach grant transfer restore apply book cancel post"),
);

/**
 * `record_test_run`: where the description begins with the name's first word, that is its verb. `deploy_app_logs_get`:
 * where it says that something is got, the verb at the end is; so `add_book_preview` previews.
 */
export function findSaidAct(
  tokens: readonly Token[],
  textActs: readonly Act[],
  named: Act | undefined,
): Act | undefined {
  const [said] = textActs;
  if (said?.source !== "lead") return undefined;
  const found = findVerb(tokens[0]?.text ?? "");
  if (found?.form === "base" && found.verb.lemma === said.verb.lemma) return toNameAct(tokens, 0, found.verb);
  const word = textActs.every(({ verb }) => READING.has(verb.kind)) ? findSaidWord(tokens, said.verb, named) : -1;
  if (word > 0) return toNameAct(tokens, word, said.verb);
  const last = tokens.length - 1;
  const isJoined = AND.has(tokens[last - 1]?.text ?? "");
  const ending = last > 1 && !isJoined ? findVerb(tokens[last]?.text ?? "") : undefined;
  const isPlain = ending !== undefined && (ending.verb.tier < 2 || ending.verb.lemma === said.verb.lemma);
  const isGetting = isPlain && ending.form === "base" && ending.verb.kind === "read";
  return isGetting && said.verb.kind === "read" ? toNameAct(tokens, last, ending.verb) : undefined;
}

const DIRECTIONS = new Set(words("to back forward home up down page url next previous online offline live"));
const TYPED = new Set(words("text into in key keys keyboard string input slowly and into password value"));
const CALLED = new Set(words("stack graph hierarchy tree site sites chain"));

/** `go_extract_build_info`, `type_hash`, `call_stack`: a language, a kind, a part of another word. */
function isPartOfNoun({ lemma }: Verb, next: string | undefined): boolean {
  if (next === undefined) return false;
  if (lemma === "go") return !DIRECTIONS.has(next);
  if (lemma === "type") return !TYPED.has(next);
  return lemma === "call" && CALLED.has(next);
}

/** The acts of a name, the deciding one first. Empty when no word of it is a verb. */
export function findNameActs(tokens: readonly Token[], endsInVerb: boolean): Act[] {
  const ending = endsInVerb ? findVerb(tokens.at(-1)?.text ?? "") : undefined;
  const end = tokens.length - 1;
  if (ending?.form === "base" && ending.verb.tier < 2)
    return [...findJoinedBefore(tokens, end), toNameAct(tokens, end, ending.verb)];
  let best: { index: number; verb: Verb } | undefined;
  const last = tokens.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const found = findVerbAt(tokens, index);
    if (found?.form !== "base") continue;
    const before = tokens[index - 1]?.text;
    if (before !== undefined && PREPOSITIONS.has(before) && before !== "to") continue;
    const { verb } = found;
    if (isPartOfNoun(verb, tokens[index + 1]?.text)) continue;
    // `use_press_and_look`: what is used says what is done.
    if (index === 0 && verb.lemma !== "use" && (verb.tier < 2 || isLogging(tokens))) {
      best = { index, verb };
      break;
    }
    const isBetter = best === undefined || verb.tier < best.verb.tier;
    if (isBetter) best = { index, verb };
  }
  const doer = last > 0 && (!best || best.verb.tier > 0) ? findDoer(tokens[last]?.text ?? "") : undefined;
  if (doer) {
    const act = toNameAct(tokens, last, doer);
    const isLooking = doer.kind === "read" || doer.kind === "compute";
    return best && !isLooking ? [toNameAct(tokens, best.index, best.verb), act] : [act];
  }
  if (!best) {
    const verb = findNamedNoun(tokens[last]?.text ?? "");
    return verb ? [toNameAct(tokens, last, verb)] : [];
  }
  return [
    ...findJoinedBefore(tokens, best.index),
    toNameAct(tokens, best.index, best.verb),
    ...findJoined(tokens, best.index),
  ];
}

/** `press_key_and_look`: what stands before `and` is done first, and the tool is known by it. */
function findJoinedBefore(tokens: readonly Token[], index: number): Act[] {
  if (!AND.has(tokens[index - 1]?.text ?? "")) return [];
  for (let at = 0; at < index - 1; at += 1) {
    const found = findVerbAt(tokens, at);
    // Before `and` it is no noun.
    if (found?.form === "base" && found.verb.kind !== "handle")
      return [toNameAct(tokens, at, { ...found.verb, tier: 0 })];
  }
  return [];
}

function toNameAct(tokens: readonly Token[], index: number, verb: Verb): Act {
  const token = tokens[index] as Token;
  const after = collectObject(tokens, index + 1, tokens.length);
  const before = tokens.slice(0, index).map((other) => singular(other.text));
  const object = after.object.length > 0 ? after.object : before;
  return {
    verb,
    object,
    rest: after.object.length > 0 ? [...after.rest, ...before] : after.rest,
    source: "name",
    field: "name",
    start: token.start,
    end: token.end,
    clauseEnd: token.end,
    isMany: after.isMany,
  };
}

/** `create_or_update_file`, `search_and_replace`. */
function findJoined(tokens: readonly Token[], index: number): Act[] {
  const acts: Act[] = [];
  for (let at = index + 1; at < tokens.length - 1; at += 1) {
    const joiner = tokens[at]?.text;
    if (joiner !== "or" && joiner !== "and") continue;
    const found = findVerb(tokens[at + 1]?.text ?? "");
    const isOpen = findVerb(tokens[index]?.text ?? "")?.verb.kind === "handle";
    if (found?.form === "base" && (isOpen || found.verb.tier < 2)) acts.push(toNameAct(tokens, at + 1, found.verb));
  }
  return acts;
}

export function toTextAct(
  tokens: readonly Token[],
  index: number,
  to: number,
  found: InflectedVerb,
  source: Act["source"],
): Act {
  const token = tokens[index] as Token;
  const { object, rest, clauseEnd, isMany } = collectObject(tokens, index + 1, to);
  return {
    verb: found.verb,
    object,
    rest,
    source,
    field: "description",
    start: token.start,
    end: token.end,
    clauseEnd,
    isMany,
  };
}
