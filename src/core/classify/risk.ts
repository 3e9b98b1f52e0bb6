/**
 * The one formula of risk. The category gives the floor, a fact that is true of the tool lifts it by one level, and
 * nothing lowers it. Badge, text, policy, API and the methodology page all print from these tables.
 */
import { type Category, RISK_FACTS, RISK_LEVELS, type RiskFact, type RiskLevel } from "../schema/verdict.ts";

/** The risk of a category before any fact raises it. */
export const RISK_FLOOR = {
  read: "low",
  write: "medium",
  execute: "high",
  destructive: "critical",
  financial: "critical",
} as const satisfies Record<Category, RiskLevel>;

interface RiskFactRule {
  /** The only category that the fact raises: the others either cannot show it or are at the top already. */
  on: Category;
  /** Completes "Raised by one level because it …". */
  sentence: string;
}

export const RISK_FACT_RULES = {
  "returns-secrets": { on: "read", sentence: "returns credentials, keys or other secrets" },
  "fetches-any-url": { on: "read", sentence: "fetches any address that the caller names" },
  "leaves-account": { on: "write", sentence: "carries data out of the account to where strangers could read it" },
  "grants-access": { on: "write", sentence: "gives someone or something access, rights or credentials" },
  "runs-caller-code": { on: "execute", sentence: "runs code, a command or a query that the caller passes" },
} as const satisfies Record<RiskFact, RiskFactRule>;

/** Of `facts`, those that raise the risk of `category`, sorted as in `RISK_FACTS`. */
export function selectRaisingFacts(category: Category, facts: readonly RiskFact[]): RiskFact[] {
  return RISK_FACTS.filter((fact) => facts.includes(fact) && RISK_FACT_RULES[fact].on === category);
}

/** The floor of the category, one level up for each fact that raises it, at most `critical`. */
export function computeRisk(category: Category, facts: readonly RiskFact[]): RiskLevel {
  const floor = RISK_LEVELS.indexOf(RISK_FLOOR[category]);
  const level = Math.min(floor + selectRaisingFacts(category, facts).length, RISK_LEVELS.length - 1);
  return RISK_LEVELS[level] ?? "critical";
}
