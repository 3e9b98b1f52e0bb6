/** Sets of code points as sorted, disjoint ranges. */

/** First and last code point, both inside. */
export type CodeRange = readonly [number, number];

export const LAST_CODE_POINT = 0x10ffff;
export const DIGIT: readonly CodeRange[] = [[48, 57]];
export const WORD: readonly CodeRange[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
/** Tab, line feed, form feed, carriage return, space: RE2's `\s`. */
export const SPACE: readonly CodeRange[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];

/** Folding a larger range than this one by one would take too long; ASCII letters in it are folded all the same. */
const MAX_FOLDED = 2_000;

export function sortRanges(ranges: readonly CodeRange[]): CodeRange[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function negateRanges(ranges: readonly CodeRange[]): CodeRange[] {
  const negated: CodeRange[] = [];
  let next = 0;
  for (const [from, to] of sortRanges(ranges)) {
    if (from > next) negated.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST_CODE_POINT) negated.push([next, LAST_CODE_POINT]);
  return negated;
}

/** The ranges and the other cases of their letters. */
export function foldRanges(ranges: readonly CodeRange[]): CodeRange[] {
  const folded: CodeRange[] = [...ranges];
  for (const [from, to] of ranges) {
    const last = to - from > MAX_FOLDED ? Math.min(to, 0x7f) : to;
    for (let code = from; code <= last; code += 1) {
      for (const other of listCases(code)) folded.push([other, other]);
    }
  }
  return sortRanges(folded);
}

function listCases(code: number): number[] {
  const character = String.fromCodePoint(code);
  const cases = [character.toLowerCase(), character.toUpperCase()];
  // Two letters outside ASCII fold to letters inside: the long s and the Kelvin sign.
  if (/[sS]/.test(character)) cases.push("\u017f");
  if (/[kK]/.test(character)) cases.push("\u212a");
  return cases.filter((text) => [...text].length === 1).map((text) => text.codePointAt(0) ?? code);
}
