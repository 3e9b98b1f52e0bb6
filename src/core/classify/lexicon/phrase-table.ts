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

interface Opening<Name extends string> {
  /** Phrases of one word. */
  alone: Phrase<Name>[];
  /** By the second word what can stand here, phrases of one word among them, in the order of the table. */
  bySecond: Map<string, Phrase<Name>[]>;
}

export class PhraseTable<Name extends string> {
  readonly #byFirst = new Map<string, Opening<Name>>();

  constructor(table: Readonly<Record<Name, readonly string[]>>) {
    for (const [cue, list] of Object.entries(table) as [Name, readonly string[]][]) {
      for (const text of list) this.#add(cue, text.split(" "));
    }
  }

  #add(cue: Name, [first = "", ...rest]: readonly string[]): void {
    const opening = this.#byFirst.get(first) ?? { alone: [], bySecond: new Map<string, Phrase<Name>[]>() };
    this.#byFirst.set(first, opening);
    const [second] = rest;
    if (second === undefined) {
      for (const list of [opening.alone, ...opening.bySecond.values()]) list.push({ cue, rest });
    } else {
      opening.bySecond.set(second, [...(opening.bySecond.get(second) ?? opening.alone), { cue, rest }]);
    }
  }

  /** Hits in the order of the text. */
  find(tokens: readonly Token[]): PhraseHit<Name>[] {
    const hits: PhraseHit<Name>[] = [];
    for (let index = 0; index < tokens.length; index += 1) {
      const token = tokens[index];
      const opening = token && this.#byFirst.get(token.text);
      if (!opening) continue;
      for (const { cue, rest } of opening.bySecond.get(tokens[index + 1]?.text ?? "") ?? opening.alone) {
        if (!follows(tokens, index, rest)) continue;
        hits.push({ cue, start: token.start, end: tokens[index + rest.length]?.end ?? token.end, index });
      }
    }
    return hits;
  }
}

function follows(tokens: readonly Token[], index: number, rest: readonly string[]): boolean {
  for (let offset = 0; offset < rest.length; offset += 1)
    if (tokens[index + 1 + offset]?.text !== rest[offset]) return false;
  return true;
}
