/**
 * What a reader has chosen on the stack page, as the address of the page holds it: behind `#`, which browsers do not send.
 * Everything in it may be someone else's, so rules and policies pass the validator.
 */
import type { Choice } from "../core/policy/customise.ts";
import { PROFILES, type Profile } from "../core/policy/profiles.ts";
import { validatePolicy } from "../core/policy/validate.ts";
import type { Policy } from "../core/schema/policy.ts";

export interface StackState {
  slugs: string[];
  profile: Profile;
  /** A tool's treatment where it is not the policy's, by `slug/tool`. */
  choices: Map<string, Choice>;
  /** Policies that the reader brought along, by slug. */
  imported: Map<string, Policy>;
}

const SLUG = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const PLAIN = ["allow", "deny", "hide"] as const;

/** `address` is what stands behind `#` or `?`. What is not valid is left out. */
export function parseStackState(address: string): StackState {
  const asked = new URLSearchParams(address.replace(/^[#?]/, ""));
  const slugs = (asked.get("s") ?? "").split(",").filter((slug) => SLUG.test(slug));
  const profile = PROFILES.find((name) => name === asked.get("p")) ?? "recommended";
  const choices = new Map<string, Choice>();
  for (const kind of PLAIN) for (const key of asked.getAll(kind)) choices.set(key, { kind });
  for (const [key, value] of asked.getAll("rule").flatMap(parsePair)) {
    const { policy } = validatePolicy({ version: "1", default: "deny", tools: { rule: value } });
    if (policy?.tools?.rule) choices.set(key, { kind: "custom", rule: policy.tools.rule });
  }
  const imported = new Map<string, Policy>();
  for (const [slug, value] of asked.getAll("policy").flatMap(parsePair)) {
    const { policy } = validatePolicy(value);
    if (policy && SLUG.test(slug)) imported.set(slug, policy);
  }
  return { slugs: [...new Set(slugs)], profile, choices, imported };
}

function parsePair(text: string): [key: string, value: unknown][] {
  try {
    const pair: unknown = JSON.parse(text);
    return Array.isArray(pair) && typeof pair[0] === "string" ? [[pair[0], pair[1]]] : [];
  } catch {
    return [];
  }
}

/** Empty for the state that the page begins with. */
export function formatStackState({ slugs, profile, choices, imported }: StackState): string {
  const asked = new URLSearchParams();
  if (slugs.length > 0) asked.set("s", slugs.join(","));
  if (profile !== "recommended") asked.set("p", profile);
  for (const [key, choice] of [...choices].sort(compareKeys)) {
    if (choice.kind === "custom") asked.append("rule", JSON.stringify([key, choice.rule]));
    else asked.append(choice.kind, key);
  }
  for (const entry of [...imported].sort(compareKeys)) asked.append("policy", JSON.stringify(entry));
  return asked.size === 0 ? "" : `#${asked}`;
}

function compareKeys([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

export function keyOf(slug: string, tool: string): string {
  return `${slug}/${tool}`;
}
