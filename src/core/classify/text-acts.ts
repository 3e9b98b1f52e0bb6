/** The acts that a description states of its tool, each sentence by sentence. */
import { type Act, toTextAct } from "./acts.ts";
import { findLeadIndex } from "./lead-verb.ts";
import { findNominal, findVerb, type InflectedVerb } from "./lexicon/forms.ts";
import { PREPOSITIONS } from "./lexicon/grammar.ts";
import { FILLERS, QUESTIONS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import type { Token } from "./tokens.ts";
import { findVerbAt, isNegated } from "./verb-here.ts";

const JOINERS = new Set(["and", "or", "/", ",", "then", "&"]);

const RECORD_NOUNS = new Set(
  words("details detail information info history status id ids name names list data count type types"),
);

const DETERMINERS = new Set(
  words("a an the this that its it their them your all any each every new multiple existing one or and to from"),
);

/** Verbs of the sentence [from, to) that are joined to the leading one: `Create, update or delete a page`. */
function findJoinedInText(tokens: readonly Token[], lead: number, to: number, leadForm: InflectedVerb["form"]): Act[] {
  const acts: Act[] = [];
  const leading = findVerbAt(tokens, lead)?.verb;
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
    // `… of a commit or pull request`.
    if (found.verb.lemma === "pull" && (follows === "request" || follows === "requests")) continue;
    // "Drag and drop" is one movement.
    if (found.verb.lemma === "drop" && tokens[index - 2]?.text === "drag") continue;
    const isChain = index - chained <= 3 && tokens.slice(chained + 1, index).every((token) => JOINERS.has(token.text));
    // `snapshots a region, executes the trigger`: third persons in a row.
    const isInSeries = found.form === "s" && before === "," && found.verb.tier < 2 && DETERMINERS.has(follows);
    const takesObject =
      isInSeries ||
      (before !== "," &&
        before !== "/" &&
        (DETERMINERS.has(follows) ||
          (before === "or" &&
            found.verb.tier < 2 &&
            LOOKING.has(leading?.kind ?? "") &&
            EDITING.has(found.verb.kind) &&
            isWord(follows)) ||
          (follows.endsWith("ing") && (found.verb.kind === "start" || found.verb.kind === "stop")) ||
          found.verb.tier === 0 ||
          (found.form === "s" && before === "and" && found.verb.tier === 1 && isWord(follows)) ||
          (found.verb.kind === "pay" && before === "and")));
    if (!isChain && !takesObject) continue;
    if (
      isChain &&
      index > lead + 2 &&
      found.verb.tier === 2 &&
      !DETERMINERS.has(follows) &&
      !JOINERS.has(follows) &&
      leadForm === "base" &&
      chained === lead &&
      before !== "or"
    )
      continue;
    if (follows === "nothing") continue;
    // `Fetch it and say whether it changed`: what the answer says.
    if (found.verb.kind === "tell" && QUESTIONS.has(follows)) continue;
    // `… and delegates on the calendar`: who is listed, no second act.
    if (found.form === "s" && !isChain && PREPOSITIONS.has(follows)) continue;
    if (
      isNegated(tokens, index) ||
      ((found.verb.tier === 2 || !DETERMINERS.has(follows)) && isKey(tokens, lead, index))
    )
      continue;
    acts.push(toTextAct(tokens, index, to, found, "lead"));
    if (isChain) chained = index;
  }
  return acts;
}

/** `Get information or set model configurations`: two ways to use it. */
const LOOKING: ReadonlySet<string> = new Set(["read"]);
const EDITING: ReadonlySet<string> = new Set(["create", "change", "delete", "clear"]);

function isWord(text: string): boolean {
  return /^[a-z]/.test(text) && !JOINERS.has(text) && !PREPOSITIONS.has(text) && !RECORD_NOUNS.has(text);
}

/** `Find people by name or email`: what it is found by, a list of nouns. */
function isKey(tokens: readonly Token[], lead: number, index: number): boolean {
  for (let back = index - 1; back > Math.max(lead, index - 7); back -= 1) {
    const text = tokens[back]?.text ?? "";
    if (text === "by") return true;
    if (DETERMINERS.has(text) && !JOINERS.has(text)) return false;
  }
  return false;
}

