/**
 * Crawled text made fit to print: hidden characters become visible, long text is clipped at a word, and quoted
 * evidence is found in it. Escaping is Astro's; nothing here returns HTML.
 */

/** Control characters, bidirectional overrides, invisible and tag characters: what can hide words from a reader. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

export interface TextPart {
  text: string;
  /** `quote`: evidence of the verdict. `hidden`: the code point of a character that prints nothing. */
  kind: "plain" | "quote" | "hidden";
}

/** The text in parts: each occurrence of a quote is one, and each hidden character is one, as `U+200B`. */
export function splitText(text: string, quotes: readonly string[] = []): TextPart[] {
  const spans = findSpans(text, quotes);
  const parts: TextPart[] = [];
  let at = 0;
  for (const [start, end] of spans) {
    pushPlain(parts, text.slice(at, start), "plain");
    pushPlain(parts, text.slice(start, end), "quote");
    at = end;
  }
  pushPlain(parts, text.slice(at), "plain");
  return parts;
}

/** One part and nothing marked in it: most texts, which need no component. */
export function isPlain(parts: readonly TextPart[]): boolean {
  return parts.length === 1 && parts[0]?.kind === "plain";
}

/** One line without hidden characters, at most `limit` characters, clipped at a word where there is one. */
export function clip(text: string, limit: number): string {
  // Most names and sentences are short and of plain signs, with single spaces: nothing to replace.
  if (text.length <= limit && PLAIN.test(text)) return text;
  // Clipping first keeps a text of a megabyte from being searched as a whole.
  const line = text
    .slice(0, limit * 4)
    .replace(HIDDEN, "")
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= limit) return line;
  const characters = Array.from(line);
  if (characters.length <= limit) return line;
  const head = characters.slice(0, limit - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${(space > limit / 2 ? head.slice(0, space) : head).replace(/[\s,;:.–-]+$/u, "")}…`;
}

/** The whole sentences that fit, else the beginning of the first. */
function clipAtSentence(text: string, limit: number): string {
  const clipped = clip(text, limit);
  if (!clipped.endsWith("…")) return clipped;
  // From the end, as the last one counts.
  for (let end = clipped.length - 1; end > 24; end -= 1) {
    if (clipped[end] !== " " || !".!?".includes(clipped[end - 1] ?? " ")) continue;
    if (!SHORTENED.test(clipped.slice(end - 8, end))) return clipped.slice(0, end);
  }
  return clipped;
}

/** A word whose stop ends no sentence. */
const SHORTENED = /(?:^|[^a-z])(?:e\.g|i\.e|eg|ie|etc|vs|cf|approx|incl|no|[a-z])\.$/i;

/** Characters. */
const LONG_NAME = 28;

/** Whether a line may have to break in it; few have. */
export function isLongName(name: string): boolean {
  return name.length >= LONG_NAME;
}

/** The parts of a name between which a line may break: behind its own signs. */
export function splitAtSigns(name: string): string[] {
  return name.split(/(?<=[_./:-])(?=[^_./:-])/);
}

/** What a list prints under a tool's name: the first paragraph, or nothing when it only repeats the name. */
export function summarise(name: string, description: string | undefined, limit = 150): string | undefined {
  if (description === undefined) return undefined;
  const summary = clipAtSentence(
    description
      .slice(0, limit * 4)
      .trim()
      .split(/\n\s*\n/)[0] ?? "",
    limit,
  );
  return summary === "" || bare(summary) === bare(name) ? undefined : summary;
}

/** Whether the title is the name once more, or its end: "List users" of `acme_list_users`. */
export function repeatsName(name: string, title: string): boolean {
  return bare(name).endsWith(bare(title));
}

/** Its letters and digits. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** As `summarise`, for a server: "MCP server for Acme" says of Acme nothing that its name does not. */
export function describeServer(name: string, description: string | undefined, limit: number): string | undefined {
  const summary = summarise(name, description, limit);
  const own = (text: string) => bare(text.toLowerCase().replace(OF_ANY_SERVER, ""));
  return summary === undefined || own(summary) === own(name) ? undefined : summary;
}

const OF_ANY_SERVER = /\b(?:an?|the|official|mcp|model context protocol|servers?|for|of)\b/g;

/** Non-overlapping spans of the quotes in the text, in order. */
function findSpans(text: string, quotes: readonly string[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const quote of new Set(quotes)) {
    const start = quote === "" ? -1 : text.indexOf(quote);
    if (start !== -1) spans.push([start, start + quote.length]);
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const kept: [number, number][] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (last === undefined || span[0] >= last[1]) kept.push(span);
    else last[1] = Math.max(last[1], span[1]);
  }
  return kept;
}

function pushPlain(parts: TextPart[], text: string, kind: "plain" | "quote"): void {
  if (PLAIN.test(text)) {
    parts.push({ text, kind });
    return;
  }
  let at = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), kind });
    parts.push({ text: formatCodePoint(match[0]), kind: "hidden" });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), kind });
}

function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
