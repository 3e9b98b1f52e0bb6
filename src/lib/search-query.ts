/** Answers a query from the files of the index. Runs in the browser; loading is the caller's. */
import {
  BLOCK_SIZE,
  END,
  FILTER,
  type IndexBlock,
  type IndexManifest,
  type IndexPart,
  splitWords,
} from "./search-words.ts";

export interface Hit {
  name: string;
  href: string;
  server: string;
  /** Index into CATEGORIES and RISK_LEVELS; -1 not judged, -2 a server. */
  category: number;
  risk: number;
}

export interface Answer {
  /** The best, at most as many as were asked for. */
  hits: Hit[];
  total: number;
  /** The word is so short that only its best entries are known. */
  isCut: boolean;
}

export interface IndexFiles {
  loadManifest(): Promise<IndexManifest>;
  loadPart(number: number): Promise<IndexPart>;
  loadBlock(number: number): Promise<IndexBlock>;
}

/** Scores by entry number. */
interface WordResult {
  scores: Map<number, number>;
  isCut: boolean;
}

const MOST_WORDS = 6;
/** Parts that one word may load: a short word begins the prefixes of many. */
const MOST_PARTS = 4;

/** `filters` are categories, risks, facets, languages and transports that an entry must have, all of them. */
export async function answerQuery(
  query: string,
  files: IndexFiles,
  limit: number,
  filters: readonly string[] = [],
): Promise<Answer> {
  const own = [...new Set(splitWords(query))].slice(0, MOST_WORDS);
  const words = [...own, ...filters.map((filter) => FILTER + filter)];
  if (words.length === 0) return { hits: [], total: 0, isCut: false };
  const manifest = await files.loadManifest();
  const [first, ...others] = await Promise.all(words.map((word) => findWord(word, manifest, files)));
  const asOne = own.length > 1 ? await findWord(own.join("").slice(0, 40), manifest, files) : undefined;
  const found: [number, number][] = [];
  for (const [number, score] of first?.scores ?? []) {
    let sum = score + (asOne?.scores.get(number) ?? 0);
    for (const { scores } of others) sum += scores.get(number) ?? Number.NEGATIVE_INFINITY;
    if (sum > 0) found.push([number, sum]);
  }
  found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const hits = await Promise.all(found.slice(0, limit).map(([number]) => loadHit(number, files)));
  return {
    hits: hits.filter((hit) => hit !== undefined),
    total: found.length,
    isCut: first?.isCut === true || others.some(({ isCut }) => isCut),
  };
}

async function findWord(word: string, manifest: IndexManifest, files: IndexFiles): Promise<WordResult> {
  const { whole, cut } = manifest;
  const numbers = whole.flatMap((prefix, part) =>
    (word + END).startsWith(prefix) || prefix.startsWith(word) ? [part] : [],
  );
  const isCut = numbers.length > MOST_PARTS;
  // The word's own entries are known whole; of longer words that it begins, only the best.
  const own = numbers.filter((part) => whole[part] === word + END);
  const best = cut.indexOf(word);
  const chosen = isCut ? [...own, ...(best === -1 ? [] : [whole.length + best])] : numbers;
  const scores = new Map<number, number>();
  for (const part of await Promise.all(chosen.map((number) => files.loadPart(number)))) {
    for (const [key, [strong, weak]] of Object.entries(part)) {
      if (!key.startsWith(word)) continue;
      const isExact = key === word && !isCut;
      addScores(scores, strong, isExact ? 6 : 4);
      addScores(scores, weak, isExact ? 2 : 1);
    }
  }
  return { scores, isCut };
}

function addScores(scores: Map<number, number>, distances: readonly number[], score: number): void {
  let number = 0;
  for (const distance of distances) {
    number += distance;
    if ((scores.get(number) ?? 0) < score) scores.set(number, score);
  }
}

async function loadHit(number: number, files: IndexFiles): Promise<Hit | undefined> {
  const block = await files.loadBlock(Math.floor(number / BLOCK_SIZE));
  const entry = block.entries[number % BLOCK_SIZE];
  if (entry === undefined) return undefined;
  const [name, place, slug, category, risk] = entry;
  const [serverSlug, server] = block.servers[place] ?? ["", ""];
  const href = category === -2 ? `/servers/${serverSlug}/` : `/servers/${serverSlug}/${slug === 0 ? name : slug}/`;
  return { name, href, server, category, risk };
}
