/** Finds many phrases in one pass over the words of a text. */
import type { Token } from "../tokens.ts";

export interface PhraseHit<Name extends string> {
  cue: Name;
  start: number;
  end: number;
  /** Index of the first word among the tokens. */
  index: number;
}

interface Phrase<Name extends string> {
  cue: Name;
  rest: readonly string[];
}

export class PhraseTable<Name extends string> {
  readonly #byFirstWord = new Map<string, Phrase<Name>[]>();

  constructor(table: Readonly<Record<Name, readonly string[]>>) {
    for (const [cue, list] of Object.entries(table) as [Name, readonly string[]][]) {
      for (const text of list) {
        const [first = "", ...rest] = text.split(" ");
        const phrases = this.#byFirstWord.get(first) ?? [];
        phrases.push({ cue, rest });
        this.#byFirstWord.set(first, phrases);
      }
    }
  }

  /** Hits in the order of the text. */
  find(tokens: readonly Token[]): PhraseHit<Name>[] {
    const hits: PhraseHit<Name>[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      const phrases = token && this.#byFirstWord.get(token.text);
      if (!token || !phrases) continue;
      for (const { cue, rest } of phrases) {
        let matches = true;
        for (let offset = 0; offset < rest.length && matches; offset += 1) {
          matches = tokens[index + 1 + offset]?.text === rest[offset];
        }
        if (matches) hits.push({ cue, start: token.start, end: tokens[index + rest.length]?.end ?? token.end, index });
      }
    }
    return hits;
  }
}
