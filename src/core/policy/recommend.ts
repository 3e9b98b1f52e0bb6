/**
 * From verdicts to policy. A whole-server policy lists or hides every tool exactly once, so that what it does not
 * restrict keeps working. The table per profile stands in `profiles.ts`, what the definition adds in `argument-rules/`.
 */
import type { Policy, ToolRule } from "../schema/policy.ts";
import type { Server } from "../schema/server.ts";
import type { Tool } from "../schema/tool.ts";
import type { Risks, Verdict } from "../schema/verdict.ts";
import { deriveArgumentRules } from "./argument-rules/index.ts";
import type { ArgumentRule } from "./argument-rules/types.ts";
import { minimisePolicy } from "./minimise.ts";
import { BACKSTOP, FINANCIAL_DENIAL, getTreatment, makeRateLimit, type Profile, STAR_DENIAL } from "./profiles.ts";

/** What a policy does with one tool. `reason` says why a tool is hidden. */
export type ToolRecommendation =
  | { kind: "hidden"; reason: "no-verdict" | "profile" }
  | { kind: "listed"; rule: ToolRule };

/** The tool's part of the whole-server policy: the table's rule, and the argument rules that its definition gives ground for. */
export function recommendToolRule(tool: Tool, verdict: Verdict | undefined, profile: Profile): ToolRecommendation {
  const base = recommendBaseRule(tool, verdict, profile);
  if (verdict === undefined || base.kind === "hidden") return base;
  return { kind: "listed", rule: withGuards(base.rule, deriveArgumentRules(tool, verdict, profile)) };
}

/**
 * The policy of one tool alone: the table's rule, and where the caller's code would run, the denial of that code, which
 * the category does not tell. Other argument rules stand in the server's policy only, so that equal verdicts give equal
 * policies. Every other tool of the server is denied by it; whoever shows it says so.
 */
export function recommendToolPolicy(tool: Tool, verdict: Verdict | undefined, profile: Profile): Policy {
  const base = recommendBaseRule(tool, verdict, profile);
  if (base.kind === "hidden") return { version: "1", default: "deny", hide: [tool.name], tools: {} };
  const rules = verdict === undefined ? [] : deriveArgumentRules(tool, verdict, profile);
  const code = rules.filter(({ id }) => id === "denies-code");
  return { version: "1", default: "deny", tools: Object.fromEntries([[tool.name, withGuards(base.rule, code)]]) };
}

function withGuards(rule: ToolRule, added: readonly ArgumentRule[]): ToolRule {
  if (added.length === 0) return rule;
  return { ...rule, deny_if: [...(rule.deny_if ?? []), ...added.map(({ guard }) => guard)] };
}

/** The policy of a whole server. A tool without a verdict is hidden: what was not judged is not handed out. */
export function recommendPolicy(server: Server, risks: Risks, profile: Profile = "recommended"): Policy {
  const hide: string[] = [];
  const listed: [string, ToolRule][] = [];
  for (const tool of new Map(server.tools.map((tool) => [tool.name, tool])).values()) {
    const recommendation = recommendToolRule(tool, getVerdict(risks, tool.name), profile);
    if (recommendation.kind === "hidden") hide.push(tool.name);
    else listed.push([tool.name, recommendation.rule]);
  }
  return minimisePolicy({
    version: "1",
    default: "deny",
    hide,
    all_tools: { limits: [BACKSTOP] },
    // `fromEntries` also makes a property of its own of the name `__proto__`, where an assignment would not.
    tools: Object.fromEntries(listed),
  });
}

export function getVerdict(risks: Risks, toolName: string): Verdict | undefined {
  return Object.hasOwn(risks.verdicts, toolName) ? risks.verdicts[toolName] : undefined;
}

function recommendBaseRule(tool: Tool, verdict: Verdict | undefined, profile: Profile): ToolRecommendation {
  if (verdict === undefined) return hideOrDeny(tool, "no-verdict");
  const treatment = getTreatment(profile, verdict.category);
  switch (treatment.kind) {
    case "hidden":
      return hideOrDeny(tool, "profile");
    case "free":
      return { kind: "listed", rule: {} };
    case "limited":
      return { kind: "listed", rule: makeRateLimit(tool.name, treatment.perMinute) };
    case "denied":
      return { kind: "listed", rule: { deny_if: [FINANCIAL_DENIAL] } };
  }
}

function hideOrDeny(tool: Tool, reason: "no-verdict" | "profile"): ToolRecommendation {
  if (tool.name === "*") return { kind: "listed", rule: { deny_if: [STAR_DENIAL] } };
  return { kind: "hidden", reason };
}
