/** What a policy does with each tool, for dialects that know no more than allow, ask and deny. */
import { compareCodePoints } from "../../compare.ts";
import type { Policy, ToolRule } from "../../schema/policy.ts";

/** `conditional`: some calls pass, some are denied by their arguments. `limited`: all pass, but not too many. */
export type Access = "free" | "limited" | "conditional" | "denied";

export interface ToolAccess {
  name: string;
  access: Access;
  rule: ToolRule;
}

/** Every tool that the policy names, sorted by name. */
export function listAccess(policy: Policy): ToolAccess[] {
  const hidden = new Set(policy.hide);
  const tools = new Map<string, ToolAccess>();
  for (const [name, rule] of Object.entries(policy.tools ?? {})) {
    const access = hidden.has("*") || hidden.has(name) ? "denied" : readAccess(rule);
    tools.set(name, { name, access, rule });
  }
  for (const name of hidden)
    if (name !== "*" && !tools.has(name)) tools.set(name, { name, access: "denied", rule: {} });
  return [...tools.values()].sort((a, b) => compareCodePoints(a.name, b.name));
}

export function isEverythingHidden(policy: Policy): boolean {
  return policy.hide?.includes("*") ?? false;
}

function readAccess(rule: ToolRule): Access {
  if (rule.deny_if?.some((guard) => guard.conditions.length === 0)) return "denied";
  if (rule.deny_if?.length || rule.require?.some((guard) => guard.conditions.length > 0)) return "conditional";
  return rule.limits?.length ? "limited" : "free";
}

/** Names that every client's lists take as they are: no separators, no wildcards, nothing that is escaped. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_-]{1,128}$/.test(name);
}

/** How a name stands in a sentence: short, in quotes, without control characters. */
export function quoteName(name: string): string {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  return JSON.stringify(shown).replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "?");
}

/** `a, b and 3 more`. */
export function formatNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(quoteName);
  return names.length > 5 ? `${shown.join(", ")} and ${names.length - 5} more` : shown.join(", ");
}

/** The sentences about what allow, ask and deny cannot say. `instead` ends them: what happens to such calls. */
export function listLostRules(policy: Policy, instead: string): string[] {
  const tools = listAccess(policy);
  const conditional = tools.filter(({ access }) => access === "conditional").map(({ name }) => name);
  const limited = tools
    .filter(({ access, rule }) => access !== "denied" && rule.limits?.length)
    .map(({ name }) => name);
  const lost: string[] = [];
  if (conditional.length > 0)
    lost.push(`Rules on arguments are not part of this format (${formatNames(conditional)}); ${instead}.`);
  if (limited.length > 0)
    lost.push(`Limits of tools are not part of this format (${formatNames(limited)}); ${instead}.`);
  if (policy.all_tools?.limits?.length) lost.push("The limit over all tools together is not part of this format.");
  const messages = tools.some(({ rule }) => rule.deny_if?.length || rule.require?.length);
  if (messages) lost.push("The messages for denied calls are not part of this format.");
  return lost;
}
