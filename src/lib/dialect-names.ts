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

/** As HTML, made once and not for each of ten thousand pages. Nothing crawled is in it. */
export const DIALECT_OPTIONS = Object.entries(DIALECT_NAMES)
  .map(([id, name]) => `<option value="${id}">${name}</option>`)
  .join("");
