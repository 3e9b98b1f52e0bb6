/** A policy with the treatment of single tools changed, as a person decides who builds it tool by tool. */
import { compareCodePoints } from "../compare.ts";
import type { Guard, Policy, ToolRule } from "../schema/policy.ts";
import { STAR_DENIAL } from "./profiles.ts";

/** `deny`: on the list of tools, and denied when it is called. `hide`: not even on the list. */
export type Choice = { kind: "allow" | "deny" | "hide" } | { kind: "custom"; rule: ToolRule };

const DENIAL: Guard = { conditions: [], on_deny: "The policy denies this tool." };

/** What the policy does with a tool. */
export function readChoice(policy: Policy, name: string): Choice {
  if (policy.hide?.includes("*") || policy.hide?.includes(name)) return { kind: "hide" };
  const rule = getRule(policy, name);
  if (rule === undefined) return { kind: policy.default };
  if (rule.deny_if?.some(({ conditions }) => conditions.length === 0)) return { kind: "deny" };
  return [rule.require, rule.deny_if, rule.limits].every((items) => !items?.length)
    ? { kind: "allow" }
    : { kind: "custom", rule };
}

/**
 * The policy with these choices in place of what it does with those tools; everything else stays as and where it is.
 * `names` are the server's tools: a policy that hides all of them by `"*"` hides each by its name once one is to be shown.
 */
export function customisePolicy(
  policy: Policy,
  choices: ReadonlyMap<string, Choice>,
  names: readonly string[] = [],
): Policy {
  if (choices.size === 0) return policy;
  const hidesAll = policy.hide?.includes("*") ?? false;
  const shown = [...choices].filter(([name, { kind }]) => kind !== "hide" || name === "*").map(([name]) => name);
  const opened = hidesAll && shown.length > 0;
  const hidden = new Set(opened ? [...names, ...(policy.hide ?? [])] : policy.hide);
  if (opened) hidden.delete("*");
  const tools = new Map(Object.entries(policy.tools ?? {}));
  for (const [name, choice] of choices) {
    const rule = makeRule(name, choice);
    if (rule === undefined) {
      hidden.add(name);
      tools.delete(name);
    } else {
      hidden.delete(name);
      tools.set(name, rule);
    }
  }
  const { hide: _, ...rest } = policy;
  return {
    ...rest,
    // What all were hidden by also held for tools that nobody has named.
    default: opened ? "deny" : policy.default,
    ...(hidden.size > 0 && { hide: [...hidden].sort(compareCodePoints) }),
    // `fromEntries` also makes a property of its own of the name `__proto__`.
    tools: Object.fromEntries(tools),
  };
}

/** `undefined` hides the tool. The name `*` cannot be hidden, since that would hide all of them. */
function makeRule(name: string, choice: Choice): ToolRule | undefined {
  switch (choice.kind) {
    case "allow":
      return {};
    case "custom":
      return choice.rule;
    case "deny":
      return { deny_if: [DENIAL] };
    case "hide":
      return name === "*" ? { deny_if: [STAR_DENIAL] } : undefined;
  }
}

export function getRule({ tools = {} }: Policy, name: string): ToolRule | undefined {
  return Object.hasOwn(tools, name) ? tools[name] : undefined;
}
