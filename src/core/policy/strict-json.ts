/**
 * JSON text to a value, with nothing left to the reader's choice: a key that stands twice, a number that a double cannot
 * hold, text that is too long or nested too deep are problems, where `JSON.parse` would pick one meaning in silence.
 */
import type { Json, JsonObject } from "../schema/json.ts";
import { escapePointer } from "./pointer.ts";

export interface JsonProblem {
  /** JSON pointer of the place; empty for the whole text. */
  pointer: string;
  problem: string;
}

export interface StrictJsonOptions {
  /** In UTF-16 units. */
  maxLength: number;
  maxDepth: number;
}

/** `value` is absent when the text is not JSON at all; with problems, it must not be used for more than a message. */
export function parseStrictJson(text: string, options: StrictJsonOptions): { value?: Json; problems: JsonProblem[] } {
  if (text.length > options.maxLength) {
    return { problems: [{ pointer: "", problem: `the text has more than ${options.maxLength} characters` }] };
  }
  const value = parseQuickly(text, options.maxDepth);
  if (value !== undefined) return { value, problems: [] };
  const reader = new Reader(text, options.maxDepth);
  try {
    return { value: reader.read(), problems: reader.problems };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { problems: [...reader.problems, { pointer: "", problem: error.message }] };
  }
}

/**
 * What `JSON.parse` gives, where nothing can be wrong with it: it has as many keys as the text, so none stood twice.
 * `undefined` sends the text to the slow reader, which names what is wrong, or finds that nothing is.
 */
function parseQuickly(text: string, maxDepth: number): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return countKeys(value, maxDepth) === countWrittenKeys(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `NaN` for what is nested deeper than `depth`, and for numbers that a double may not hold as they were written. */
function countKeys(value: Json, depth: number): number {
  if (depth < 0) return Number.NaN;
  if (typeof value === "number" && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER))
    return Number.NaN;
  if (value === null || typeof value !== "object") return 0;
  let count = 0;
  if (Array.isArray(value)) for (const item of value) count += countKeys(item, depth - 1);
  else for (const key of Object.keys(value)) count += 1 + countKeys(value[key] ?? null, depth - 1);
  return count;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Colons behind the end of a text, in what is known to be JSON: each key has one. A text that begins with a colon counts as
 * well, which only sends it to the slow reader. So does a key with an escape in it (`NaN`): V8 13.6 takes such a key for one
 * that ends where the escape begins, a backslash included, once it has seen that one at the same place of another text.
 */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let end = colon - 1;
    while (isSpace(text.charCodeAt(end))) end -= 1;
    if (text.charCodeAt(end) !== QUOTE || isEscaped(text, end)) continue;
    if (hasEscape(text, end)) return Number.NaN;
    count += 1;
  }
  return count;
}

/** Whether a backslash stands in the key that ends here. */
function hasEscape(text: string, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && text.charCodeAt(at) !== QUOTE && text.charCodeAt(at) !== BACKSLASH) at -= 1;
  return text.charCodeAt(at) === BACKSLASH || text.charCodeAt(at - 1) === BACKSLASH;
}

/** An odd number of backslashes stands before the place. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

class JsonSyntaxError extends Error {
  override name = "JsonSyntaxError";
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** A text's plain part: up to the closing quote, an escape, or what may not stand in it. */
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const LITERALS = [
  ["true", true],
  ["false", false],
  ["null", null],
] as const;

class Reader {
  readonly problems: JsonProblem[] = [];
  readonly #text: string;
  readonly #maxDepth: number;
  /** The keys that lead to the value that is being read; a pointer is made of them only for a problem. */
  readonly #keys: (string | number)[] = [];
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  read(): Json {
    const value = this.#readValue();
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#unexpected("the end");
    return value;
  }

  #readValue(): Json {
    if (this.#keys.length > this.#maxDepth)
      throw new JsonSyntaxError(`values are nested more than ${this.#maxDepth} deep`);
    this.#skipSpace();
    const code = this.#text.charCodeAt(this.#at);
    if (code === 0x22) return this.#readString();
    if (code === 0x7b) return this.#readObject();
    if (code === 0x5b) return this.#readList();
    for (const [word, value] of LITERALS) {
      if (code === word.charCodeAt(0) && this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#readNumber();
  }

  #readObject(): JsonObject {
    const object: JsonObject = {};
    this.#at += 1;
    if (this.#take("}")) return object;
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') throw this.#unexpected("a key in double quotes");
      const key = this.#readString();
      this.#keys.push(key);
      if (!this.#take(":")) throw this.#unexpected("a colon");
      const value = this.#readValue();
      if (Object.hasOwn(object, key)) this.#addProblem("the key stands here twice");
      this.#keys.pop();
      // An assignment to `__proto__` would change the prototype and keep no key.
      if (key === "__proto__")
        Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
      else object[key] = value;
    } while (this.#take(","));
    if (!this.#take("}")) throw this.#unexpected("a comma or }");
    return object;
  }

  #readList(): Json[] {
    const list: Json[] = [];
    this.#at += 1;
    if (this.#take("]")) return list;
    do {
      this.#keys.push(list.length);
      list.push(this.#readValue());
      this.#keys.pop();
    } while (this.#take(","));
    if (!this.#take("]")) throw this.#unexpected("a comma or ]");
    return list;
  }

  #readString(): string {
    const start = this.#at;
    let end = start + 1;
    for (;;) {
      const code = this.#text.charCodeAt(end);
      if (code === 0x22) {
        this.#at = end + 1;
        return this.#text.slice(start + 1, end);
      }
      // An escape, a control character, or the end of the text: read slowly.
      if (code === 0x5c || code < 0x20 || Number.isNaN(code)) break;
      end += 1;
    }
    this.#at += 1;
    do this.#match(PLAIN);
    while (this.#match(ESCAPE) !== undefined);
    if (this.#text[this.#at] !== '"') throw this.#unexpected("the rest of a text in double quotes");
    this.#at += 1;
    return JSON.parse(this.#text.slice(start, this.#at)) as string;
  }

  #readNumber(): number {
    const token = this.#match(NUMBER);
    if (token === undefined) throw this.#unexpected("a value");
    const value = Number(token);
    const isInteger = !/[.eE]/.test(token);
    if (!Number.isFinite(value) || (isInteger && !Number.isSafeInteger(value))) {
      this.#addProblem("the number is too large to be read exactly");
    }
    return value;
  }

  #addProblem(problem: string): void {
    this.problems.push({ pointer: this.#keys.map((key) => `/${escapePointer(String(key))}`).join(""), problem });
  }

  #match(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #unexpected(expected: string): JsonSyntaxError {
    const found = this.#text[this.#at];
    return new JsonSyntaxError(
      `not JSON: ${found === undefined ? "the text ends" : `found ${JSON.stringify(found)}`} where ${expected} is expected, ${this.#place()}`,
    );
  }

  #place(): string {
    const before = this.#text.slice(0, this.#at).split("\n");
    return `line ${before.length}, character ${(before.at(-1)?.length ?? 0) + 1}`;
  }
}
