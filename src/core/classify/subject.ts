/** A tool as the rules see it: its words, acts, parameters and cues, parsed once. */
import type { ToolDefinition } from "../schema/tool.ts";
import { type Act, findNameActs, findSaidAct } from "./acts.ts";
import { findChoiceActs, findListedActs } from "./choices.ts";
import { CUES, type Cue } from "./lexicon/cues.ts";
import { findForeignActs } from "./lexicon/foreign.ts";
import { findVerb } from "./lexicon/forms.ts";
import { PhraseTable } from "./lexicon/phrase-table.ts";
import type { VerbKind } from "./lexicon/verbs.ts";
import { findParameters, type Parameter } from "./parameters.ts";
import { findSentences } from "./sentences.ts";
import type { ServerContext } from "./server-context.ts";
import { findTextActs } from "./text-acts.ts";
import { singular, splitName, type Token, tokenizeText } from "./tokens.ts";
import { keepTelling, keepTrustedNameActs } from "./trusted-acts.ts";
import { isNegated } from "./verb-here.ts";

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

/** What `list_audit_logs` can be asked for: what was done, by whomever. */
const LISTING = new Set(["list", "search", "find", "query"]);
const LOGGED = new Set(["log", "event", "audit", "history", "activity"]);

/** Choices that act. Beside a name that reads, a choice that is mostly a noun, or kept in a log, only selects. */
function keepChosen(nameActs: readonly Act[], chosen: readonly Act[]): readonly Act[] {
  const [first] = nameActs;
  if (first?.verb.kind !== "read" || first.verb.tier === 2) return chosen;
  if (LISTING.has(first.verb.lemma) && first.object.some((word) => LOGGED.has(word))) return [];
  return chosen.filter(({ verb, field }) => verb.tier < 2 || /\.(?:action|operation)\.enum$/i.test(field));
}

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
  const said = findSaidAct(nameTokens, textActs, named[0]);
  const isOther = said && named[0]?.start !== said.start;
  const nameActs = keepTrustedNameActs(isOther ? [said] : named, textActs, nameTokens);
  const told = [...nameActs, ...keepTelling(nameActs, textActs, descriptionTokens, nameTokens, description)];
  const nameWords = nameTokens.map((token) => singular(token.text));
  const parameters = findParameters(tool.inputSchema);
  const acts = [
    ...told,
    ...keepChosen(nameActs, findChoiceActs(parameters, nameWords)),
    ...findListedActs(description, parameters, nameWords, told, server.nameTokens),
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
