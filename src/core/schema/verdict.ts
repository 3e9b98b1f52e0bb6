/** What a tool can do and how bad that can be: `data/servers/<slug>/risks.json`, written by the classifier. */
import { z } from "zod";
import { Slug } from "./slug.ts";

/** From the mildest to the gravest. The precedence among several that apply is the rubric's, see `classify/evaluate.ts`. */
export const CATEGORIES = ["read", "write", "execute", "destructive", "financial"] as const;
export const Category = z.enum(CATEGORIES);
export type Category = z.infer<typeof Category>;

/** From the lowest to the highest. */
export const RISK_LEVELS = ["low", "medium", "high", "critical"] as const;
export const RiskLevel = z.enum(RISK_LEVELS);
export type RiskLevel = z.infer<typeof RiskLevel>;

export const FACETS = [
  "arbitraryCode",
  "privateData",
  "untrustedContent",
  "externalSink",
  "bulk",
  "grantsAccess",
] as const;
export const Facet = z.enum(FACETS);
export type Facet = z.infer<typeof Facet>;

/** Facts that raise the risk above the floor of the category, each by one level. */
export const RISK_FACTS = [
  "returns-secrets",
  "fetches-any-url",
  "leaves-account",
  "grants-access",
  "runs-caller-code",
] as const;
export const RiskFact = z.enum(RISK_FACTS);
export type RiskFact = z.infer<typeof RiskFact>;

/**
 * A literal quote of the definition and the field it stands in: `name`, `title`, `description`,
 * `annotations.<hint>` (quote `true` or `false`), or a path such as `inputSchema.properties.force.description`
 * (a property's key is quoted from `inputSchema.properties`).
 */
export const Evidence = z.strictObject({ field: z.string().min(1), quote: z.string().min(1) });
export type Evidence = z.infer<typeof Evidence>;

export const Classifier = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rules"), version: z.string().min(1) }),
  z.strictObject({ kind: z.literal("model"), model: z.string().min(1), promptVersion: z.string().min(1) }),
  z.strictObject({ kind: z.literal("override"), version: z.string().min(1) }),
]);
export type Classifier = z.infer<typeof Classifier>;

/** What the two classifiers say where they differ; the verdict itself holds the one that counts. */
export const Disagreement = z.strictObject({ category: Category, classifier: Classifier, reason: z.string().min(1) });
export type Disagreement = z.infer<typeof Disagreement>;

export const Judgement = z.strictObject({
  category: Category,
  risk: RiskLevel,
  /** Sorted as in `RISK_FACTS`; what lifts `risk` above the floor of `category`. */
  raisedBy: z.array(RiskFact),
  /** Sorted as in `FACETS`. */
  facets: z.array(Facet),
  reversible: z.enum(["yes", "no", "unknown"]),
  /** Probability that `category` is right, 0 to 1, two decimals. */
  confidence: z.number().min(0).max(1),
  /** Two or three sentences about this tool. */
  rationale: z.string().min(1),
  evidence: z.array(Evidence),
});
export type Judgement = z.infer<typeof Judgement>;

export const Verdict = z.strictObject({
  ...Judgement.shape,
  classifier: Classifier,
  /** SHA-256 (hex) of everything that the classifier was given about the tool. */
  inputHash: z.string().regex(/^[0-9a-f]{64}$/),
  disagreement: Disagreement.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

export const RISKS_SCHEMA_VERSION = 1;

export const Risks = z.strictObject({
  schemaVersion: z.literal(RISKS_SCHEMA_VERSION),
  slug: Slug,
  /** By tool name, sorted by code point. */
  verdicts: z.record(z.string(), Verdict),
});
export type Risks = z.infer<typeof Risks>;
