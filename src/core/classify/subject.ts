/** A tool as the rules see it: its words, acts, parameters and cues, parsed once. */
import type { ToolDefinition } from "../schema/tool.ts";
import { type Act, findNameActs, findSaidAct } from "./acts.ts";
import { findChoiceActs, findListedActs } from "./choices.ts";
import { isNegated } from "./lead-verb.ts";
import { CUES, type Cue } from "./lexicon/cues.ts";
import { findForeignActs } from "./lexicon/foreign.ts";
import { findVerb } from "./lexicon/forms.ts";
import { PhraseTable } from "./lexicon/phrase-table.ts";
import type { VerbKind } from "./lexicon/verbs.ts";
import { words } from "./lexicon/words.ts";
import { findParameters, type Parameter } from "./parameters.ts";
import { findSentences } from "./sentences.ts";
import type { ServerContext } from "./server-context.ts";
import { findTextActs } from "./text-acts.ts";
import { singular, splitName, type Token, tokenizeText } from "./tokens.ts";

export interface CueHit {
  start: number;
  end: number;
  sentence: number;
}

export interface Subject {
  tool: ToolDefinition;
  server: ServerContext;
  /** The name as it stands, with the server's prefix. */
  wholeName: readonly Token[];
  nameTokens: readonly Token[];
  /** Singular words of the name without the server's prefix. */
  nameWords: readonly string[];
  description: string;
  /** Singular lower-case words of the description. */
  descriptionTokens: readonly Token[];
  nameActs: readonly Act[];
  textActs: readonly Act[];
  acts: readonly Act[];
  /** Kinds of the verbs of all acts. */
  kinds: ReadonlySet<VerbKind>;
  cues: ReadonlyMap<Cue, CueHit>;
  parameters: readonly Parameter[];
  /** The description is in a language of which only some words are known. */
  isForeign: boolean;
}

const CUE_TABLE = new PhraseTable<Cue>(CUES);

/** Names without the words that only repeat the server's. At least one word stays, and no leading verb goes. */
function stripPrefix(tokens: readonly Token[], server: ServerContext): readonly Token[] {
  let from = 0;
  while (from < tokens.length - 1) {
    const text = tokens[from]?.text ?? "";
    const isOwn = server.ownWords.has(text) || text === server.sharedPrefix || text === "mcp" || text === "api";
    if (!isOwn || (findVerb(text)?.verb.tier ?? 2) < 2) break;
    from += 1;
  }
  const rest = tokens.slice(from).filter((token) => !/^v\d+$/.test(token.text) && token.text !== "tool");
  return rest.length > 0 ? rest : tokens;
}

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

/** Name acts without those whose verb is a noun here: the description reads, and the name can be read so too. */
function keepTrustedNameActs(
  nameActs: readonly Act[],
  textActs: readonly Act[],
  tokens: readonly Token[],
): readonly Act[] {
  const [first] = nameActs;
  if (!first || first.verb.kind === "read") return nameActs;
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
  if (isLast && first.verb.tier === 2 && lead.object.includes(singular(last))) return [];
  if (lead.verb.lemma !== first.verb.lemma && isCompound(first, tokens, lead.object)) return [];
  const isOnlyReading = textActs.every((act) => READING.has(act.verb.kind));
  if (isOnlyReading && REFINING.has(first.verb.lemma)) return [];
  const isNoun = first.verb.tier === 2 || endsInRecord;
  // Inside a name (`static_map_image`) a word that is mostly a noun is one, when the description says what is done.
  const isInside = first.verb.tier === 2 && first.start > (tokens[0]?.start ?? 0) && lead.verb.kind !== "handle";
  return isInside || (isNoun && isOnlyReading) ? [] : nameActs;
}

/** What these make of a thing can be only shown, and then the description says so. */
const REFINING: ReadonlySet<string> = new Set(
  words("enrich optimize optimise improve enhance refine prioritize prioritise personalize map fix correct refactor"),
);

/** Where the name reads, these only say how: it authenticates, connects and then looks. */
const MEANS: ReadonlySet<string> = new Set(["connect", "sync", "handle", "ask", "test"]);
/** … or how what was looked up is shown. */
const ARRANGING = new Set(words("group organize organise arrange"));

