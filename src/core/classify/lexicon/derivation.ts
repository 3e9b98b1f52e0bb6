/**
 * Words that English makes of a verb by rule: with a prefix (`resubmit`, `unschedule`, `bulkdelete`), as a noun of the
 * action (`recognition`) or of who does it (`summarizer`).
 */
import type { VerbKind } from "./verbs.ts";
import { words } from "./words.ts";

/** Doing it again, by itself or many times is doing it. */
const SAME_ACT = words("re auto bulk batch");
/** What these make or change can be taken back, and taking it back is an ordinary change. */
const TAKEN_BACK: ReadonlySet<VerbKind> = new Set(["create", "change", "publish", "start", "store"]);

/** The verbs with a prefix that a verb makes, each with its kind. */
export function derivePrefixed(lemma: string, kind: VerbKind): [string, VerbKind][] {
  if (lemma.length < 4) return [];
  const same = SAME_ACT.map((prefix): [string, VerbKind] => [prefix + lemma, kind]);
  return TAKEN_BACK.has(kind) ? [...same, [`un${lemma}`, "change"]] : same;
}

/** The nouns of the action that a verb can have: those that are no words meet nobody. */
export function deriveNominals(lemma: string): string[] {
  if (lemma.endsWith("ize") || lemma.endsWith("ise"))
    return [`${lemma.slice(0, -1)}ation`, `${lemma.slice(0, -3)}ition`];
  if (lemma.endsWith("ify")) return [`${lemma.slice(0, -1)}ication`];
  const stem = lemma.endsWith("e") ? lemma.slice(0, -1) : lemma;
  return [`${stem}ion`, `${stem}ation`, `${lemma}ment`, `${stem}ing`];
}

/** Verbs whose doer is a usual name for a tool. Most others make a thing: a folder, a counter, a browser. */
const DOERS: ReadonlySet<string> = new Set(
  words(`analyze analyse calculate check clean convert create delete download edit execute explain export extract fetch find format
  generate import inspect audit detect enumerate profile dump diff hunt track estimate predict evaluate assemble decode decrypt
  disassemble walk view score introspect triage correlate diagnose install invoke launch listen minify monitor parse plan publish read recommend remove
  render resolve retrieve review run scan scrape search send simulate solve sort split summarize test trace transform
  translate transcribe update upload validate verify visualize watch write classify detect rewrite compare compile deploy`),
);

/** `summarize` → summarizer, `execute` → executor. */
export function deriveDoers(lemma: string): string[] {
  if (!DOERS.has(lemma)) return [];
  if (lemma.endsWith("y")) return [`${lemma.slice(0, -1)}ier`];
  const stem = lemma.endsWith("e") ? lemma.slice(0, -1) : lemma;
  return [`${stem}er`, `${stem}or`, `${stem}${stem.at(-1)}er`];
}
