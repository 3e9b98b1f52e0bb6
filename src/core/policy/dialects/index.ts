/** The dialects, in the order in which pages show them. */
import { cedar } from "./cedar.ts";
import { cel } from "./cel.ts";
import { claudeCode } from "./claude-code.ts";
import { cline } from "./cline.ts";
import { codex } from "./codex.ts";
import { cursor } from "./cursor.ts";
import { geminiCli } from "./gemini-cli.ts";
import { geminiPolicy } from "./gemini-policy.ts";
import { policyV1 } from "./policy-v1.ts";
import { rego } from "./rego.ts";
import type { Dialect, DialectId } from "./types.ts";
import { vscode } from "./vscode.ts";

export const DIALECTS = {
  "policy-v1": policyV1,
  "claude-code": claudeCode,
  vscode,
  cursor,
  codex,
  "gemini-cli": geminiCli,
  "gemini-policy": geminiPolicy,
  cline,
  rego,
  cedar,
  cel,
} as const satisfies Record<DialectId, Dialect>;
