/** The tools on which rules, model and people do not agree: what is worth a person's look. */
import { CATEGORIES, type Category, type Classifier, type Risks } from "../../../src/core/schema/verdict.ts";
import { DEFAULT_DATA_DIR, listServerSlugs, loadRisks } from "../store.ts";

export interface ReviewEntry {
  slug: string;
  tool: string;
  /** What counts now. */
  category: Category;
  classifier: Classifier;
  /** What the other says, and why it does not count. */
  other: Category;
  otherClassifier: Classifier;
  reason: string;
  kind: "differs" | "refused" | "overridden";
}

/** The widest apart first, then by server and tool. */
export async function listReview(dataDir = DEFAULT_DATA_DIR, only?: string): Promise<ReviewEntry[]> {
  const entries: ReviewEntry[] = [];
  for (const slug of await listServerSlugs(dataDir)) {
    if (only !== undefined && slug !== only) continue;
    const risks = await loadRisks(dataDir, slug);
    entries.push(...listDisputes(slug, risks?.verdicts ?? {}));
  }
  return sortDisputes(entries);
}

/** Those of one server, in the order of its verdicts. */
export function listDisputes(slug: string, verdicts: Risks["verdicts"]): ReviewEntry[] {
  return Object.entries(verdicts).flatMap(([tool, { category, classifier, disagreement }]) => {
    if (!disagreement) return [];
    const { category: other, classifier: otherClassifier, reason } = disagreement;
    const kind = classifier.kind === "override" ? "overridden" : classifier.kind === "rules" ? "refused" : "differs";
    return [{ slug, tool, category, classifier, other, otherClassifier, reason, kind }];
  });
}

/** The widest apart first; those that are equally far apart keep their order. */
export function sortDisputes<Dispute extends ReviewEntry>(disputes: readonly Dispute[]): Dispute[] {
  return disputes.toSorted((a, b) => distance(b) - distance(a));
}

function distance({ category, other }: ReviewEntry): number {
  return Math.abs(CATEGORIES.indexOf(category) - CATEGORIES.indexOf(other));
}
