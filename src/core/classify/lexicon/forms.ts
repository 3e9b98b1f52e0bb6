/** Looks verbs up in any of their forms. Compiled once, when the module is loaded. */
import { deriveDoers, deriveNominals, derivePrefixed } from "./derivation.ts";
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

const VERBS: readonly Verb[] = Object.entries(VERB_KINDS).flatMap(([kind, lemmas]) =>
  lemmas.map((lemma) => ({
    lemma,
    kind: kind as VerbKind,
    tier: ALSO_NOUNS.has(lemma) ? 2 : MOSTLY_VERBS.has(lemma) ? 1 : 0,
  })),
);

function compileForms(): ReadonlyMap<string, InflectedVerb> {
  const table = new Map<string, InflectedVerb>();
  for (const verb of VERBS) {
    for (const [form, name] of inflect(verb.lemma)) {
      const present = table.get(form);
      // A base form is never hidden by another verb's inflection.
      if (!present || (present.form !== "base" && name === "base")) table.set(form, { verb, form: name });
    }
  }
  for (const { lemma, kind, tier } of VERBS) {
    // Before a noun these are prefixes of other words: `unit`, `report`.
    if (tier === 2) continue;
    for (const [derived, derivedKind] of derivePrefixed(lemma, kind)) {
      if (table.has(derived)) continue;
      const verb: Verb = { lemma: derived, kind: derivedKind, tier };
      // Texts say `resubmits` and names `resubmit`; the other forms meet nobody.
      for (const [form, name] of inflect(derived).slice(0, 2))
        if (!table.has(form)) table.set(form, { verb, form: name });
    }
  }
  return table;
}

const FORMS = compileForms();

/** Nouns of action: `performs a deletion` deletes. */
const NOMINALS: Readonly<Record<string, string>> = {
  action: "act",
  deletion: "delete",
  registration: "register",
  suspension: "suspend",
  revocation: "revoke",
  transmission: "transmit",
  addition: "add",
  multiplication: "multiply",
  division: "divide",
  removal: "remove",
  creation: "create",
  insertion: "insert",
  modification: "modify",
  replacement: "replace",
  lookup: "lookup",
  analysis: "analyze",
  calculation: "calculate",
  validation: "validate",
  verification: "verify",
  evaluation: "evaluate",
  comparison: "compare",
  conversion: "convert",
  translation: "translate",
  retrieval: "retrieve",
  inspection: "inspect",
  aggregation: "aggregate",
  deployment: "deploy",
  installation: "install",
  execution: "execute",
  cancellation: "cancel",
  payment: "pay",
  purchase: "purchase",
  classification: "classify",
  extraction: "extract",
  transcription: "transcribe",
  searches: "search",
  queries: "query",
  operations: "operate",
  debugging: "debug",
  tracing: "trace",
  click: "click",
  swipe: "swipe",
  tap: "tap",
  drag: "drag",
};

/** The same with those that are made by rule. */
function compileNouns(derive: (lemma: string) => readonly string[]): Map<string, InflectedVerb> {
  const table = new Map<string, InflectedVerb>();
  for (const { lemma, kind } of VERBS)
    for (const noun of derive(lemma))
      if (!FORMS.has(noun) && !table.has(noun)) table.set(noun, { verb: { lemma, kind, tier: 2 }, form: "base" });
  return table;
}

const DERIVED_NOMINALS = compileNouns(deriveNominals);
const DOERS = compileNouns(deriveDoers);

export function findNominal(word: string): InflectedVerb | undefined {
  const lemma = Object.hasOwn(NOMINALS, word) ? NOMINALS[word] : undefined;
  return lemma === undefined ? DERIVED_NOMINALS.get(word) : FORMS.get(lemma);
}

/** Who does it: `task_launcher`, `services_reader`. */
export function findDoer(word: string): Verb | undefined {
  return DOERS.get(word)?.verb;
}

/** The verb of a noun that ends a name: `web_scraping`, `text_classification`. */
export function findNamedNoun(word: string): Verb | undefined {
  const found = findVerb(word);
  if (found) return found.form === "ing" ? { ...found.verb, tier: 2 } : undefined;
  const noun = findNominal(word);
  return noun && { ...noun.verb, tier: 2 };
}

/** Verbs of two words, by the first's base form and the second. */
const PHRASAL: Readonly<Record<string, string>> = {
  "block until": "wait",
  "roll back": "rollback",
  "roll out": "rollout",
  "shut down": "shutdown",
  "spin up": "spin",
  "spin down": "stop",
  "kick off": "kickoff",
  "tear down": "teardown",
  "back up": "backup",
  "look up": "lookup",
  "check out": "checkout",
  "clean up": "cleanup",
  "take down": "remove",
  // Nothing is run: what would be is checked.
  "dry run": "validate",
  "take ownership": "claim",
  "take over": "claim",
  "log out": "logout",
  "sign up": "register",
  "set up": "setup",
  "turn off": "turn",
  "switch off": "turn",
  "top up": "topup",
  "wipe out": "wipe",
  "power off": "shutdown",
  "bring down": "shutdown",
  "check in": "checkin",
  "type check": "typecheck",
  "cherry pick": "apply",
  "opt in": "subscribe",
  "opt out": "unsubscribe",
  "fill out": "fill",
  "cancel out": "cancel",
  "pay out": "payout",
  "buy back": "buy",
  "cash out": "withdraw",
};
/** The same, compiled: a verb with its particle is only a verb. */
const PHRASAL_FORMS: ReadonlyMap<string, Verb> = new Map(
  Object.entries(PHRASAL).flatMap(([key, lemma]) => {
    const found = FORMS.get(lemma);
    return found ? [[key, { ...found.verb, tier: 0 }] as const] : [];
  }),
);
const PARTICLES = new Set([
  "back",
  "out",
  "down",
  "up",
  "off",
  "in",
  "over",
  "ownership",
  "run",
  "until",
  "check",
  "pick",
]);

/** The verb that a word and the word after it make: `rolls back` is a rollback. */
export function findPhrasalVerb(word: string, next: string): InflectedVerb | undefined {
  if (!PARTICLES.has(next)) return undefined;
  const stem = word.endsWith("s") && word.length > 3 ? word.slice(0, -1) : word;
  const verb = PHRASAL_FORMS.get(`${stem} ${next}`);
  return verb && { verb, form: stem === word ? "base" : "s" };
}

export function findVerb(word: string): InflectedVerb | undefined {
  return FORMS.get(word);
}