/** `Manages objects: create, modify, delete, find`: after a colon or a bracket every verb of the list is an act. */
function findListed(tokens: readonly Token[], lead: number, to: number): Act[] {
  const acts: Act[] = [];
  let isInList = false;
  for (let index = lead + 1; index < to; index += 1) {
    const text = tokens[index]?.text ?? "";
    const before = tokens[index - 1]?.text ?? "";
    if (OPENS_LIST.has(text)) isInList = true;
    if (!isInList || !(LIST_MARKS.has(before) || JOINERS.has(before))) continue;
    const found = findVerb(text);
    const isMember = LIST_MARKS.has(tokens[index + 1]?.text ?? ".") || JOINERS.has(tokens[index + 1]?.text ?? "");
    // `…: list, open, and delete hinges`: behind the last one stands what all are done to.
    const isLast = acts.length > 0 && (before === "and" || before === "or") && (found?.verb.tier ?? 2) < 2;
    if (found?.form === "base" && (isMember || isLast)) {
      acts.push(toTextAct(tokens, index, to, found, "lead"));
    }
  }
  return acts;
}

const CHANGING = new Set(words("change set mark update edit"));
const RUNNING = new Set(words("execute run"));
const PROGRAMS = new Set(words("command script code shell"));

/** `Review a finding by changing its status`, `Answer by running commands`: how it is done is what is done. */
function findMeans(tokens: readonly Token[], lead: number, to: number): Act[] {
  for (let index = lead + 1; index < Math.min(to, lead + 14); index += 1) {
    if (tokens[index]?.text !== "by") continue;
    const found = findVerbAt(tokens, index + 1);
    if (found?.form !== "ing") continue;
    const act = toTextAct(tokens, index + 1, to, found, "lead");
    const isProgram = RUNNING.has(found.verb.lemma) && PROGRAMS.has(act.object.at(-1) ?? "");
    if (isProgram || CHANGING.has(found.verb.lemma)) return [act];
  }
  return [];
}

/** `Review a request: submit an opinion`: after the colon stands what that means. */
function findExplained(tokens: readonly Token[], lead: number, to: number, leading: InflectedVerb): Act[] {
  let colon = lead + 1;
  while (colon < to && tokens[colon]?.text !== ":") colon += 1;
  const found = colon < to ? findVerbAt(tokens, colon + 1) : undefined;
  const isMeant = found?.form === leading.form && found.verb.tier < 2 && found.verb.kind !== "handle";
  if (!found || !isMeant || !DETERMINERS.has(tokens[colon + 2]?.text ?? "")) return [];
  return [toTextAct(tokens, colon + 1, to, found, "lead")];
}

const OPENS_LIST = new Set([":", "(", "—", "–"]);
const LIST_MARKS = new Set([...OPENS_LIST, ")", ".", ";"]);

/** What a later sentence must be believed about, even where the first is harmless. */
const GRAVE: ReadonlySet<string> = new Set(["delete", "wipe", "revoke", "end", "pay", "tell"]);
/** Warning of something and saying it is what the answer does. */
const ANSWERING = new Set(words("warn say alert inform announce"));

const THIS = new Set(["this", "it", "tool", "action", "operation", "call", "will", "also", "and", "which"]);

const WARNINGS = new Set(words("mandatory important warning critical caution"));

/** `Scan tool: call it when …`: so many words may stand before the colon. */
const MAX_LABEL = 6;
const ADVISED = new Set(words("use call invoke"));
const OCCASIONS = new Set(words("when whenever if after before"));

/** `Use this tool when the user wants to submit feedback`: an occasion, which says less of the tool than what follows. */
function isAdvice(tokens: readonly Token[], from: number, to: number): boolean {
  let first = from;
  while (first < to && !/[a-z]/.test(tokens[first]?.text ?? "")) first += 1;
  if (WARNINGS.has(tokens[first]?.text ?? "") && tokens[first + 1]?.text === ":") return true;
  if (tokens[first]?.text === "always") first += 1;
  const label = tokens.findIndex(({ text }, at) => at > first && text === ":");
  if (label > 0 && label < Math.min(to, first + MAX_LABEL)) first = label + 1;
  if (!ADVISED.has(tokens[first]?.text ?? "")) return false;
  const close =
    tokens[first + 1]?.text === "(" ? tokens.findIndex(({ text }, at) => at > first && text === ")") : first;
  return tokens.slice(close + 1, Math.min(to, close + 5)).some((token) => OCCASIONS.has(token.text));
}

