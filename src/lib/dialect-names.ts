/** The dialects by name, apart from their code: pages list them without loading it. A test compares the two. */
import type { DialectId } from "../core/policy/dialects/types.ts";

export const DIALECT_NAMES = {
  "policy-v1": "policy.json",
  "claude-code": "Claude Code",
  vscode: "VS Code / Copilot",
  cursor: "Cursor",
  codex: "Codex",
  "gemini-cli": "Gemini CLI",
  cline: "Cline",
  rego: "OPA Rego",
  cedar: "Cedar (ToolHive)",
  cel: "CEL (agentgateway)",
} as const satisfies Record<DialectId, string>;
