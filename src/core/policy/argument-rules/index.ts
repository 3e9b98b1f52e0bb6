/** The argument rules that a tool's definition gives ground for. One maker a file; this lists them and nothing else. */
import type { Tool } from "../../schema/tool.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { getTreatment, type Profile } from "../profiles.ts";
import { deniesAllAsId } from "./denies-all-as-id.ts";
import { listParameters } from "./parameters.ts";
import type { ArgumentRule, ArgumentRuleMaker } from "./types.ts";

export const ARGUMENT_RULE_MAKERS: readonly ArgumentRuleMaker[] = [deniesAllAsId];

/** In the order of the makers, then of the parameters. None for a tool that the profile denies anyway. */
export function deriveArgumentRules(tool: Tool, verdict: Verdict, profile: Profile): ArgumentRule[] {
  const { kind } = getTreatment(profile, verdict.category);
  if (kind === "hidden" || kind === "denied") return [];
  const parameters = listParameters(tool);
  return ARGUMENT_RULE_MAKERS.filter((maker) => maker.profiles.includes(profile)).flatMap((maker) =>
    parameters.flatMap((parameter) => maker.derive(parameter, tool, verdict)),
  );
}