/** `Uses a driver to open the page and fetch it`. */
function isMeans(act: Act, tokens: readonly Token[]): boolean {
  if (ARRANGING.has(act.verb.lemma)) return true;
  if (act.verb.kind !== "open") return MEANS.has(act.verb.kind) && act.verb.lemma !== "make";
  return tokens[tokens.findIndex(({ start }) => start === act.start) - 1]?.text === "to";
}

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

function keepTelling(nameActs: readonly Act[], textActs: readonly Act[], tokens: readonly Token[]): readonly Act[] {
  const [first] = nameActs;
  const isReading = first?.verb.kind === "read" && first.verb.tier < 2;
  const far = isReading ? findWord(tokens, FAR) : 0;
  return isReading ? textActs.filter((act) => !isMeans(act, tokens) && act.start < far) : textActs;
}

const READING: ReadonlySet<string> = new Set(["read", "compute", "think"]);

function findCues(tokens: readonly Token[], ends: readonly number[]): Map<Cue, CueHit> {
  const cues = new Map<Cue, CueHit>();
  let sentence = 0;
  for (const hit of CUE_TABLE.find(tokens)) {
    while (sentence < ends.length - 1 && hit.index >= (ends[sentence] ?? 0)) sentence += 1;
    if (cues.has(hit.cue) || isNegated(tokens, hit.index)) continue;
    cues.set(hit.cue, { start: hit.start, end: hit.end, sentence });
  }
  return cues;
}

/** Promises that what the caller passes can change nothing. */
const PROMISES: readonly Cue[] = ["claimsReadOnly", "readsStatementsOnly", "refusesChanges"];

/** Of a text that is partly made at run time, a promise may be what one mode says: it is not believed. */
function withoutDoubtfulPromises(tool: ToolDefinition, cues: Map<Cue, CueHit>): Map<Cue, CueHit> {
  if (tool.partial?.includes("description")) for (const promise of PROMISES) cues.delete(promise);
  return cues;
}

export function parseSubject(tool: ToolDefinition, server: ServerContext): Subject {
  const wholeName = server.nameTokens.get(tool.name) ?? splitName(tool.name);
  const nameTokens = stripPrefix(wholeName, server);
  const description = tool.description ?? "";
  const descriptionTokens = tokenizeText(description);
  const ends = findSentences(descriptionTokens, description);
  const foreign = findForeignActs(description, descriptionTokens);
  const named = findNameActs(nameTokens, server.namesEndInVerbs);
  const isNameTelling = named[0] !== undefined && named[0].verb.kind !== "handle";
  const textActs = foreign ?? findTextActs(descriptionTokens, ends, wholeName, isNameTelling).acts;
  const said = findSaidAct(nameTokens, textActs[0]);
  const isOther = said && named[0]?.start !== said.start;
  const nameActs = keepTrustedNameActs(isOther ? [said] : named, textActs, nameTokens);
  const told = [...nameActs, ...keepTelling(nameActs, textActs, descriptionTokens)];
  const nameWords = nameTokens.map((token) => singular(token.text));
  const parameters = findParameters(tool.inputSchema);
  const acts = [
    ...told,
    ...findChoiceActs(parameters, nameWords),
    ...findListedActs(description, parameters, nameWords, told),
  ];
  return {
    tool,
    server,
    wholeName,
    nameTokens,
    nameWords,
    description,
    descriptionTokens,
    nameActs,
    textActs,
    acts,
    kinds: new Set(acts.map((act) => act.verb.kind)),
    cues: withoutDoubtfulPromises(tool, findCues(descriptionTokens, ends)),
    parameters,
    isForeign: foreign !== undefined,
  };
}

/** Whether one of the nouns stands in `list`: alone, or as two words that follow each other. */
export function hasNoun(list: readonly string[], nouns: ReadonlySet<string>): boolean {
  for (const word of list) if (nouns.has(word)) return true;
  if (list.length < 2 || !holdsPairs(nouns)) return false;
  for (let index = 1; index < list.length; index += 1) if (nouns.has(`${list[index - 1]} ${list[index]}`)) return true;
  return false;
}

const PAIRS = new WeakMap<ReadonlySet<string>, boolean>();

/** Most tables hold single words only: then no pair has to be made. */
export function holdsPairs(nouns: ReadonlySet<string>): boolean {
  let holds = PAIRS.get(nouns);
  if (holds === undefined) {
    holds = [...nouns].some((noun) => noun.includes(" "));
    PAIRS.set(nouns, holds);
  }
  return holds;
}
