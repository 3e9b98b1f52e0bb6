/** What the server as a whole says about each of its tools: parsed once a server. */
import { compareCodePoints } from "../compare.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import { findVerb } from "./lexicon/forms.ts";
import { CODE_HOSTS, PUBLIC_SERVERS, TOPICS, type Topic, type TopicRule } from "./lexicon/topics.ts";
import { singular, splitName, type Token } from "./tokens.ts";

export interface ServerInput {
  slug: string;
  name: string;
  description?: string | undefined;
  tools: readonly ToolDefinition[];
}

export interface ServerContext {
  name: string;
  /** Words of the server's slug and name. */
  ownWords: ReadonlySet<string>;
  /** Singular words of slug, name, description and all tool names: the ground that tools stand on. */
  words: ReadonlySet<string>;
  /** What the server deals in, so far as its words show. */
  topics: ReadonlySet<Topic>;
  /** Its own words name a host of public repositories. */
  isCodeHost: boolean;
  /** Its own words name what is anybody's to know. */
  isPublic: boolean;
  /** Its own words say that it fetches or searches pages of the web. */
  isOfWeb: boolean;
  /** `book_list`, `book_delete`: the verb stands at the end of most names. */
  namesEndInVerbs: boolean;
  /** No tool's name has a verb that changes anything, but for those that can be only shown. */
  isLookup: boolean;
  /** The first word that most tool names share, when it is no verb. */
  sharedPrefix: string | undefined;
  /** The words of the tool names, split once. */
  nameTokens: ReadonlyMap<string, readonly Token[]>;
  /** Tool names by `formatSiblingKey`. */
  siblings: ReadonlyMap<string, string>;
  /** Lower-case names of all tools, their words joined by `_`. */
  siblingKeys: ReadonlySet<string>;
}

/** The words of a tool name joined by one sign, so that spelling does not matter. */
export function formatNameKey(name: readonly Token[]): string {
  return name.map((token) => token.text).join("_");
}

/** As `formatNameKey`, nouns in the singular: `pause_torrent` and `resume_torrents` are of one thing. */
export function formatSiblingKey(name: readonly Token[], verb?: { start: number; instead: string }): string {
  return name
    .map(({ text, start }) => (verb?.start === start ? verb.instead : findVerb(text) ? text : singular(text)))
    .join("_");
}

function findSharedPrefix(names: readonly (readonly string[])[]): string | undefined {
  if (names.length < 3) return undefined;
  const counts = new Map<string, number>();
  for (const [first] of names) if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  for (const [word, count] of counts) {
    const isVerb = (findVerb(word)?.verb.tier ?? 2) < 2;
    if (count >= 3 && count / names.length >= 0.6 && !isVerb) return word;
  }
  return undefined;
}

const TOPIC_RULES = Object.entries(TOPICS) as [Topic, TopicRule][];

/** Among so many tools a topic's words meet by chance, and a twentieth of the names must have one. */
const MANY_TOOLS = 40;
const LEAST_SHARE = 0.05;

/** Whether the server's own words or enough of its tools' names are of the topic. */
function isOften(
  { from, isCommon }: TopicRule,
  own: ReadonlySet<string>,
  names: readonly (readonly string[])[],
): boolean {
  if (!isCommon || names.length < MANY_TOOLS) return true;
  const wanted = new Set(from);
  if (holdsAny(own, wanted)) return true;
  const found = names.filter((name) => name.some((word) => wanted.has(singular(word)))).length;
  return found / names.length >= LEAST_SHARE;
}

function findTopics(own: ReadonlySet<string>, names: readonly (readonly string[])[]): Set<Topic> {
  const words = new Set([...own, ...names.flat().map(singular)]);
  const topics = new Set<Topic>();
  for (const [topic, rule] of TOPIC_RULES) {
    let found = 0;
    for (const word of rule.from) if (words.has(word)) found += 1;
    const against = rule.not?.filter((word) => words.has(word)).length ?? 0;
    if (found >= rule.least && against < found && isOften(rule, own, names)) topics.add(topic);
  }
  return topics;
}

/** Of names with one key the first by code point stays, whatever their order was. */
function indexSiblings(names: ReadonlyMap<string, readonly Token[]>): Map<string, string> {
  const siblings = new Map<string, string>();
  for (const [name, tokens] of names) {
    const key = formatSiblingKey(tokens);
    const other = siblings.get(key);
    if (other === undefined || compareCodePoints(name, other) < 0) siblings.set(key, name);
  }
  return siblings;
}

function holdsAny(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const word of words) if (wanted.has(word)) return true;
  return false;
}

function isPlainVerb(word: string | undefined): boolean {
  const found = findVerb(word ?? "");
  return found?.form === "base" && found.verb.tier < 2;
}

function endInVerbs(names: readonly (readonly string[])[]): boolean {
  if (names.length < 5) return false;
  const verbs = names.flatMap((name) => (name.length > 2 && isPlainVerb(name.at(-1)) ? [name.at(-1)] : []));
  // The same word behind all is part of what they are called.
  return new Set(verbs).size > 2 && verbs.length / names.length > 0.6 && !names.some(([first]) => isPlainVerb(first));
}

const LOOKING: ReadonlySet<string> = new Set(["read", "compute", "think", "ask"]);
/** What is made of a record with this can be only handed back. */
export const ENRICHING: ReadonlySet<string> = new Set(["enrich"]);

function isLooking(name: readonly string[]): boolean {
  return name.every((word) => {
    const verb = findVerb(word)?.verb;
    return verb === undefined || verb.tier === 2 || LOOKING.has(verb.kind) || ENRICHING.has(verb.lemma);
  });
}

export function parseServer(server: ServerInput): ServerContext {
  const nameTokens = new Map(server.tools.map((tool) => [tool.name, splitName(tool.name)]));
  const split = server.tools.map((tool) => nameTokens.get(tool.name)?.map((token) => token.text) ?? []);
  const ownWords = new Set([...splitName(server.slug), ...splitName(server.name)].map((token) => token.text));
  const described = splitName((server.description ?? "").slice(0, 2000)).map((token) => token.text);
  const said = new Set([...ownWords, ...described].map(singular));
  // `browsertools`.
  if ([...ownWords].some((word) => word.startsWith("browser"))) said.add("browser");
  const words = new Set([...said, ...split.flat().map(singular)]);
  const isOfWeb = [...ownWords].some((word) => /^(?:scrap|crawl|websearch|webscrap)/.test(word));
  return {
    name: server.name,
    ownWords,
    words,
    topics: findTopics(said, split),
    isCodeHost: holdsAny(ownWords, CODE_HOSTS),
    isPublic: holdsAny(ownWords, PUBLIC_SERVERS) || isOfWeb,
    isOfWeb,
    namesEndInVerbs: endInVerbs(split),
    isLookup: split.every(isLooking),
    sharedPrefix: findSharedPrefix(split),
    nameTokens,
    siblings: indexSiblings(nameTokens),
    siblingKeys: new Set(split.map((name) => name.join("_"))),
  };
}
