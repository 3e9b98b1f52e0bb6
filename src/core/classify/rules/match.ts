/** Questions that several rules ask of a tool. */
import type { Evidence } from "../../schema/verdict.ts";
import type { Act } from "../acts.ts";
import { quoteActs } from "../evidence.ts";
import type { VerbKind } from "../lexicon/verbs.ts";
import type { Parameter } from "../parameters.ts";
import { hasNoun, holdsPairs, type Subject } from "../subject.ts";

const NONE: readonly Act[] = [];

/** Acts whose verb is of one of these kinds. */
export function findActs(tool: Subject, kinds: readonly VerbKind[], also?: (act: Act) => boolean): readonly Act[] {
  return selectActs(tool, (act) => kinds.includes(act.verb.kind) && (!also || also(act)));
}

/** Acts whose verb is one of these, whatever its kind. */
export function findVerbs(tool: Subject, lemmas: ReadonlySet<string>, also?: (act: Act) => boolean): readonly Act[] {
  return selectActs(tool, (act) => lemmas.has(act.verb.lemma) && (!also || also(act)));
}

/** Most rules find nothing in most tools: then nothing is built. */
function selectActs(tool: Subject, isWanted: (act: Act) => boolean): readonly Act[] {
  let found: Act[] | undefined;
  for (const act of tool.acts) {
    if (!isWanted(act)) continue;
    if (found) found.push(act);
    else found = [act];
  }
  return found ?? NONE;
}

/** Evidence when there are any acts, else nothing. */
export function whereActs(tool: Subject, acts: readonly Act[]): Evidence[] | undefined {
  return acts.length > 0 ? quoteActs(tool, acts) : undefined;
}

export function isAbout(act: Act, nouns: ReadonlySet<string>): boolean {
  return hasNoun(act.object, nouns);
}

/** Whether the last word of the object, its head, is one of the nouns. */
export function isHead(act: Act, nouns: ReadonlySet<string>): boolean {
  const last = act.object.at(-1);
  if (last === undefined) return false;
  return nouns.has(last) || (act.object.length > 1 && holdsPairs(nouns) && nouns.has(`${act.object.at(-2)} ${last}`));
}

export function mentions(act: Act, nouns: ReadonlySet<string>): boolean {
  return hasNoun(act.object, nouns) || hasNoun(act.rest, nouns);
}

export function findParameter(
  tool: Subject,
  nouns: ReadonlySet<string>,
  also: (p: Parameter) => boolean = () => true,
): Parameter | undefined {
  return tool.parameters.find((parameter) => hasNoun(parameter.words, nouns) && also(parameter));
}
