/** Labels for the numbers of the search index. Apart from `words.ts`, so that the browser loads no schema library. */
import type { Category, RiskLevel } from "../core/schema/verdict.ts";

/** In the order of `CATEGORIES` and of `RISK_LEVELS`, which a test compares. */
export const CATEGORY_LABELS = [
  "Read",
  "Write",
  "Execute",
  "Destructive",
  "Financial",
] as const satisfies Capitalize<Category>[];
export const RISK_CLASSES = ["low", "medium", "high", "critical"] as const satisfies RiskLevel[];
export const RISK_LABELS = ["Low", "Medium", "High", "Critical"] as const satisfies Capitalize<RiskLevel>[];
