/** Looks verbs up in any of their forms. Compiled once, when the module is loaded. */
import { ALSO_NOUNS, MOSTLY_VERBS, VERB_KINDS, type VerbKind } from "./verbs.ts";

export type VerbForm = "base" | "s" | "ed" | "ing";

export interface Verb {
  lemma: string;
  kind: VerbKind;
  /** 0 only a verb, 1 a verb more often than a noun, 2 a noun more often. */
  tier: 0 | 1 | 2;
}

export interface InflectedVerb {
  verb: Verb;
  form: VerbForm;
}

const VOWELS = "aeiou";
/** Short stems that double their last letter: stop, stopped. */
const DOUBLING = /^(?:[^aeiou]*[aeiou][bdgklmnprtz])$/;
const KEEPS_SINGLE = new Set(["redeem", "debug"]);
const DOUBLES = new Set([
  "submit",
  "transfer",
  "prefer",
  "commit",
  "permit",
  "unpin",
  "reset",
  "format",
  "emit",
  "debug",
  "unplug",
  "untag",
  "rerun",
  "begin",
  "unzip",
]);

function inflect(lemma: string): [string, VerbForm][] {
  const last = lemma.at(-1) ?? "";
  const beforeLast = lemma.at(-2) ?? "";
  const forms: [string, VerbForm][] = [[lemma, "base"]];
  if (last === "y" && !VOWELS.includes(beforeLast)) {
    const stem = lemma.slice(0, -1);
    return [...forms, [`${stem}ies`, "s"], [`${stem}ied`, "ed"], [`${lemma}ing`, "ing"]];
  }
  const sibilant = /(?:s|x|z|ch|sh|o)$/.test(lemma);
  forms.push([sibilant ? `${lemma}es` : `${lemma}s`, "s"]);
  if (last === "e") {
    forms.push([`${lemma}d`, "ed"], [`${lemma.slice(0, -1)}ing`, "ing"]);
    return forms;
  }
  const doubles = (DOUBLING.test(lemma) && !KEEPS_SINGLE.has(lemma)) || DOUBLES.has(lemma);
  const stem = doubles ? lemma + last : lemma;
  forms.push([`${stem}ed`, "ed"], [`${stem}ing`, "ing"]);
  return forms;
}

function compileForms(): ReadonlyMap<string, InflectedVerb> {
  const table = new Map<string, InflectedVerb>();
  for (const [kind, lemmas] of Object.entries(VERB_KINDS)) {
    for (const lemma of lemmas) {
      const tier = ALSO_NOUNS.has(lemma) ? 2 : MOSTLY_VERBS.has(lemma) ? 1 : 0;
      const verb: Verb = { lemma, kind: kind as VerbKind, tier };
      for (const [form, name] of inflect(lemma)) {
        const present = table.get(form);
        // A base form is never hidden by another verb's inflection.
        if (!present || (present.form !== "base" && name === "base")) table.set(form, { verb, form: name });
      }
    }
  }
  return table;
}

const FORMS = compileForms();

export function findVerb(word: string): InflectedVerb | undefined {
  return FORMS.get(word);
}
