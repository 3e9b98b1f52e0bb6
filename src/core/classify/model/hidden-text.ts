/**
 * Makes visible what a definition hides from people: characters without width, tags, changes of direction, terminal
 * codes. A model then reads what a person would have to see, and a quote of hidden text is not literal any more.
 */

/** Controls but tab and line break, soft hyphen, zero-width and bidirectional marks, variation selectors, tags. */
const HIDDEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e01ef}]/gu;

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
