/** Which acts of name and description are believed, each in the light of the other. */
import type { Act } from "./acts.ts";
import { findVerb } from "./lexicon/forms.ts";
import { CONDITIONAL, FILLERS } from "./lexicon/sentence-words.ts";
import { words } from "./lexicon/words.ts";
import { singular, type Token } from "./tokens.ts";

/** Nouns that what precedes them describes: `restart_history` restarts nothing. */
const RECORD_OF = new Set([
  "status",
  "state",
  "info",
  "information",
  "detail",
  "details",
  "history",
  "log",
  "logs",
  "result",
  "results",
  "stat",
  "stats",
  "statistics",
  "metric",
  "metrics",
  "health",
  "progress",
  "usage",
  "report",
  "reports",
  "summary",
  "events",
  "types",
  "options",
  "guide",
  "guidance",
  "docs",
  "documentation",
  "help",
  "instructions",
  "capabilities",
]);
/** With these as their verb such nouns are what is acted on. */
const ON_RECORDS: ReadonlySet<string> = new Set([
  "create",
  "add",
  "update",
  "set",
  "delete",
  "remove",
  "clear",
  "write",
  "edit",
  "mark",
  "post",
  "send",
  "reset",
  "append",
  "change",
  "modify",
  "patch",
  "submit",
  "upload",
  "generate",
  "run",
  "publish",
  "purge",
  "save",
  "insert",
  "download",
  "export",
  "toggle",
  "log",
]);

const TELLING = new Set(["guide", "guidance", "instruction", "documentation", "tutorial", "advice"]);
const MANUALS = new Set(["guide", "guidance", "docs", "documentation", "help", "instructions"]);

/** `playground-link`, `call_hierarchy`: "Generates a playground link", "Builds a call hierarchy". */
function isCompound(act: Act, tokens: readonly Token[], object: readonly string[]): boolean {
  const index = tokens.findIndex(({ start }) => start === act.start);
  const word = singular(tokens[index]?.text ?? "");
  const [before, after] = [tokens[index - 1], tokens[index + 1]].map((token) => token && singular(token.text));
  return object.some(
    (own, at) =>
      own === word &&
      ((before !== undefined && object[at - 1] === before && after === undefined) ||
        (after !== undefined && object[at + 1] === after)),
  );
}

/** `rename_preview`: what would be done is only shown. */
function isPreview(name: readonly Token[]): boolean {
  return name.length > 1 && name.at(-1)?.text === "preview";
}

/** `search`: "Manage search indexes". What the name names is managed, not done. */
function isManaged(tokens: readonly Token[], textActs: readonly Act[]): boolean {
  const lead = textActs.find((act) => act.source === "lead");
  return tokens.length === 1 && lead?.verb.lemma === "manage" && lead.object.includes(tokens[0]?.text ?? "");
}

/** Name acts without those whose verb is a noun here: the description reads, and the name can be read so too. */
export function keepTrustedNameActs(
  nameActs: readonly Act[],
  textActs: readonly Act[],
  tokens: readonly Token[],
): readonly Act[] {
  const [first] = nameActs;
  if (isPreview(tokens)) return nameActs.filter(({ verb }) => verb.kind === "read");
  if (!first || (first.verb.kind === "read" && isManaged(tokens, textActs))) return [];
  if (first.verb.kind === "read") return nameActs;
  const last = tokens.at(-1)?.text ?? "";
  const endsInRecord = tokens.length > 1 && RECORD_OF.has(last) && !ON_RECORDS.has(first.verb.lemma);
  const lead = textActs.find((act) => act.source === "lead");
  if (!lead) {
    // `git_log`, `pods_log`: the last word is what is asked for, not what is done.
    const isAsked =
      first.verb.tier === 2 && RECORD_OF.has(last) && tokens.at(-1)?.start === first.start && first.start > 0;
    return isAsked || MANUALS.has(last) || (first.verb.tier === 2 && endsInRecord) ? [] : nameActs;
  }
  // `hover`: "Get hover information".
  if (
    lead.verb.kind === "read" &&
    lead.object.length > 1 &&
    lead.object.slice(0, -1).includes(first.verb.lemma) &&
    first.verb.tier > 0
  )
    return [];
  // `completion`: "Generate a completion".
  const isLast = first.start === tokens.at(-1)?.start;
  const isSaid = first.verb.tier === 2 || tokens.some(({ text }) => text === lead.verb.lemma);
  if (isLast && isSaid && lead.verb !== first.verb && lead.object.includes(singular(last))) return [];
  // `write_rule`: "Provides guidance for writing a rule".
  if (lead.verb.kind === "read" && TELLING.has(lead.object.at(-1) ?? "")) return [];
  if (lead.verb.lemma !== first.verb.lemma && isCompound(first, tokens, lead.object)) return [];
  // `network_request`: "Returns details of a network request".
  const isReadOf = lead.verb.kind === "read" && isLast && isCompound(first, tokens, lead.rest);
  if (isReadOf) return [];
  const isOnlyReading = textActs.every((act) => READING.has(act.verb.kind));
  if (isOnlyReading && (REFINING.has(first.verb.lemma) || (endsInRecord && first.verb.kind === "handle"))) return [];
  const isNoun = first.verb.tier === 2 || endsInRecord;
  // Inside a name (`static_map_image`) a word that is mostly a noun is one, when the description says what is done.
  const isInside = first.verb.tier === 2 && first.start > (tokens[0]?.start ?? 0) && lead.verb.kind !== "handle";
  return isInside || (isNoun && isOnlyReading) ? [] : nameActs;
}

