/** Which rules are asked of a tool: most need an act or a cue that it does not have. */
import type { Subject } from "../subject.ts";
import { RULES, type RuleId } from "./all.ts";
import type { Needs, Rule } from "./rule.ts";

const ALL: readonly Rule<RuleId>[] = RULES;

/** Indices of the rules by what they need. */
function indexRules(read: (needs: Needs) => Iterable<string> | undefined): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, number[]>();
  for (const [index, { needs }] of ALL.entries()) {
    for (const key of (needs && read(needs)) ?? []) table.set(key, [...(table.get(key) ?? []), index]);
  }
  return table;
}

const BY_KIND = indexRules((needs) => needs.kinds);
const BY_VERB = indexRules((needs) => needs.verbs);
const BY_CUE = indexRules((needs) => needs.cues);
const OF_EVERY_TOOL = Uint8Array.from(ALL, ({ needs }) => (needs ? 0 : 1));

/** The rules that can hold, in the order of `RULES`. */
export function selectRules(tool: Subject): Rule<RuleId>[] {
  const isWanted = OF_EVERY_TOOL.slice();
  for (const kind of tool.kinds) mark(isWanted, BY_KIND.get(kind));
  for (const act of tool.acts) mark(isWanted, BY_VERB.get(act.verb.lemma));
  for (const cue of tool.cues.keys()) mark(isWanted, BY_CUE.get(cue));
  return ALL.filter((_rule, index) => isWanted[index] === 1);
}

function mark(isWanted: Uint8Array, indices: readonly number[] | undefined): void {
  if (indices) for (const index of indices) isWanted[index] = 1;
}
