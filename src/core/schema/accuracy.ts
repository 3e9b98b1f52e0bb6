/** How often the classifier is right on labelled tools: `data/accuracy/<classifier>.json`, written by `npm run eval -- --write`. */
import { z } from "zod";
import { Category, Classifier, Evidence, Facet } from "./verdict.ts";

const Share = z.number().min(0).max(1);
const Count = z.int().nonnegative();

/** Precision, recall and F1; absent figures had no case to be measured on. */
export const ClassFigures = z.strictObject({
  labelled: Count,
  precision: Share.optional(),
  recall: Share.optional(),
  f1: Share.optional(),
});
export type ClassFigures = z.infer<typeof ClassFigures>;

/** One of ten bins of confidence: what was expected and what came true. */
export const CalibrationBin = z.strictObject({
  from: Share,
  to: Share,
  tools: Count,
  confidence: Share,
  accuracy: Share,
});
export type CalibrationBin = z.infer<typeof CalibrationBin>;

export const AccuracyFigures = z.strictObject({
  tools: Count,
  servers: Count,
  accuracy: Share,
  /** The label or the category that a careful reader could defend. */
  lenient: Share,
  macroF1: Share,
  /** Calls that act, called read, where reading could not be defended. */
  unsafe: Count,
  /** Destructive or financial calls that were called read or write, where that could not be defended. */
  underrated: Count,
  classes: z.record(Category, ClassFigures),
  /** Label to verdict to number of tools. */
  confusion: z.record(Category, z.record(Category, Count)),
  facets: z.record(Facet, ClassFigures),
  calibration: z.strictObject({ error: Share, bins: z.array(CalibrationBin) }),
});
export type AccuracyFigures = z.infer<typeof AccuracyFigures>;

export const AccuracyError = z.strictObject({
  server: z.string(),
  tool: z.string(),
  label: Category,
  alt: Category.nullable(),
  verdict: Category,
  confidence: Share,
  kind: z.enum(["defensible", "wrong", "underrated", "unsafe"]),
  evidence: z.array(Evidence),
});
export type AccuracyError = z.infer<typeof AccuracyError>;

export const ACCURACY_SCHEMA_VERSION = 1;

export const Accuracy = z.strictObject({
  schemaVersion: z.literal(ACCURACY_SCHEMA_VERSION),
  classifier: Classifier,
  /** SHA-256 of the labelled set's file. */
  setHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of the rules' source: tells when the figures are of other rules. */
  rulesHash: z.string().regex(/^[0-9a-f]{64}$/),
  figures: AccuracyFigures,
  /** Without evidence from descriptions: other people's sentences are not published. */
  errors: z.array(AccuracyError.omit({ evidence: true })),
});
export type Accuracy = z.infer<typeof Accuracy>;

/** One labelled tool as it is published: no text of other people. */
export const PublishedLabel = z.strictObject({
  server: z.string(),
  tool: z.string(),
  definitionHash: z.string().regex(/^[0-9a-f]{64}$/),
  category: Category,
  alt: Category.nullable(),
  sure: z.enum(["high", "medium", "low"]),
  facets: z.array(Facet),
});
export type PublishedLabel = z.infer<typeof PublishedLabel>;

export const PublishedLabels = z.strictObject({
  schemaVersion: z.literal(ACCURACY_SCHEMA_VERSION),
  setHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Sorted by server, tool, definition hash. */
  labels: z.array(PublishedLabel),
});
export type PublishedLabels = z.infer<typeof PublishedLabels>;
