/** The words that every page uses for the same thing, and the grammar around them. */
import type { Category, Facet, RiskLevel } from "../core/schema/verdict.ts";

export const CATEGORY_LABEL = {
  read: "Read",
  write: "Write",
  execute: "Execute",
  destructive: "Destructive",
  financial: "Financial",
} as const satisfies Record<Category, string>;

/** Completes "One call can …". */
export const CATEGORY_MEANING = {
  read: "return information and leave no lasting change",
  write: "create or change a stored record or setting, in a way that an ordinary edit can undo or replace",
  execute: "run something, or set something going whose effect lies outside the stored record",
  destructive: "remove or overwrite data, resources or access so that no ordinary call brings them back",
  financial: "move money or commit someone to pay",
} as const satisfies Record<Category, string>;

export const RISK_LABEL = {
  low: "Low",
  medium: "Medium",
  high: "High",
  critical: "Critical",
} as const satisfies Record<RiskLevel, string>;

export const FACET_LABEL = {
  arbitraryCode: "runs the caller’s code",
  privateData: "returns private data",
  untrustedContent: "returns text by strangers",
  externalSink: "carries data out",
  bulk: "reaches many items",
  grantsAccess: "grants access",
} as const satisfies Record<Facet, string>;

/** Completes "3 …" of tools; one tool "returns", several "return". */
export const FACET_PHRASE = {
  arbitraryCode: (one) => (one ? "runs the caller’s code" : "run the caller’s code"),
  privateData: (one) => (one ? "returns private data" : "return private data"),
  untrustedContent: (one) => (one ? "returns text by strangers" : "return text by strangers"),
  externalSink: (one) => (one ? "carries data out" : "carry data out"),
  bulk: (one) => (one ? "reaches many items in one call" : "reach many items in one call"),
  grantsAccess: (one) => (one ? "grants access" : "grant access"),
} as const satisfies Record<Facet, (one: boolean) => string>;

/** Whole sentences about "the call". */
export const FACET_MEANING = {
  arbitraryCode: "The caller passes code, a command, a query or a script, and the call runs it.",
  privateData: "The result can hold data that is not public.",
  untrustedContent: "The result can hold text that strangers wrote, which a model may take for instructions.",
  externalSink: "The call can carry data out to where strangers could read it.",
  bulk: "One call can touch many items.",
  grantsAccess: "The call gives someone or something access, rights or credentials.",
} as const satisfies Record<Facet, string>;

export const REVERSIBLE_LABEL = { yes: "yes", no: "no", unknown: "not known" } as const;

/** "1 tool", "12,000 tools". */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** Digits grouped by commas, the same on every machine. */
export function formatNumber(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
