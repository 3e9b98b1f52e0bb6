/** What the server as a whole says about each of its tools: parsed once a server. */
import { compareCodePoints } from "../compare.ts";
import type { ToolDefinition } from "../schema/tool.ts";
import { findVerb } from "./lexicon/forms.ts";
import { TOPICS, type Topic, type TopicRule } from "./lexicon/topics.ts";
import { singular, splitName } from "./tokens.ts";

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
  /** The first word that most tool names share, when it is no verb. */
  sharedPrefix?: string;
  /** Tool names by `formatSiblingKey`. */
  siblings: ReadonlyMap<string, string>;
  /** Lower-case names of all tools, their words joined by `_`. */
  siblingKeys: ReadonlySet<string>;
}

/** The words of a tool name joined by one sign, so that spelling does not matter. */
export function formatNameKey(name: string): string {
  return splitName(name)
    .map((token) => token.text)
    .join("_");
}

/** As `formatNameKey`, nouns in the singular: `pause_torrent` and `resume_torrents` are of one thing. */
export function formatSiblingKey(name: string, verb?: { start: number; instead: string }): string {
  return splitName(name)
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

function findTopics(words: ReadonlySet<string>): Set<Topic> {
  const topics = new Set<Topic>();
  for (const [topic, { from, least, not }] of Object.entries<TopicRule>(TOPICS)) {
    if (not?.some((word) => words.has(word))) continue;
    let found = 0;
    for (const word of from) if (words.has(word)) found += 1;
    if (found >= least) topics.add(topic as Topic);
  }
  return topics;
}

export function parseServer(server: ServerInput): ServerContext {
  // By code point and backwards: of names with one key the first stays, whatever their order was.
  const names = server.tools.map((tool) => tool.name).sort((a, b) => compareCodePoints(b, a));
  const split = server.tools.map((tool) => splitName(tool.name).map((token) => token.text));
  const ownWords = new Set([...splitName(server.slug), ...splitName(server.name)].map((token) => token.text));
  const described = splitName((server.description ?? "").slice(0, 2000)).map((token) => token.text);
  const words = new Set([...ownWords, ...described, ...split.flat()].map(singular));
  const sharedPrefix = findSharedPrefix(split);
  return {
    name: server.name,
    ownWords,
    words,
    topics: findTopics(words),
    ...(sharedPrefix === undefined ? {} : { sharedPrefix }),
    siblings: new Map(names.map((name) => [formatSiblingKey(name), name])),
    siblingKeys: new Set(split.map((name) => name.join("_"))),
  };
}
