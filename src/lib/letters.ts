/** Tools under the first letter of their name, as in a book's index. */
import type { ToolSummary } from "./catalogue.ts";

export const LETTERS = [..."abcdefghijklmnopqrstuvwxyz", "other"] as const;
export type Letter = (typeof LETTERS)[number];

export function letterOf(name: string): Letter {
  const first = name.charAt(0).toLowerCase();
  return LETTERS.find((letter) => letter === first) ?? "other";
}

const groups = new WeakMap<readonly ToolSummary[], Map<Letter, ToolSummary[]>>();

export function groupByLetter(tools: readonly ToolSummary[]): ReadonlyMap<Letter, readonly ToolSummary[]> {
  const present = groups.get(tools);
  if (present !== undefined) return present;
  const byLetter = new Map<Letter, ToolSummary[]>();
  for (const tool of tools) {
    const letter = letterOf(tool.name);
    const group = byLetter.get(letter);
    if (group === undefined) byLetter.set(letter, [tool]);
    else group.push(tool);
  }
  groups.set(tools, byLetter);
  return byLetter;
}
