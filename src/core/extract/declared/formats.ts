/** Texts with places for values, as `String.format` and its kin write them: `"%s of %2$d"`. */
import { concatenate, type Plain, type PlainText, text, textOf, UNKNOWN, unwrap } from "./plain.ts";

const VERB = /%(?:(\d+)\$)?[-+# 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g;

/** The text with the values in their places; one that is not known leaves the text partial. */
export function formatted(pattern: PlainText, values: readonly Plain[]): PlainText {
  const parts: Plain[] = [];
  let position = 0;
  let at = 0;
  for (const match of pattern.value.matchAll(VERB)) {
    const [written, named, verb] = match;
    parts.push(text(pattern.value.slice(at, match.index)));
    at = match.index + written.length;
    if (verb === "%") parts.push(text("%"));
    else if (verb === "n") parts.push(text("\n"));
    else parts.push(unwrap(values[named === undefined ? position++ : Number(named) - 1]) ?? UNKNOWN);
  }
  const whole = concatenate([...parts, text(pattern.value.slice(at), pattern.partial)]);
  return textOf(whole) ?? pattern;
}
