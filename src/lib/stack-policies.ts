/** The policies of a stack with what its reader chose, and what they leave possible. Pure; the browser runs it. */
import { compareCodePoints } from "../core/compare.ts";
import { type Choice, customisePolicy } from "../core/policy/customise.ts";
import { minimisePolicy } from "../core/policy/minimise.ts";
import { recommendPolicy } from "../core/policy/recommend.ts";
import { type Combination, findCombinations, type ServerPolicy, type StackedServer } from "../core/policy/stack.ts";
import type { Policy } from "../core/schema/policy.ts";
import { keyOf, type StackState } from "./stack-state.ts";

export interface StackPolicy extends ServerPolicy {
  /** Before the reader's choices: the recommended one, or the reader's own. */
  base: Policy;
}

export interface StackView {
  policies: StackPolicy[];
  combinations: Combination[];
}

export function computeStackView(servers: readonly StackedServer[], state: StackState): StackView {
  const policies = servers
    .map((stacked) => computePolicy(stacked, state))
    .sort((a, b) => compareCodePoints(a.slug, b.slug));
  return { policies, combinations: findCombinations(servers, policies) };
}

function computePolicy({ server, risks }: StackedServer, { profile, imported, choices }: StackState): StackPolicy {
  const { slug, tools } = server;
  const own = imported.get(slug);
  const base = own ?? recommendPolicy(server, risks, profile);
  const names = tools.map(({ name }) => name);
  const chosen = new Map<string, Choice>();
  for (const name of names) {
    const choice = choices.get(keyOf(slug, name));
    if (choice !== undefined) chosen.set(name, choice);
  }
  const policy = customisePolicy(base, chosen, names);
  // A policy that someone wrote keeps its order.
  return { slug, base, policy: own ? policy : minimisePolicy(policy) };
}

/** Names that a policy speaks of and the server does not have: slips of the pen, or tools that are gone. */
export function listUnknownNames({ server }: StackedServer, { tools = {}, hide = [] }: Policy): string[] {
  const known = new Set(["*", ...server.tools.map(({ name }) => name)]);
  return [...new Set([...Object.keys(tools), ...hide])].filter((name) => !known.has(name)).sort(compareCodePoints);
}
