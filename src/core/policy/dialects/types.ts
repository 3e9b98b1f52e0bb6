/** What a dialect is: one rule set in the words of a client or a gateway, with everything that it cannot say listed. */
import type { Policy } from "../../schema/policy.ts";

export const DIALECT_IDS = [
  "policy-v1",
  "claude-code",
  "vscode",
  "cursor",
  "codex",
  "gemini-cli",
  "gemini-policy",
  "cline",
  "rego",
  "cedar",
  "cel",
] as const;
export type DialectId = (typeof DIALECT_IDS)[number];

export interface DialectExport {
  text: string;
  /** What the policy says and this text cannot, a sentence each; empty when it says all of it. */
  lost: string[];
  /** What to know before using it, a sentence each. */
  notes: string[];
}

export interface Dialect {
  id: DialectId;
  /** As people call it. */
  name: string;
  /** What the file's name ends with after `policy.`, such as `codex.toml`. */
  ending: string;
  /** For highlighting. */
  language: "json" | "toml" | "yaml" | "markdown" | "rego";
  /** Where the text goes. */
  place: string;
  /** Where the format is described, and when that was read. */
  source: { url: string; read: string };
  /** `server` is the name under which the client or gateway knows the server. */
  export(policy: Policy, server: string): DialectExport;
}
