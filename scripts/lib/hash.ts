/** SHA-256 at the edge: the core makes the text, this makes the hash. */
import { createHash } from "node:crypto";
import { formatDefinition } from "../../src/core/canonical.ts";
import type { Tool, ToolDefinition } from "../../src/core/schema/tool.ts";

/** Hexadecimal SHA-256 of the UTF-8 text. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export function hashDefinition(definition: ToolDefinition): Tool {
  return { ...definition, definitionHash: sha256(formatDefinition(definition)) };
}
