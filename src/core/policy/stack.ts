/** Several servers before one agent: one policy each, and the combinations of tools that no single policy shows. */
import { compareCodePoints } from "../compare.ts";
import type { Policy } from "../schema/policy.ts";
import type { Server } from "../schema/server.ts";
import type { Risks } from "../schema/verdict.ts";
import { COMBINATIONS, type CombinationKind, type CombinationPart } from "./combinations.ts";
import { listAccess } from "./dialects/access.ts";
import type { Profile } from "./profiles.ts";
import { getVerdict, recommendPolicy } from "./recommend.ts";

export interface StackedServer {
  server: Server;
  risks: Risks;
}

export interface ToolName {
  /** The server's slug. */
  server: string;
  tool: string;
}

export interface ServerPolicy {
  slug: string;
  policy: Policy;
}

export interface Combination {
  id: CombinationKind["id"];
  title: string;
  danger: string;
  /** For each part the tools that the policies let pass; never empty. */
  parts: { id: string; statement: string; tools: ToolName[] }[];
  /** The fewest denials that break it: all tools of the part that has the fewest. */
  smallestBreak: ToolName[];
}

export interface Stack {
  policies: ServerPolicy[];
  /** Those that the policies leave possible. */
  combinations: Combination[];
}

/** The same servers in another order give the same. */
export function computeStack(servers: readonly StackedServer[], profile: Profile): Stack {
  const sorted = [...servers].sort((a, b) => compareCodePoints(a.server.slug, b.server.slug));
  const policies = sorted.map(({ server, risks }) => ({
    slug: server.slug,
    policy: recommendPolicy(server, risks, profile),
  }));
  return { policies, combinations: findCombinations(sorted, policies) };
}

/** What stays possible under these policies, whoever made them. */
export function findCombinations(servers: readonly StackedServer[], policies: readonly ServerPolicy[]): Combination[] {
  return COMBINATIONS.flatMap(({ parts, ...kind }) => {
    const found = parts.map((part) => ({
      id: part.id,
      statement: part.statement,
      tools: servers.flatMap((stacked) => findTools(stacked, policies, part)),
    }));
    if (found.some(({ tools }) => tools.length === 0)) return [];
    // It is there as long as every part has a tool: breaking it means taking away all tools of one part.
    const [smallest] = [...found].sort((a, b) => a.tools.length - b.tools.length);
    return smallest ? [{ ...kind, parts: found, smallestBreak: smallest.tools }] : [];
  });
}

function findTools(
  { server, risks }: StackedServer,
  policies: readonly ServerPolicy[],
  part: CombinationPart,
): ToolName[] {
  const policy = policies.find(({ slug }) => slug === server.slug)?.policy;
  return listAccess(policy ?? { version: "1", default: "deny" }).flatMap(({ name, access, rule }) => {
    const verdict = getVerdict(risks, name);
    return access !== "denied" && verdict && part.holds(verdict, rule) ? [{ server: server.slug, tool: name }] : [];
  });
}

/** The policies with tools taken out: each is hidden, or simply not listed where its name would hide all. */
export function denyTools(policies: readonly ServerPolicy[], denied: readonly ToolName[]): ServerPolicy[] {
  return policies.map(({ slug, policy }) => {
    const names = new Set(denied.filter(({ server }) => server === slug).map(({ tool }) => tool));
    if (names.size === 0) return { slug, policy };
    const kept = Object.entries(policy.tools ?? {}).filter(([name]) => !names.has(name));
    const hide = new Set([...(policy.hide ?? []), ...[...names].filter((name) => name !== "*")]);
    return { slug, policy: { ...policy, hide: [...hide].sort(compareCodePoints), tools: Object.fromEntries(kept) } };
  });
}