/** What these make of a thing can be only shown, and then the description says so. */
const REFINING: ReadonlySet<string> = new Set(
  words(
    "enrich optimize optimise improve enhance refine prioritize prioritise personalize map fix correct refactor reconcile debug",
  ),
);

/** Where the name reads, these only say how: it authenticates, connects and then looks. */
const MEANS: ReadonlySet<string> = new Set(["connect", "sync", "handle", "ask", "test"]);
/** … or how what was looked up is shown. */
const ADVISED = new Set(words("add append include"));
const ARRANGING = new Set(words("group organize organise arrange"));

/** `Use this to draw a line`: what the caller does with it. */
function isPurpose(act: Act, tokens: readonly Token[]): boolean {
  const index = tokens.findIndex(({ start }) => start === act.start);
  const [use, it, to] = tokens.slice(Math.max(0, index - 3), index).map(({ text }) => text);
  return use === "use" && (it === "this" || it === "it") && to === "to";
}

/** `Uses a driver to open the page and fetch it`. */
function isMeans(act: Act, tokens: readonly Token[], name: readonly Token[]): boolean {
  if (name.some(({ text }) => text === act.verb.lemma)) return false;
  if (ARRANGING.has(act.verb.lemma)) return true;
  if (isPurpose(act, tokens)) return true;
  // `Add expand=fields to include the columns`: how the caller asks for more.
  if (ADVISED.has(act.verb.lemma) && act.source === "lead")
    return tokens.find(({ start }) => start === act.start)?.text === act.verb.lemma;
  if (act.verb.kind !== "open") return MEANS.has(act.verb.kind) && act.verb.lemma !== "make";
  if (act.object.some((word) => LINES.has(word))) return true;
  return tokens[tokens.findIndex(({ start }) => start === act.start) - 1]?.text === "to";
}

/** Opened to look through: `Opens a connection`, `Open ones first`. */
const LINES = new Set(words("connection socket volume handle one session file device process"));

/** A verb that stands so many words behind the beginning of a description says of a reading tool only what is around it. */
const FAR = 20;

/** Where the word of this number begins. Marks and blank lines are no words, however many there are. */
function findWord(tokens: readonly Token[], number: number): number {
  let left = number;
  for (const { text, start } of tokens) {
    if (text.length === 1 && text !== "a") continue;
    if (left === 0) return start;
    left -= 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** A label that promises that nothing changes. */
const READ_ONLY = /[[(]read[- ]?only[\])]/i;

const ENDS = new Set([".", ":", ";", "!", "?", "\n", "]", ")", "-", "—", "|"]);

/** Whether the verb opens what it says: only words that open a sentence stand between. */
function isDirect(act: Act, tokens: readonly Token[]): boolean {
  let index = tokens.findIndex(({ start }) => start === act.start) - 1;
  for (; index >= 0; index -= 1) {
    const text = tokens[index]?.text ?? "";
    if (ENDS.has(text)) return true;
    if (!FILLERS.has(text) && !text.endsWith("ly")) return CONDITIONAL.has(findSentenceHead(tokens, index));
  }
  return true;
}

function findSentenceHead(tokens: readonly Token[], from: number): string {
  let index = from;
  while (index > 0 && !ENDS.has(tokens[index - 1]?.text ?? "")) index -= 1;
  return tokens[index]?.text ?? "";
}

/** Text acts that tell what is done, beside a name that reads. */
export function keepTelling(
  nameActs: readonly Act[],
  textActs: readonly Act[],
  tokens: readonly Token[],
  name: readonly Token[],
  description: string,
): readonly Act[] {
  const [first] = nameActs;
  if (isPreview(name) && (tokens[0]?.text ?? "").startsWith("preview"))
    return textActs.filter(({ verb }) => verb.kind === "read");
  const isReading = first !== undefined && READS.has(first.verb.kind) && first.verb.tier < 2;
  if (!isReading || textActs[0] === undefined) return textActs;
  const far = findWord(tokens, FAR);
  const named = name.map(({ text }) => singular(text));
  // `Operation: Read, Create, Update. … [read-only] Read the class`: a list of words for many tools, and a promise for this one.
  const isPromising = READ_ONLY.test(description);
  // `get_form`: "The form as bytes, for whoever is to sign it".
  const isTold = isDirect(textActs[0], tokens);
  return textActs.filter(
    (act) =>
      !(isPromising && act.object.every((word) => findVerb(word))) &&
      (act.source !== "lead" || isTold) &&
      !isMeans(act, tokens, name) &&
      !isNamedNoun(act, named) &&
      act.start < far,
  );
}
/** `get_change_events`: "Change events of the last hour". The name says it as a noun. */
function isNamedNoun(act: Act, named: readonly string[]): boolean {
  if (act.verb.tier < 1) return false;
  const at = named.indexOf(act.verb.lemma, 1);
  return at > 0 && act.object.length > 0 && named[at + 1] === act.object[0];
}

const READS: ReadonlySet<string> = new Set(["read", "compute"]);

const READING: ReadonlySet<string> = new Set(["read", "compute", "think"]);
