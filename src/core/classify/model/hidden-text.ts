/**
 * Makes visible what a definition hides from people: characters without width, tags, changes of direction, terminal
 * codes. A model then reads what a person would have to see, and a quote of hidden text is not literal any more.
 */

/** Controls but tab and line break, soft hyphen, zero-width and bidirectional marks, fillers, variation selectors, tags. */
const RANGES = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xe0000, 0xe01ef],
] as const;

const HIDDEN = new RegExp(
  `[${RANGES.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join("")}]`,
  "gu",
);

/** Each hidden character as `⟨U+200B⟩`. */
export function revealHiddenText(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `⟨U+${code}⟩`;
  });
}

export function hasHiddenText(text: string): boolean {
  HIDDEN.lastIndex = 0;
  return HIDDEN.test(text);
}
