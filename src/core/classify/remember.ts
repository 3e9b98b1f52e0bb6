/** Remembers what a pure function makes of a word: a few thousand words make up most definitions. */

/** Emptied when full and closed to long texts, so that no input can fill the memory. */
const MAX_KNOWN = 20_000;
const MAX_LENGTH = 40;

export function remember<Value extends object>(compute: (word: string) => Value): (word: string) => Value {
  const known = new Map<string, Value>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const value = compute(word);
    if (word.length > MAX_LENGTH) return value;
    if (known.size === MAX_KNOWN) known.clear();
    known.set(word, value);
    return value;
  };
}
