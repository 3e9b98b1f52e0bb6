import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listReview } from "../../scripts/lib/classify/review.ts";
import { writeRisks } from "../../scripts/lib/store.ts";
import type { Category, Classifier, Verdict } from "../../src/core/schema/verdict.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-review-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const RULES: Classifier = { kind: "rules", version: "1" };
const MODEL: Classifier = { kind: "model", model: "m", promptVersion: "1" };

function makeVerdict(category: Category, classifier: Classifier, disagreement?: Verdict["disagreement"]): Verdict {
  return {
    category,
    risk: "low",
    raisedBy: [],
    facets: [],
    reversible: "unknown",
    confidence: 0.5,
    rationale: "A rationale.",
    evidence: [],
    classifier,
    inputHash: "0".repeat(64),
    ...(disagreement ? { disagreement } : {}),
  };
}

test("lists disputes, the widest apart first, and nothing else", async () => {
  await writeRisks(folder, {
    schemaVersion: 1,
    slug: "s",
    verdicts: {
      agreed: makeVerdict("read", MODEL),
      near: makeVerdict("write", MODEL, { category: "read", classifier: RULES, reason: "r" }),
      refused: makeVerdict("write", RULES, { category: "write", classifier: MODEL, reason: "r" }),
      wide: makeVerdict(
        "read",
        { kind: "override", version: "1" },
        { category: "financial", classifier: RULES, reason: "r" },
      ),
    },
  });
  const entries = await listReview(folder);
  expect(entries.map(({ tool, kind }) => [tool, kind])).toEqual([
    ["wide", "overridden"],
    ["near", "differs"],
    ["refused", "refused"],
  ]);
  expect(await listReview(folder, "other")).toEqual([]);
});
