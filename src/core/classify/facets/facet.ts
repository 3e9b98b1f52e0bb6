/** What a facet's file exports: whether the facet holds, and on what evidence. */
import type { Category, Evidence } from "../../schema/verdict.ts";
import type { RuleId } from "../rules/all.ts";
import type { Subject } from "../subject.ts";

export interface FacetCase {
  tool: Subject;
  category: Category;
  /** Ids of the rules that hold. */
  held: ReadonlySet<RuleId>;
  /** Of a tool that hands back what it fetches: that this is whatever address the caller names. */
  anyUrl: readonly Evidence[] | undefined;
}

/** Evidence where the facet holds, at least one quote. */
export type FacetTest = (given: FacetCase) => readonly Evidence[] | undefined;
