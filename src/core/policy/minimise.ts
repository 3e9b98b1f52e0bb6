/**
 * The same policy, shorter: what can never decide anything is left out, and tools with equal rules stand together.
 * Never changes what is denied; the pointer of the rule that denies may be another.
 */
import { formatCanonicalJson } from "../canonical.ts";
import { compareCodePoints } from "../compare.ts";
import type { Json } from "../schema/json.ts";
import type { Guard, Limit, Policy, ToolRule } from "../schema/policy.ts";

export function minimisePolicy(policy: Policy): Policy {
  const hide = [...new Set(policy.hide ?? [])].sort(compareCodePoints);
  const hidden = new Set(hide);
  const tools = Object.entries(policy.tools ?? {})
    .filter(([name]) => !hidden.has(name))
    .map(([name, rule]) => ({ name, rule: minimiseRule(rule) }))
    .map((tool) => ({ ...tool, group: describeGroup(tool.name, tool.rule) }))
    .sort((a, b) => compareCodePoints(a.group, b.group) || compareCodePoints(a.name, b.name));
  const limits = uniqueBy(policy.all_tools?.limits ?? [], formatLimit);
  return {
    version: policy.version,
    default: policy.default,
    ...(hide.length > 0 && { hide }),
    ...(limits.length > 0 && { all_tools: { limits } }),
    tools: Object.fromEntries(tools.map(({ name, rule }) => [name, rule])),
  };
}

function minimiseRule(rule: ToolRule): ToolRule {
  // A guard without conditions always holds: required, it asks for nothing; denying, it leaves nothing to what follows.
  const require = uniqueBy(
    (rule.require ?? []).filter((guard) => guard.conditions.length > 0),
    formatGuard,
  );
  const denyIf = uniqueBy(rule.deny_if ?? [], formatGuard);
  const always = denyIf.findIndex((guard) => guard.conditions.length === 0);
  const limits = always >= 0 ? [] : uniqueBy(rule.limits ?? [], formatLimit);
  const reached = always >= 0 ? denyIf.slice(0, always + 1) : denyIf;
  return {
    ...(require.length > 0 && { require }),
    ...(reached.length > 0 && { deny_if: reached }),
    ...(limits.length > 0 && { limits }),
  };
}

/** Sorts the mildest rules first: free, limited (more calls before fewer), guarded, denied outright. */
function describeGroup(name: string, rule: ToolRule): string {
  const denied = rule.deny_if?.some((guard) => guard.conditions.length === 0) ?? false;
  const rank = denied ? 3 : rule.deny_if || rule.require ? 2 : rule.limits ? 1 : 0;
  const rate = Math.min(...(rule.limits ?? []).map((limit) => limit.max), 999_999_999);
  // The counter holds the tool's name; without it, equal limits of two tools are equal text.
  const text = formatCanonicalJson(rule as Json).replaceAll(JSON.stringify(`${name}_rate`), '"_rate"');
  return `${rank} ${String(999_999_999 - rate).padStart(9, "0")} ${text}`;
}

function formatGuard(guard: Guard): string {
  return formatCanonicalJson(guard.conditions as Json);
}

function formatLimit(limit: Limit): string {
  return formatCanonicalJson(limit as unknown as Json);
}

function uniqueBy<Item>(items: readonly Item[], formatKey: (item: Item) => string): Item[] {
  const seen = new Map<string, Item>();
  for (const item of items) if (!seen.has(formatKey(item))) seen.set(formatKey(item), item);
  return [...seen.values()];
}
