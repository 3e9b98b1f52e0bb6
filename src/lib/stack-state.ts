/** What a reader has chosen on the stack page, as the address of the page holds it. */
import { PROFILES, type Profile } from "../core/policy/profiles.ts";

/** A tool's treatment where it is not the recommended one. */
export type Choice = "hide" | "allow";

export interface StackState {
  slugs: string[];
  profile: Profile;
  /** By `slug/tool`. */
  choices: Map<string, Choice>;
}

const SLUG = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

export function parseStackState(search: string): StackState {
  const asked = new URLSearchParams(search);
  const slugs = (asked.get("s") ?? "").split(",").filter((slug) => SLUG.test(slug));
  const profile = PROFILES.find((name) => name === asked.get("p")) ?? "recommended";
  const choices = new Map<string, Choice>();
  for (const choice of ["hide", "allow"] as const) {
    for (const key of asked.getAll(choice)) choices.set(key, choice);
  }
  return { slugs: [...new Set(slugs)], profile, choices };
}

export function formatStackState({ slugs, profile, choices }: StackState): string {
  const asked = new URLSearchParams();
  if (slugs.length > 0) asked.set("s", slugs.join(","));
  if (profile !== "recommended") asked.set("p", profile);
  for (const [key, choice] of [...choices].sort(([a], [b]) => (a < b ? -1 : 1))) asked.append(choice, key);
  return asked.size === 0 ? "" : `?${asked}`;
}

export function keyOf(slug: string, tool: string): string {
  return `${slug}/${tool}`;
}
