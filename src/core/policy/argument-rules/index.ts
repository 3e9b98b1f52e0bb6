/** The argument rules that a tool's definition gives ground for. One maker a file; this lists them and puts them together. */
import type { Tool } from "../../schema/tool.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { getTreatment, type Profile } from "../profiles.ts";
import { deniesAllAsId } from "./denies-all-as-id.ts";
import { deniesCode, UNNAMED_CODE } from "./denies-code.ts";
import { deniesForce } from "./denies-force.ts";
import { deniesOptionAsValue } from "./denies-option-as-value.ts";
import { deniesOtherAction } from "./denies-other-action.ts";
import { deniesPathOutside } from "./denies-path-outside.ts";
import { deniesPrivateHost } from "./denies-private-host.ts";
import { deniesWritingQuery } from "./denies-writing-query.ts";
import { listParameters } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleId, ArgumentRuleMaker } from "./types.ts";

const MAKERS = {
  "denies-code": deniesCode,
  "denies-all-as-id": deniesAllAsId,
  "denies-option-as-value": deniesOptionAsValue,
  "denies-path-outside": deniesPathOutside,
  "denies-private-host": deniesPrivateHost,
  "denies-writing-query": deniesWritingQuery,
  "denies-force": deniesForce,
  "denies-other-action": deniesOtherAction,
} as const satisfies Record<ArgumentRuleId, ArgumentRuleMaker>;

interface Derived {
  verdict: Verdict;
  profile: Profile;
  rules: readonly ArgumentRule[];
}

/** A server's policy, a tool's policy and a tool's page all ask for the same rules. */
const latest = new WeakMap<Tool, Derived>();

/** In the order of the makers, then of the parameters. None for a tool that the profile denies anyway. */
export function deriveArgumentRules(tool: Tool, verdict: Verdict, profile: Profile): readonly ArgumentRule[] {
  const known = latest.get(tool);
  if (known?.verdict === verdict && known.profile === profile) return known.rules;
  const rules = makeRules(tool, verdict, profile);
  latest.set(tool, { verdict, profile, rules });
  return rules;
}

/** The same rules for whoever builds a policy by hand, whatever a profile does with the tool. */
export function offerArgumentRules(tool: Tool, verdict: Verdict): ArgumentRule[] {
  return applyMakers(Object.values(MAKERS), tool, verdict);
}

function makeRules(tool: Tool, verdict: Verdict, profile: Profile): ArgumentRule[] {
  const { kind } = getTreatment(profile, verdict.category);
  if (kind === "hidden" || kind === "denied") return [];
  const makers = Object.values(MAKERS).filter((maker) => maker.profiles.includes(profile));
  return applyMakers(makers, tool, verdict);
}

function applyMakers(makers: readonly ArgumentRuleMaker[], tool: Tool, verdict: Verdict): ArgumentRule[] {
  const parameters = listParameters(tool);
  const rules = makers.flatMap((maker) => parameters.flatMap((parameter) => maker.derive(parameter, tool, verdict)));
  const mayRunCode = verdict.category !== "read" && verdict.facets.includes("arbitraryCode");
  const names = rules.some((rule) => rule.id === "denies-code");
  return mayRunCode && !names && makers.includes(deniesCode) ? [UNNAMED_CODE] : rules;
}
