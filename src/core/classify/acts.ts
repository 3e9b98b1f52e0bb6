/**
 * Finds what a tool does: the verb of its name and the verbs of its description's first sentence, each with the words
 * that follow it. Everything later builds on these acts.
 */
import { findNominal, findPhrasalVerb, findVerb, type InflectedVerb, type Verb } from "./lexicon/forms.ts";
import { words } from "./lexicon/words.ts";
import { singular, type Token } from "./tokens.ts";

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

const PREPOSITIONS = new Set(
  words(
    "from to in on for by with of as into via at about between within across against through using onto under per without",
  ),
);
const JOINERS = new Set(["and", "or", "/", ",", "then", "&"]);
const SKIPPED_IN_OBJECT = new Set(
  words(
    "a an the this that your their its all any some one or more and new existing specific given specified single multiple by_id",
  ),
);

const MANY = new Set(words("all multiple every many several batch bulk mass everything"));

/** Words that no object is made of and behind which a verb may still come. */
const FILLERS = new Set(
  words(`
  this these tool tools is are was be can could will would may should must you your users user the a an and it which that to for
  use used uses using useful allows allow allowing lets let enables enable enabling helps help helping agent agents llm ai model assistant
  api endpoint function method command server mcp client please first also then just only simply directly easily quickly
  permanently immediately safely automatically programmatically asynchronously synchronously completely fully securely properly
  efficiently selectively recursively atomically temporarily manually intelligently optionally gracefully dynamically
  forcefully instantly interactively remotely locally deprecated beta experimental preview alpha new ability able want wants need
  needs provides provide providing performs perform performing supports support tries try attempts attempt designed way when
  has have in order handles syntactically semantically conditionally either both primary preferred recommended advanced
  simple smart fast powerful low level high legacy required important note admin pro premium get_started`),
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
  words("not never without cannot can't don't doesn't won't no nor didn't isn't avoid instead"),
);

/** The verb at a place, with its particle where it has one. */
function findVerbAt(tokens: readonly Token[], index: number): InflectedVerb | undefined {
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
    if (text !== "(" && text !== "," && text !== ":") clauseEnd = tokens[index]?.end ?? clauseEnd;
    if (PREPOSITIONS.has(text) || text === "(" || text === ":" || text === ",") {
      if (object.length > 0 || PREPOSITIONS.has(text)) inRest = true;
      if (inRest && PREPOSITIONS.has(text)) rest.push(text);
      continue;
    }
    if (text === "or" && object.length > 0) isJoined = true;
    if (MANY.has(text) && !inRest && !isJoined) isMany = true;
    if (SKIPPED_IN_OBJECT.has(text)) continue;
    if (!inRest && object.length < 8) object.push(singular(text));
    else rest.push(singular(text));
  }
  return { object, rest, clauseEnd, isMany };
}

/** The acts of a name, the deciding one first. Empty when no word of it is a verb. */
export function findNameActs(tokens: readonly Token[]): Act[] {
  let best: { index: number; verb: Verb } | undefined;
  const last = tokens.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const found = findVerbAt(tokens, index);
    if (found?.form !== "base") continue;
    const before = tokens[index - 1]?.text;
    if (before !== undefined && PREPOSITIONS.has(before) && before !== "to") continue;
    const { verb } = found;
    if (index === 0 && verb.tier < 2) {
      best = { index, verb };
      break;
    }
    const isBetter = best === undefined || verb.tier < best.verb.tier;
    if (isBetter) best = { index, verb };
  }
  if (!best) return [];
  return [toNameAct(tokens, best.index, best.verb), ...findJoined(tokens, best.index)];
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
    if (found?.form === "base" && found.verb.tier < 2) acts.push(toNameAct(tokens, at + 1, found.verb));
  }
  return acts;
}

function toTextAct(
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

const ENABLED = new Set(words("you users user the agents agent llms llm ai models clients developers us anyone teams"));

/** `Enable maintenance mode` is an act, `Enables users to search` is not. */
function isEnabling(tokens: readonly Token[], index: number, from: number): boolean {
  const text = tokens[index]?.text;
  const next = tokens[index + 1]?.text ?? "";
  return index === from && (text === "enable" || text === "allow") && !ENABLED.has(next) && !next.endsWith("ing");
}

/** After these the act is a noun: `performs a search`. */
const PERFORMING = new Set(words("perform performs performing"));
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
    if (found && (found.form === "base" || found.form === "ing") && !NEVER_PERFORMED.has(found.verb.kind)) best = index;
  }
  return best;
}

