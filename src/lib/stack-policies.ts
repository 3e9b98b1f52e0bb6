/** The policies of a stack with what its reader chose, and what they leave possible. Pure; the browser runs it. */
import { minimisePolicy } from "../core/policy/minimise.ts";
import {
  type Combination,
  computeStack,
  denyTools,
  findCombinations,
  type ServerPolicy,
  type StackedServer,
} from "../core/policy/stack.ts";
import type { Policy } from "../core/schema/policy.ts";
import { keyOf, type StackState } from "./stack-state.ts";

export interface StackView {
  policies: ServerPolicy[];
  combinations: Combination[];
}

export function computeStackView(servers: readonly StackedServer[], state: StackState): StackView {
  const recommended = computeStack(servers, state.profile).policies;
  const hidden = servers.flatMap(({ server }) =>
    server.tools
      .filter(({ name }) => state.choices.get(keyOf(server.slug, name)) === "hide")
      .map(({ name }) => ({ server: server.slug, tool: name })),
  );
  const policies = denyTools(recommended, hidden).map(({ slug, policy }) => ({
    slug,
    policy: minimisePolicy(allowTools(slug, policy, servers, state)),
  }));
  return { policies, combinations: findCombinations(servers, policies) };
}

function allowTools(slug: string, policy: Policy, servers: readonly StackedServer[], state: StackState): Policy {
  const own = servers.find(({ server }) => server.slug === slug)?.server.tools ?? [];
  const names = own.map(({ name }) => name).filter((name) => state.choices.get(keyOf(slug, name)) === "allow");
  if (names.length === 0) return policy;
  const allowed = new Set(names);
  return {
    ...policy,
    hide: (policy.hide ?? []).filter((name) => !allowed.has(name)),
    // `fromEntries` also makes a property of its own of the name `__proto__`.
    tools: Object.fromEntries([...Object.entries(policy.tools ?? {}), ...names.map((name) => [name, {}] as const)]),
  };
}
