/** Scores verdicts against labels. Pure: the caller brings both. */
import type { AccuracyError, AccuracyFigures, CalibrationBin, ClassFigures } from "../schema/accuracy.ts";
import { CATEGORIES, type Category, FACETS, type Facet, type Judgement } from "../schema/verdict.ts";

export interface Label {
  category: Category;
  /** The other category that a careful reader could defend. */
  alt: Category | null;
  facets: readonly Facet[];
  /** Facets on which two readings differed: they do not count. */
  maybeFacets: readonly Facet[];
}

export interface ScoredTool {
  server: string;
  tool: string;
  label: Label;
  verdict: Pick<Judgement, "category" | "confidence" | "facets" | "evidence">;
}

const BINS = 10;

export function scoreVerdicts(scored: readonly ScoredTool[]): { figures: AccuracyFigures; errors: AccuracyError[] } {
  const errors = scored.flatMap((item) => describeError(item) ?? []);
  const right = scored.length - errors.length;
  const defensible = errors.filter(({ kind }) => kind === "defensible").length;
  const classes = byKey(CATEGORIES, (category) =>
    scoreSet(
      scored,
      ({ label }) => label.category === category,
      ({ verdict }) => verdict.category === category,
    ),
  );
  const measured = CATEGORIES.filter((category) => classes[category].labelled > 0);
  const figures: AccuracyFigures = {
    tools: scored.length,
    servers: new Set(scored.map(({ server }) => server)).size,
    accuracy: share(right, scored.length),
    lenient: share(right + defensible, scored.length),
    macroF1: round(mean(measured.map((category) => classes[category].f1 ?? 0))),
    unsafe: errors.filter(({ kind }) => kind === "unsafe").length,
    underrated: errors.filter(isUnderrated).length,
    classes,
    confusion: byKey(CATEGORIES, (label) =>
      byKey(CATEGORIES, (verdict) => scored.filter((item) => isPair(item, label, verdict)).length),
    ),
    facets: byKey(FACETS, (facet) =>
      scoreSet(
        scored.filter(({ label }) => !label.maybeFacets.includes(facet)),
        ({ label }) => label.facets.includes(facet),
        ({ verdict }) => verdict.facets.includes(facet),
      ),
    ),
    calibration: calibrate(scored),
  };
  return { figures, errors };
}

function isPair({ label, verdict }: ScoredTool, from: Category, to: Category): boolean {
  return label.category === from && verdict.category === to;
}

function describeError({ server, tool, label, verdict }: ScoredTool): AccuracyError | undefined {
  if (verdict.category === label.category) return undefined;
  const error = { server, tool, label: label.category, alt: label.alt, verdict: verdict.category };
  return { ...error, confidence: verdict.confidence, kind: judgeError(error), evidence: verdict.evidence };
}

type ErrorKey = Pick<AccuracyError, "label" | "alt" | "verdict">;

function judgeError(error: ErrorKey): AccuracyError["kind"] {
  if (error.verdict === error.alt) return "defensible";
  if (error.verdict === "read") return "unsafe";
  return isUnderrated(error) ? "underrated" : "wrong";
}

/** What cannot be taken back, called mild; also counted where it was unsafe. */
function isUnderrated({ label, alt, verdict }: ErrorKey): boolean {
  const isGrave = label === "destructive" || label === "financial";
  return isGrave && (verdict === "read" || verdict === "write") && verdict !== alt;
}

function scoreSet(
  items: readonly ScoredTool[],
  isLabelled: (item: ScoredTool) => boolean,
  isJudged: (item: ScoredTool) => boolean,
): ClassFigures {
  let [both, labelled, judged] = [0, 0, 0];
  for (const item of items) {
    const [label, verdict] = [isLabelled(item), isJudged(item)];
    if (label) labelled += 1;
    if (verdict) judged += 1;
    if (label && verdict) both += 1;
  }
  return {
    labelled,
    ...(judged > 0 ? { precision: share(both, judged) } : {}),
    ...(labelled > 0 ? { recall: share(both, labelled) } : {}),
    ...(labelled + judged > 0 ? { f1: share(2 * both, labelled + judged) } : {}),
  };
}

/** The expected calibration error: how far confidence and accuracy lie apart, weighed by the tools in each bin. */
function calibrate(scored: readonly ScoredTool[]): AccuracyFigures["calibration"] {
  const bins: CalibrationBin[] = [];
  let error = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const inside = scored.filter(({ verdict }) => Math.min(BINS - 1, Math.floor(verdict.confidence * BINS)) === bin);
    if (inside.length === 0) continue;
    const confidence = mean(inside.map(({ verdict }) => verdict.confidence));
    const accuracy = inside.filter(({ label, verdict }) => label.category === verdict.category).length / inside.length;
    error += (inside.length / scored.length) * Math.abs(confidence - accuracy);
    bins.push({
      from: bin / BINS,
      to: (bin + 1) / BINS,
      tools: inside.length,
      confidence: round(confidence),
      accuracy: round(accuracy),
    });
  }
  return { error: round(error), bins };
}

function byKey<Key extends string, Value>(keys: readonly Key[], make: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
