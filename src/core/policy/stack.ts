/** Several servers before one agent: one policy each, and the combinations of tools that no single policy shows. */
import { compareCodePoints } from "../compare.ts";
import type { Policy } from "../schema/policy.ts";
import type { Server } from "../schema/server.ts";
import type { Risks } from "../schema/verdict.ts";
import { COMBINATIONS, type CombinationKind, type CombinationPart } from "./combinations.ts";
import { readChoice } from "./customise.ts";
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
  const policy = policies.find(({ slug }) => slug === server.slug)?.policy ?? { version: "1", default: "deny" };
  const names = [...new Set(server.tools.map(({ name }) => name))].sort(compareCodePoints);
  return names.flatMap((tool) => {
    const verdict = getVerdict(risks, tool);
    const choice = readChoice(policy, tool);
    if (verdict === undefined || choice.kind === "hide" || choice.kind === "deny") return [];
    const rule = choice.kind === "custom" ? choice.rule : {};
    return part.holds(verdict, rule) ? [{ server: server.slug, tool }] : [];
  });
}
