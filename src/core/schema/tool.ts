/** One tool as its server registers it. A field that was not found is absent, never empty. */
import { z } from "zod";
import { JsonObject } from "./json.ts";

/** The hints of the MCP specification that an author may declare. */
export const ToolAnnotations = z.strictObject({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type ToolAnnotations = z.infer<typeof ToolAnnotations>;

/** A place in the server's source at the version or commit of its provenance. Lines count from 1. */
export const SourceLocation = z.strictObject({ path: z.string().min(1), line: z.int().positive() });
export type SourceLocation = z.infer<typeof SourceLocation>;

/** What extraction finds; `Tool` adds the hash. */
export const ToolDefinition = z.strictObject({
  name: z.string().min(1).max(10_000),
  title: z.string().min(1).optional(),
  description: z.string().min(1).optional(),
  inputSchema: JsonObject.optional(),
  outputSchema: JsonObject.optional(),
  annotations: ToolAnnotations.optional(),
  /** Fields of which a part is computed at run time, so that only the constant parts stand here. */
  partial: z.array(z.enum(["name", "title", "description", "inputSchema", "outputSchema", "annotations"])).optional(),
  /** Whether the server lists the tool without any configuration. Absent: nothing guards it. */
  default: z.union([z.boolean(), z.literal("unknown")]).optional(),
  /** The condition under which the tool is registered, as the source has it. */
  guard: z.string().min(1).optional(),
  /** The name gets a prefix that whoever runs the server chooses. */
  prefix: z.literal("configurable").optional(),
  source: SourceLocation.optional(),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;

export const Tool = z.strictObject({
  ...ToolDefinition.shape,
  /** SHA-256 (hex) of `definitionText`: changes exactly when the definition that a client sees changes. */
  definitionHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Tool = z.infer<typeof Tool>;