/** Index of the leading verb of the sentence [from, to), or -1. */
function findLeadIndex(tokens: readonly Token[], from: number, to: number): number {
  let slot = true;
  let isPerforming = false;
  let skipClause = CONDITIONAL.has(tokens[from]?.text ?? "");
  const limit = Math.min(to, from + 40);
  for (let index = from; index < limit; index += 1) {
    const text = tokens[index]?.text ?? "";
    if (skipClause) {
      if (text === ",") skipClause = false;
      continue;
    }
    if (text === "[" || text === "(") {
      const close = text === "[" ? "]" : ")";
      while (index < limit - 1 && tokens[index]?.text !== close) index += 1;
      continue;
    }
    if (OPENS_SLOT.has(text)) slot = slot || text !== "and";
    if (FILLERS.has(text) && !isEnabling(tokens, index, from)) {
      isPerforming = isPerforming || PERFORMING.has(text);
      continue;
    }
    const performed = isPerforming ? findPerformed(tokens, index, limit) : -1;
    if (performed >= 0) return performed;
    const found = findVerbAt(tokens, index) ?? (isPerforming ? findNominal(text) : undefined);
    if (found && isVerbHere(found, slot, tokens, index)) {
      if (isNegated(tokens, index)) return -1;
      return index;
    }
    if (!OPENS_SLOT.has(text) && !text.endsWith("ly")) slot = false;
  }
  return -1;
}

function isVerbHere(found: InflectedVerb, slot: boolean, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.text ?? "";
  if (found.form === "base") return slot && !isCompoundNoun(found, tokens, index);
  if (found.form === "s") return slot || (found.verb.tier === 0 && index < 12);
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

const FOLLOWS_VERBS = new Set(words("to on for in from with"));

/** After `tool`: what stood before was its kind, as in `Triage tool: …`. */
const NAMING = new Set([...words("that for which to with"), ":", ".", "|"]);

/** `Search engine that …`, `Query builder`: a noun before another noun is no verb, when no article follows. */
function isCompoundNoun(found: InflectedVerb, tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text ?? "";
  if (next === "tool" && NAMING.has(tokens[index + 2]?.text ?? ".")) return true;
  if (found.verb.tier < 2) return false;
  if (next === "tool" || next === "tools" || next === ":" || next === "." || next === "|") return true;
  return PREPOSITIONS.has(next) && !FOLLOWS_VERBS.has(next);
}

const RECORD_NOUNS = new Set(
  words("details detail information info history status id ids name names list data count type types"),
);
const DETERMINERS = new Set(
  words("a an the this that its it their them your all any each every new multiple existing one or and to from"),
);

/** Verbs of the sentence [from, to) that are joined to the leading one: `Create, update or delete a page`. */
function findJoinedInText(tokens: readonly Token[], lead: number, to: number, leadForm: InflectedVerb["form"]): Act[] {
  const acts: Act[] = [];
  let chained = lead;
  for (let index = lead + 1; index < Math.min(to, lead + 40); index += 1) {
    const text = tokens[index]?.text ?? "";
    const before = tokens[index - 1]?.text ?? "";
    if (!JOINERS.has(before)) continue;
    const found = findVerbAt(tokens, index);
    if (!found || found.form !== leadForm || FILLERS.has(text)) continue;
    const follows = tokens[index + 1]?.text ?? "";
    // "Pagination, and payout details": what follows makes it a noun.
    if (found.verb.tier > 0 && RECORD_NOUNS.has(follows)) continue;
    // "Drag and drop" is one movement.
    if (found.verb.lemma === "drop" && tokens[index - 2]?.text === "drag") continue;
    const isChain = index - chained <= 3 && tokens.slice(chained + 1, index).every((token) => JOINERS.has(token.text));
    const takesObject =
      before !== "," &&
      before !== "/" &&
      (DETERMINERS.has(follows) || found.verb.tier === 0 || (found.verb.kind === "pay" && before === "and"));
    if (!isChain && !takesObject) continue;
    if (
      isChain &&
      found.verb.tier === 2 &&
      !DETERMINERS.has(follows) &&
      !JOINERS.has(follows) &&
      leadForm === "base" &&
      chained === lead &&
      before !== "or"
    )
      continue;
    if (isNegated(tokens, index)) continue;
    acts.push(toTextAct(tokens, index, to, found, "lead"));
    if (isChain) chained = index;
  }
  return acts;
}

/** `Manages objects: create, modify, delete, find`: after a colon or a bracket every verb of the list is an act. */
function findListed(tokens: readonly Token[], lead: number, to: number): Act[] {
  const acts: Act[] = [];
  let isInList = false;
  for (let index = lead + 1; index < to; index += 1) {
    const text = tokens[index]?.text ?? "";
    const before = tokens[index - 1]?.text ?? "";
    if (text === ":" || text === "(") isInList = true;
    if (!isInList || !(LIST_MARKS.has(before) || JOINERS.has(before))) continue;
    const found = findVerb(text);
    if (
      found?.form === "base" &&
      (LIST_MARKS.has(tokens[index + 1]?.text ?? ".") || JOINERS.has(tokens[index + 1]?.text ?? ""))
    ) {
      acts.push(toTextAct(tokens, index, to, found, "lead"));
    }
  }
  return acts;
}

const LIST_MARKS = new Set([":", "(", ")", ".", ";"]);

/** Ends of sentences: exclusive token indices, in order. */
export function findSentences(tokens: readonly Token[], text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const isStop =
      token.text === "。" ||
      ((token.text === "." || token.text === "!" || token.text === "?") && isSentenceEnd(tokens, index, text));
    const isBreak = token.text === "\n";
    if (isStop || isBreak) ends.push(index + 1);
  }
  if (ends.at(-1) !== tokens.length) ends.push(tokens.length);
  return ends;
}

