import { expect, test } from "vitest";
import { computeRisk, RISK_FACT_RULES, RISK_FLOOR, selectRaisingFacts } from "../../../src/core/classify/risk.ts";
import { CATEGORIES, RISK_FACTS, RISK_LEVELS } from "../../../src/core/schema/verdict.ts";

test.each([
  ["read", [], "low"],
  ["read", ["returns-secrets"], "medium"],
  ["read", ["returns-secrets", "fetches-any-url"], "high"],
  ["read", ["runs-caller-code"], "low"],
  ["write", [], "medium"],
  ["write", ["leaves-account"], "high"],
  ["write", ["leaves-account", "grants-access"], "critical"],
  ["execute", [], "high"],
  ["execute", ["leaves-account"], "high"],
  ["execute", ["runs-caller-code"], "critical"],
  ["destructive", [], "critical"],
  ["financial", ["runs-caller-code"], "critical"],
] as const)("%s with %j is %s", (category, facts, risk) => {
  expect(computeRisk(category, facts)).toBe(risk);
});

test("nothing lowers the risk, and the order of facts does not matter", () => {
  for (const category of CATEGORIES) {
    for (const fact of RISK_FACTS) {
      const [floor, raised] = [RISK_FLOOR[category], computeRisk(category, [fact])].map((level) =>
        RISK_LEVELS.indexOf(level),
      );
      expect(raised).toBeGreaterThanOrEqual(floor ?? 0);
    }
    expect(computeRisk(category, RISK_FACTS)).toBe(computeRisk(category, [...RISK_FACTS].reverse()));
  }
});

test("only facts that count for the category are named", () => {
  expect(selectRaisingFacts("write", RISK_FACTS)).toEqual(["leaves-account", "grants-access"]);
  expect(Object.keys(RISK_FACT_RULES)).toEqual([...RISK_FACTS]);
});
