/** The three profiles of a whole server, and the table that every recommendation starts from. */
import type { Guard, Limit, ToolRule } from "../schema/policy.ts";
import type { Category } from "../schema/verdict.ts";

export const PROFILES = ["read-only", "recommended", "permissive"] as const;
export type Profile = (typeof PROFILES)[number];

/** What each profile is, in a sentence for pages and for `--help`. */
export const PROFILE_SENTENCES = {
  "read-only": "Only the tools that read; everything else is hidden.",
  recommended:
    "Reads are free, writes and executions are limited, destructive tools are hidden, financial ones denied.",
  permissive: "Nothing is hidden for what it does; destructive and financial tools are limited to 1 call a minute.",
} as const satisfies Record<Profile, string>;

/** What one profile does with a category: the tool leaves the list, or stays on it under a rule. */
export type Treatment =
  | { kind: "hidden" }
  | { kind: "free" }
  | { kind: "limited"; perMinute: number }
  | { kind: "denied" };

const TREATMENTS = {
  "read-only": {
    read: { kind: "free" },
    write: { kind: "hidden" },
    execute: { kind: "hidden" },
    destructive: { kind: "hidden" },
    financial: { kind: "hidden" },
  },
  recommended: {
    read: { kind: "free" },
    write: { kind: "limited", perMinute: 30 },
    execute: { kind: "limited", perMinute: 10 },
    destructive: { kind: "hidden" },
    financial: { kind: "denied" },
  },
  permissive: {
    read: { kind: "free" },
    write: { kind: "limited", perMinute: 30 },
    execute: { kind: "limited", perMinute: 10 },
    destructive: { kind: "limited", perMinute: 1 },
    financial: { kind: "limited", perMinute: 1 },
  },
} as const satisfies Record<Profile, Record<Category, Treatment>>;

export function getTreatment(profile: Profile, category: Category): Treatment {
  return TREATMENTS[profile][category];
}

/** Ten a minute is 14,400 a day: the backstop over all tools together. */
export const BACKSTOP: Limit = { counter: "all_calls", window: "hour", max: 600, scope: "grant" };

export const FINANCIAL_DENIAL: Guard = {
  conditions: [],
  on_deny: "This call moves money or changes what is paid. A person decides on that, so it is denied here.",
};

/** The name `*` in `hide` means every tool, so a tool that is really called so is denied by a rule instead. */
export const STAR_DENIAL: Guard = {
  conditions: [],
  on_deny: 'This tool is denied. It is called "*", which in the list of hidden tools would mean all of them.',
};

export function makeRateLimit(toolName: string, perMinute: number): ToolRule {
  return { limits: [{ counter: `${toolName}_rate`, window: "minute", max: perMinute, scope: "grant" }] };
}