const ABBREVIATIONS = new Set(["e", "g", "i", "eg", "ie", "etc", "vs", "no", "approx", "incl"]);

function isSentenceEnd(tokens: readonly Token[], index: number, text: string): boolean {
  const token = tokens[index] as Token;
  const next = text.charCodeAt(token.end);
  if (!(Number.isNaN(next) || next <= 32 || next === 41 || next === 42 || next === 34)) return false;
  const before = tokens[index - 1]?.text ?? "";
  return !(ABBREVIATIONS.has(before) && tokens[index + 1] !== undefined && before !== "etc");
}

/** What a later sentence must be believed about, even where the first is harmless. */
const GRAVE: ReadonlySet<string> = new Set(["delete", "wipe", "revoke", "end", "pay", "tell"]);
const THIS = new Set(["this", "it", "tool", "action", "operation", "call", "will", "also", "and", "which"]);

const OCCASIONS = new Set(words("when whenever if after before"));

/** `Use this tool when the user wants to submit feedback`: an occasion, which says less of the tool than what follows. */
function isAdvice(tokens: readonly Token[], from: number, to: number): boolean {
  const first = tokens[from]?.text === "\n" ? from + 1 : from;
  if (tokens[first]?.text !== "use") return false;
  return tokens.slice(first + 1, Math.min(to, first + 5)).some((token) => OCCASIONS.has(token.text));
}

function saysMoreThanAdvice(tokens: readonly Token[], ends: readonly number[]): boolean {
  const first = ends.slice(0, 4).map((to, at) => ({ from: ends[at - 1] ?? 0, to }));
  const others = first.filter(({ from, to }) => !isAdvice(tokens, from, to));
  return others.length < first.length && others.some(({ from, to }) => findLeadIndex(tokens, from, to) >= 0);
}

/** The acts that a description states of its tool. */
export function findTextActs(
  tokens: readonly Token[],
  ends: readonly number[],
  isNameTelling = false,
): { acts: Act[]; leadSentence: number } {
  const acts: Act[] = [];
  let leadSentence = -1;
  let from = 0;
  const skipsAdvice = isNameTelling || saysMoreThanAdvice(tokens, ends);
  for (const [sentence, to] of ends.entries()) {
    if (acts.length === 0 && sentence < 4) {
      if (skipsAdvice && isAdvice(tokens, from, to)) {
        from = to;
        continue;
      }
      const lead = findLeadIndex(tokens, from, to);
      const leading = tokens[lead]?.text ?? "";
      const found = lead < 0 ? undefined : (findVerbAt(tokens, lead) ?? findNominal(leading));
      if (found) {
        leadSentence = sentence;
        acts.push(toTextAct(tokens, lead, to, found, "lead"), ...findJoinedInText(tokens, lead, to, found.form));
        if (found.verb.kind === "handle") acts.push(...findListed(tokens, lead, to));
      }
    } else if (acts.length > 0 && acts.length < 12) {
      const index = findStatedVerb(tokens, from, to);
      const found = index < 0 ? undefined : findVerb(tokens[index]?.text ?? "");
      if (found && GRAVE.has(found.verb.kind)) acts.push(toTextAct(tokens, index, to, found, "also"));
    }
    from = to;
  }
  return { acts, leadSentence };
}

/** `Deletes …`, `This will delete …`, `It also sends …` at the head of a later sentence. */
function findStatedVerb(tokens: readonly Token[], from: number, to: number): number {
  let isStated = false;
  for (let index = from; index < Math.min(to, from + 6); index += 1) {
    const text = tokens[index]?.text ?? "";
    const found = findVerb(text);
    const isFirst = index === from;
    if (found && (found.form === "s" || (isStated && found.form === "base")) && (isFirst || isStated)) {
      return isNegated(tokens, index) || FILLERS.has(text) ? -1 : index;
    }
    if (THIS.has(text)) isStated = true;
    else if (text !== "permanently" && text !== "immediately" && text !== "-" && text !== "\n" && text !== "can")
      return -1;
  }
  return -1;
}