function saysMoreThanAdvice(tokens: readonly Token[], ends: readonly number[]): boolean {
  const first = ends.slice(0, 4).map((to, at) => ({ from: ends[at - 1] ?? 0, to }));
  const others = first.filter(({ from, to }) => !isAdvice(tokens, from, to));
  return others.length < first.length && others.some(({ from, to }) => findLeadIndex(tokens, from, to) >= 0);
}

/** `Runs one of the write operations`, `Executes a destructive operation`: the word before says what is run. */
const LIGHT_HEADS = new Set(words("operation action"));
const LIGHT_VERBS: ReadonlySet<string> = new Set(["run", "handle"]);
const DESTRUCTIVE = "destructive";
const PROVIDING = new Set(words("provide"));

function withMeantVerb(act: Act): Act {
  if (!LIGHT_VERBS.has(act.verb.kind)) return act;
  // `Provides guidance`: nothing else makes it the leading verb.
  if (PROVIDING.has(act.verb.lemma) && act.source === "lead") {
    const returning = findVerb("return");
    if (returning) return { ...act, verb: returning.verb };
  }
  const list = [...act.object, ...act.rest.slice(0, 6)];
  const told = list[list.findIndex((word) => LIGHT_HEADS.has(word)) - 1];
  const meant = told === undefined ? undefined : findVerb(told === DESTRUCTIVE ? "delete" : told);
  return meant?.form === "base" ? { ...act, verb: meant.verb, object: [] } : act;
}

/** Choosing among what follows is no act of its own: `Select and run one of …`. */
const CHOOSING = new Set(words("select choose pick"));
const MODES = new Set(words("operation action mode option subcommand"));

/** `Use the parameter to select an operation`: how to use it. */
function isChoosingMode(act: Act): boolean {
  return CHOOSING.has(act.verb.lemma) && MODES.has(act.object.at(-1) ?? "");
}

/** `write-rows executes a query`: how many tokens the tool's own name takes, where it is what the sentence speaks of. */
function countOwnName(tokens: readonly Token[], name: readonly Token[]): number {
  let index = 0;
  for (const { text } of name) {
    if (tokens[index]?.text !== text) return 0;
    index += 1;
    if (SEPARATORS.has(tokens[index]?.text ?? "")) index += 1;
  }
  const next = tokens[index]?.text ?? "";
  return index > 1 && (findVerb(next)?.form === "s" || SUBJECT_VERBS.has(next)) ? index : 0;
}

const SEPARATORS = new Set(["-", "_", "/", "."]);
const SUBJECT_VERBS = new Set(words("can will may"));

/** The acts that a description states of its tool of this name. */
export function findTextActs(
  tokens: readonly Token[],
  ends: readonly number[],
  name: readonly Token[] = [],
  isNameTelling = false,
): { acts: Act[]; leadSentence: number } {
  const acts: Act[] = [];
  let leadSentence = -1;
  let from = countOwnName(tokens, name);
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
        const first = toTextAct(tokens, lead, to, found, "lead");
        const joined = findJoinedInText(tokens, lead, to, found.form);
        joined.push(...findExplained(tokens, lead, to, found), ...findMeans(tokens, lead, to));
        const isChoosing = CHOOSING.has(found.verb.lemma) && first.object[0] === joined[0]?.verb.lemma;
        acts.push(...(isChoosing || isChoosingMode(first) ? joined : [first, ...joined]).map(withMeantVerb));
        if (found.verb.kind === "handle") acts.push(...findListed(tokens, lead, to));
      }
    } else if (acts.length > 0 && acts.length < 12) {
      const index = findStatedVerb(tokens, from, to);
      const found = index < 0 ? undefined : findVerb(tokens[index]?.text ?? "");
      if (found && GRAVE.has(found.verb.kind) && !ANSWERING.has(found.verb.lemma))
        acts.push(toTextAct(tokens, index, to, found, "also"));
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
