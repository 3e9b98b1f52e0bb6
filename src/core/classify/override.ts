/** Lays the corrections of people over a verdict. A person wins, and the verdict says so. */
import { formatCanonicalJson } from "../canonical.ts";
import type { Override } from "../schema/override.ts";
import { FACETS, RISK_FACTS, type RiskFact, type Verdict } from "../schema/verdict.ts";
import { computeRisk, selectRaisingFacts } from "./risk.ts";

/** Why an override has no place any more; a sentence without its stop. */
export type OverrideFault =
  | "names a tool that the server does not have"
  | "changes nothing any more"
  | "is there twice";

/** `version` tells one state of the overrides from another: the hash of their text, made at the edge. */
export function applyOverrides(
  verdict: Verdict,
  overrides: readonly Override[],
  version: string,
): { verdict: Verdict; idle: Override[] } {
  const idle = overrides.filter((override) => isIdle(verdict, override));
  const active = overrides.filter((override) => !idle.includes(override));
  if (active.length === 0) return { verdict, idle };
  const changed = active.reduce(applyOverride, verdict);
  const facts = findFacts(changed);
  return {
    verdict: {
      ...changed,
      risk: computeRisk(changed.category, facts),
      raisedBy: selectRaisingFacts(changed.category, facts),
      // A person has looked: what is left of doubt is theirs, and their reason is printed.
      confidence: 1,
      classifier: { kind: "override", version },
      disagreement: {
        category: verdict.category,
        classifier: verdict.classifier,
        reason: active.map(({ reason, link }) => `${reason} (${link})`).join(" "),
      },
    },
    idle,
  };
}

function isIdle(verdict: Verdict, { field, value }: Override): boolean {
  const present = field === "facets" ? [...verdict.facets].sort() : verdict[field];
  const wanted = Array.isArray(value) ? [...value].sort() : value;
  return formatCanonicalJson(present) === formatCanonicalJson(wanted);
}

function applyOverride(verdict: Verdict, override: Override): Verdict {
  if (override.field === "facets")
    return { ...verdict, facets: FACETS.filter((facet) => override.value.includes(facet)) };
  return { ...verdict, [override.field]: override.value };
}

/** The facts that follow from facets, and those of reading that the classifier had found. */
function findFacts(verdict: Verdict): RiskFact[] {
  const holds: Partial<Record<RiskFact, boolean>> = {
    "leaves-account": verdict.facets.includes("externalSink"),
    "grants-access": verdict.facets.includes("grantsAccess"),
    "runs-caller-code": verdict.facets.includes("arbitraryCode"),
  };
  return RISK_FACTS.filter((fact) => holds[fact] ?? verdict.raisedBy.includes(fact));
}
