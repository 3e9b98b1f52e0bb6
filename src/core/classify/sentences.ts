/** Where the sentences of a description end. */
import type { Token } from "./tokens.ts";

/** Ends of sentences: exclusive token indices, in order. */
export function findSentences(tokens: readonly Token[], text: string): number[] {
  const ends: number[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    const isStop =
      token.text === "。" ||
      ((token.text === "." || token.text === "!" || token.text === "?") && isSentenceEnd(tokens, index, text));
    const isBreak = token.text === "\n";
    if (isStop || isBreak) ends.push(index + 1);
  }
  if (ends.at(-1) !== tokens.length) ends.push(tokens.length);
  return ends;
}

const ABBREVIATIONS = new Set(["e", "g", "i", "eg", "ie", "etc", "vs", "no", "approx", "incl"]);

function isSentenceEnd(tokens: readonly Token[], index: number, text: string): boolean {
  const token = tokens[index] as Token;
  const next = text.charCodeAt(token.end);
  if (!(Number.isNaN(next) || next <= 32 || next === 41 || next === 42 || next === 34)) return false;
  const before = tokens[index - 1]?.text ?? "";
  return !(ABBREVIATIONS.has(before) && tokens[index + 1] !== undefined && before !== "etc");
}
