/**
 * Splits names and texts into lower-case words that remember where they stood, so that every word can be quoted
 * literally. One pass, no regular expression, linear in the length.
 */

export interface Token {
  /** Lower case; a single character for punctuation. */
  text: string;
  start: number;
  end: number;
}

const CHAR = { other: 0, lower: 1, upper: 2, digit: 3 } as const;

/** Characters without width, which hide a word from whoever looks for it: they belong to the word and count for nothing. */
const WITHOUT_WIDTH = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e01ef}]/gu;

function hasNoWidth(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2060 && code <= 0x2064) ||
    code === 0xfeff ||
    code === 0xdb40 ||
    (code >= 0xdc00 && code <= 0xdfff)
  );
}

function cleanWord(word: string, isPlain: boolean): string {
  return isPlain ? word : word.replace(WITHOUT_WIDTH, "");
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return CHAR.lower;
  if (code >= 65 && code <= 90) return CHAR.upper;
  if (code >= 48 && code <= 57) return CHAR.digit;
  return code > 127 ? CHAR.lower : CHAR.other;
}

/** `createAPIKey`, `create_api_key`, `create-api.key` → create, api, key. A digit stays with the letters before it. */
export function splitName(name: string): Token[] {
  const tokens: Token[] = [];
  let start = -1;
  let isPlain = true;
  let before: number = CHAR.other;
  const flush = (end: number) => {
    if (start >= 0) tokens.push({ text: cleanWord(name.slice(start, end), isPlain).toLowerCase(), start, end });
    start = -1;
  };
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    const kind = kindOf(code);
    if (hasNoWidth(code)) isPlain = false;
    if (kind === CHAR.other) flush(index);
    else if (start < 0) start = index;
    else if (kind === CHAR.upper && before === CHAR.lower) {
      flush(index);
      start = index;
    } else if (kind === CHAR.lower && before === CHAR.upper && index - start > 1) {
      // The last capital of a run begins the next word: APIKey is API and Key.
      flush(index - 1);
      start = index - 1;
    }
    before = kind;
  }
  flush(name.length);
  return tokens;
}

const PUNCTUATION = new Set([
  ".",
  ",",
  ":",
  ";",
  "(",
  ")",
  "/",
  "!",
  "?",
  "\n",
  "[",
  "]",
  "|",
  "。",
  "，",
  "、",
  "：",
  "→",
  "—",
  "–",
]);

const PART = { none: 0, word: 1, joins: 2, mark: 3 } as const;

function partOf(code: number): number {
  if (code === 39 || code === 95 || code === 0x2019) return PART.joins;
  if (code > 127 ? hasNoWidth(code) || !isWidePunctuation(code) : kindOf(code) !== CHAR.other) return PART.word;
  return PUNCTUATION.has(String.fromCharCode(code)) ? PART.mark : PART.none;
}

/** Looked up, since nearly every character of a text is one of these. */
const ASCII_PARTS = Uint8Array.from({ length: 128 }, (_unused, code) => partOf(code));

/** Words and the punctuation that bounds clauses. Hyphens part words, apostrophes do not. */
export function tokenizeText(text: string): Token[] {
  const tokens: Token[] = [];
  const lower = text.toLowerCase();
  // Lower case can change the length of a few letters; then positions would lie.
  const source = lower.length === text.length ? lower : text;
  let start = -1;
  let isPlain = true;
  for (let index = 0; index < source.length; index += 1) {
    const code = source.charCodeAt(index);
    const part = code < 128 ? ASCII_PARTS[code] : partOf(code);
    if (part === PART.word || (part === PART.joins && start >= 0)) {
      if (code > 127 && hasNoWidth(code)) isPlain = false;
      if (start < 0) start = index;
      continue;
    }
    if (start >= 0) {
      tokens.push({ text: cleanWord(source.slice(start, index), isPlain), start, end: index });
      start = -1;
    }
    if (part === PART.mark && !isInsideName(source, index) && (code !== 10 || isParagraphEnd(source, index)))
      tokens.push({ text: source[index] ?? "", start: index, end: index + 1 });
  }
  if (start >= 0) tokens.push({ text: cleanWord(source.slice(start), isPlain), start, end: source.length });
  return tokens;
}

/** `Node.js`, `example.com`: a dot between two letters bounds nothing. */
function isInsideName(source: string, index: number): boolean {
  if (source.charCodeAt(index) !== 46) return false;
  return isLetter(source.charCodeAt(index - 1)) && isLetter(source.charCodeAt(index + 1));
}

function isLetter(code: number): boolean {
  return kindOf(code) === CHAR.lower;
}

/** A line break inside a sentence is a space; before a blank line, a list or a heading it ends one. */
function isParagraphEnd(text: string, index: number): boolean {
  if (text[index - 1] === ":" || text[index - 1] === ".") return true;
  let next = index + 1;
  while (text[next] === " " || text[next] === "\t") next += 1;
  return "\n-*#•".includes(text[next] ?? "\n") || text[next] === "\r";
}

/** Dashes, arrows, quotes, emoji halves' neighbours: everything above ASCII that is no letter. */
function isWidePunctuation(code: number): boolean {
  return (
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x3003) ||
    (code >= 0xff00 && code <= 0xff1f) ||
    code === 0xa0
  );
}

const IRREGULAR: Readonly<Record<string, string>> = {
  statuses: "status",
  aliases: "alias",
  indices: "index",
  indexes: "index",
  vertices: "vertex",
  matrices: "matrix",
  media: "media",
  data: "data",
  kubernetes: "kubernetes",
  sms: "sms",
  dns: "dns",
  cors: "cors",
  aws: "aws",
  news: "news",
  analytics: "analytics",
  details: "detail",
  movies: "movie",
  cookies: "cookie",
  series: "series",
  species: "species",
  calories: "calorie",
};

/** `messages` → message, `repositories` → repository. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.charCodeAt(word.length - 1) !== 115)
    return word === "people" ? "person" : word === "children" ? "child" : word;
  const known = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  if (known !== undefined) return known;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word;
  if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")) {
    return word.slice(0, -2);
  }
  return word.slice(0, -1);
}
