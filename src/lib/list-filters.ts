/** What lists and the search can be filtered by. The keys stand in addresses. */
import { HINTS } from "../core/classify/annotations.ts";
import { ERROR_KIND_LABEL } from "./accuracy.ts";
import { STOPS_LABEL } from "./attacks.ts";
import type { Page } from "./paging.ts";
import { LANGUAGE_LABEL, TRANSPORT_LABEL } from "./server-facts.ts";
import { CATEGORY_LABEL, FACET_LABEL, RISK_LABEL } from "./words.ts";

export const FILTERS = {
  category: { label: "Category", options: CATEGORY_LABEL },
  risk: { label: "Risk", options: RISK_LABEL },
  facet: { label: "Fact", options: FACET_LABEL },
  language: { label: "Language", options: LANGUAGE_LABEL },
  transport: { label: "Transport", options: TRANSPORT_LABEL },
  stops: { label: "By a policy", options: STOPS_LABEL },
  change: {
    label: "Change",
    options: { added: "added", changed: "changed", removed: "removed", server: "of the server itself" },
  },
  hint: { label: "Hint", options: Object.fromEntries(HINTS.map((hint) => [hint.toLowerCase(), hint])) },
  label: { label: "Label", options: CATEGORY_LABEL },
  verdict: { label: "Verdict", options: CATEGORY_LABEL },
  kind: { label: "Kind", options: Object.fromEntries(Object.values(ERROR_KIND_LABEL).map((label) => [label, label])) },
  list: { label: "List", options: { complete: "complete", "not complete": "not complete", "not known": "not known" } },
} as const satisfies Record<string, { label: string; options: Record<string, string> }>;
export type FilterName = keyof typeof FILTERS;

/** A list to sort and filter, of which one page may show a part. */
export interface ListOptions {
  filters: readonly FilterName[];
  page: Page<unknown>;
  /** What of the search finds all of it. Empty: only what is chosen narrows the search; absent: the search has nothing of it. */
  search?: SearchChoice;
}

/** So many pages can be laid into one on demand; what is longer is left to the search. */
export const MOST_JOINED = 20;

/** Words and filters of the search. */
export type SearchChoice = Partial<Record<FilterName | "q", string>>;

export const SEARCH_FILTERS = ["category", "risk", "facet", "language", "transport"] as const satisfies FilterName[];

export function formatSearchHref(chosen: SearchChoice): string {
  const query = new URLSearchParams(chosen).toString();
  return query === "" ? "/search/" : `/search/?${query}`;
}
