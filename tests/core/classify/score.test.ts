import { expect, test } from "vitest";
import { type ScoredTool, scoreVerdicts } from "../../../src/core/classify/score.ts";
import type { Category, Facet } from "../../../src/core/schema/verdict.ts";

interface Case {
  label: Category;
  alt?: Category;
  verdict: Category;
  confidence?: number;
  facets?: [labelled: Facet[], judged: Facet[], maybe?: Facet[]];
}

function score(cases: Case[]) {
  return scoreVerdicts(
    cases.map(
      ({ label, alt, verdict, confidence = 1, facets = [[], []] }, index): ScoredTool => ({
        server: `s${index % 2}`,
        tool: `t${index}`,
        label: { category: label, alt: alt ?? null, facets: facets[0], maybeFacets: facets[2] ?? [] },
        verdict: { category: verdict, confidence, facets: facets[1], evidence: [] },
      }),
    ),
  );
}

test("accuracy, lenient accuracy and confusion", () => {
  const { figures } = score([
    { label: "read", verdict: "read" },
    { label: "write", verdict: "write" },
    { label: "write", alt: "execute", verdict: "execute" },
    { label: "execute", verdict: "write" },
  ]);
  expect(figures).toMatchObject({ tools: 4, servers: 2, accuracy: 0.5, lenient: 0.75 });
  expect(figures.confusion.write).toEqual({ read: 0, write: 1, execute: 1, destructive: 0, financial: 0 });
  expect(figures.classes.write).toEqual({ labelled: 2, precision: 0.5, recall: 0.5, f1: 0.5 });
});

test("unsafe is what acts and is called read, unless reading can be defended", () => {
  const { figures, errors } = score([
    { label: "write", verdict: "read" },
    { label: "write", alt: "read", verdict: "read" },
    { label: "read", verdict: "write" },
  ]);
  expect(figures.unsafe).toBe(1);
  expect(errors.map(({ kind }) => kind)).toEqual(["unsafe", "defensible", "wrong"]);
});

test("underrated is what is grave and is called mild, unless that can be defended", () => {
  const { figures, errors } = score([
    { label: "destructive", verdict: "write" },
    { label: "financial", verdict: "read" },
    { label: "destructive", alt: "write", verdict: "write" },
    { label: "destructive", verdict: "execute" },
  ]);
  expect(figures.underrated).toBe(2);
  expect(errors.map(({ kind }) => kind)).toEqual(["underrated", "unsafe", "defensible", "wrong"]);
});

test("facets on which readings differed do not count", () => {
  const { figures } = score([
    { label: "read", verdict: "read", facets: [["privateData"], ["privateData"]] },
    { label: "read", verdict: "read", facets: [[], ["privateData"], ["privateData"]] },
    { label: "read", verdict: "read", facets: [["privateData"], []] },
  ]);
  expect(figures.facets.privateData).toEqual({ labelled: 2, precision: 1, recall: 0.5, f1: 0.6667 });
  expect(figures.facets.bulk).toEqual({ labelled: 0 });
});

test("calibration weighs the bins by their tools", () => {
  const { figures } = score([
    { label: "read", verdict: "read", confidence: 0.95 },
    { label: "read", verdict: "write", confidence: 0.55 },
  ]);
  expect(figures.calibration.bins).toHaveLength(2);
  expect(figures.calibration.error).toBeCloseTo((0.05 + 0.55) / 2);
});
