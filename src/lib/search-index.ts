/**
 * The search index as small files. Parts say which entries have a word; each holds the words of one prefix, so that a
 * query loads one part a word. Blocks hold the entries themselves, so that only those that are shown are loaded.
 */
import { CATEGORIES, RISK_LEVELS } from "../core/schema/verdict.ts";
import type { Catalogue, ServerSummary, ToolSummary } from "./catalogue.ts";
import {
  BLOCK_SIZE,
  END,
  FILTER,
  type IndexBlock,
  type IndexManifest,
  type IndexPart,
  splitWords,
} from "./search-words.ts";

/** Numbers in one part: about 8 KB compressed. A single word may have more. */
const PART_SIZE = 4000;
/** Entries of a prefix that is too short to load everything for. */
const CUT_SIZE = 200;
const WORDS_OF_DESCRIPTION = 14;
const COMMON = new Set(
  "and are can for from has into its not one that the this use used using when where which will with you your".split(
    " ",
  ),
);

interface Item {
  name: string;
  server: ServerSummary;
  tool?: ToolSummary;
}

/** Entries that have one word, by rising number. */
interface Posting {
  word: string;
  strong: number[];
  weak: number[];
}

export interface SearchIndex {
  manifest: IndexManifest;
  /** In the manifest's order: the whole parts, then the cut ones. */
  parts: IndexPart[];
  blocks: IndexBlock[];
}

export function buildSearchIndex({ servers, tools }: Pick<Catalogue, "servers" | "tools">): SearchIndex {
  const items: Item[] = [
    ...servers.map((server) => ({ name: server.name, server })),
    ...tools.map((tool) => ({ name: tool.name, server: tool.server, tool })),
  ].toSorted((a, b) => Number("tool" in a) - Number("tool" in b) || a.name.length - b.name.length);
  const whole: [string, IndexPart][] = [];
  const cut: [string, IndexPart][] = [];
  splitByPrefix("", listPostings(items), { whole, cut });
  const blocks = Array.from({ length: Math.ceil(items.length / BLOCK_SIZE) }, (_, index) =>
    makeBlock(items.slice(index * BLOCK_SIZE, (index + 1) * BLOCK_SIZE)),
  );
  return {
    manifest: { whole: whole.map(([prefix]) => prefix), cut: cut.map(([prefix]) => prefix) },
    parts: [...whole, ...cut].map(([, part]) => part),
    blocks,
  };
}

function listPostings(items: readonly Item[]): Posting[] {
  const postings = new Map<string, Posting>();
  const add = (word: string, number: number, strength: "strong" | "weak") => {
    let posting = postings.get(word);
    if (posting === undefined) {
      posting = { word: word + END, strong: [], weak: [] };
      postings.set(word, posting);
    }
    posting[strength].push(number);
  };
  for (const [number, item] of items.entries()) {
    const { strong, weak } = listWords(item);
    for (const word of strong) add(word, number, "strong");
    for (const word of weak) if (!strong.has(word)) add(word, number, "weak");
  }
  return [...postings.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
}

function listWords({ name, server, tool }: Item): { strong: Set<string>; weak: Set<string> } {
  const words = splitWords(name);
  const strong = new Set(words);
  // The whole name as one word, for those who type it without its signs.
  if (words.length > 1) strong.add(words.join("").slice(0, 40));
  const weak = new Set(tool === undefined ? [] : splitWords(server.name));
  for (const word of splitWords((tool ?? server).says ?? "")) {
    if (weak.size >= WORDS_OF_DESCRIPTION) break;
    if (word.length > 2 && !COMMON.has(word)) weak.add(word);
  }
  for (const word of listFilterWords(server, tool)) weak.add(word);
  return { strong, weak };
}

/** What an entry can be filtered by stands in the index as words that no text has. */
function listFilterWords({ language, transports }: ServerSummary, tool: ToolSummary | undefined): string[] {
  const facts = [language, ...transports, tool?.category, tool?.risk, ...(tool?.facets ?? [])];
  return facts.flatMap((fact) => (fact === undefined ? [] : [FILTER + fact]));
}

function splitByPrefix(
  prefix: string,
  postings: Posting[],
  into: Record<"whole" | "cut", [string, IndexPart][]>,
): void {
  const size = postings.reduce((sum, { strong, weak }) => sum + strong.length + weak.length, 0);
  if (prefix !== "" && (size <= PART_SIZE || prefix.endsWith(END))) {
    into.whole.push([prefix, makePart(postings)]);
    return;
  }
  if (prefix !== "") into.cut.push([prefix, makeCutPart(prefix, postings)]);
  const groups = new Map<string, Posting[]>();
  for (const posting of postings) {
    const character = String.fromCodePoint(posting.word.codePointAt(prefix.length) ?? 0);
    const group = groups.get(character);
    if (group === undefined) groups.set(character, [posting]);
    else group.push(posting);
  }
  for (const [character, group] of groups) splitByPrefix(prefix + character, group, into);
}

function makePart(postings: readonly Posting[]): IndexPart {
  return Object.fromEntries(
    postings.map(({ word, strong, weak }) => [word.slice(0, -END.length), [toDistances(strong), toDistances(weak)]]),
  );
}

function makeCutPart(prefix: string, postings: readonly Posting[]): IndexPart {
  const best = (strength: "strong" | "weak", limit: number) =>
    [...new Set(postings.flatMap((posting) => posting[strength].slice(0, limit)))]
      .sort((a, b) => a - b)
      .slice(0, limit);
  const strong = best("strong", CUT_SIZE);
  return { [prefix]: [toDistances(strong), toDistances(best("weak", CUT_SIZE - strong.length))] };
}

function toDistances(numbers: readonly number[]): number[] {
  return numbers.map((number, index) => number - (numbers[index - 1] ?? 0));
}

function makeBlock(items: readonly Item[]): IndexBlock {
  const servers = [...new Set(items.map(({ server }) => server))];
  const places = new Map(servers.map((server, place) => [server, place]));
  return {
    servers: servers.map(({ slug, name }) => [slug, name]),
    entries: items.map(({ name, server, tool }) => {
      const place = places.get(server) ?? 0;
      if (tool === undefined) return [name, place, 0, -2, -2];
      const category = tool.category === undefined ? -1 : CATEGORIES.indexOf(tool.category);
      const risk = tool.risk === undefined ? -1 : RISK_LEVELS.indexOf(tool.risk);
      return [name, place, tool.slug === name ? 0 : tool.slug, category, risk];
    }),
  };
}
