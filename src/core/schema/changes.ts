/** What lies between two states of the catalogue: `data/changes/<name>.json`, for the page and the feeds of changes. */
import { z } from "zod";
import { Slug } from "./slug.ts";
import { Category, RiskLevel } from "./verdict.ts";

/** The parts of a definition that a client sees. */
export const DEFINITION_FIELDS = ["title", "description", "inputSchema", "outputSchema", "annotations"] as const;
export const DefinitionField = z.enum(DEFINITION_FIELDS);
export type DefinitionField = z.infer<typeof DefinitionField>;

/** Absent: the tool has no verdict in that state. */
export const Rating = z.strictObject({ category: Category, risk: RiskLevel });
export type Rating = z.infer<typeof Rating>;

const tool = { tool: z.string().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) };

export const ToolChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("added"),
    ...tool,
    /** The name of the tool that went, where this one has its definition. */
    formerly: z.string().min(1).optional(),
    after: Rating.optional(),
  }),
  z.strictObject({
    kind: z.literal("removed"),
    ...tool,
    /** The name under which its definition came again. */
    now: z.string().min(1).optional(),
    before: Rating.optional(),
  }),
  z.strictObject({
    kind: z.literal("changed"),
    ...tool,
    /** In the order of `DEFINITION_FIELDS`; empty where only the verdict is another. */
    fields: z.array(DefinitionField),
    before: Rating.optional(),
    after: Rating.optional(),
  }),
]);
export type ToolChange = z.infer<typeof ToolChange>;

export const ServerChange = z.strictObject({
  slug: Slug,
  name: z.string().min(1),
  kind: z.enum(["added", "removed", "changed"]),
  /** `provenance.from` of the two states. */
  before: z.string().optional(),
  after: z.string().optional(),
  /** Sorted by name; of a server that was added or removed, all its tools. */
  tools: z.array(ToolChange),
});
export type ServerChange = z.infer<typeof ServerChange>;

export const CHANGES_SCHEMA_VERSION = 1;

export const Changes = z.strictObject({
  schemaVersion: z.literal(CHANGES_SCHEMA_VERSION),
  /** The two states, by revision, or as the folders were written. */
  before: z.string().min(1),
  after: z.string().min(1),
  /** When the later state was recorded; absent for folders, which do not say. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** Sorted by slug; servers in which nothing changed are left out. */
  servers: z.array(ServerChange),
});
export type Changes = z.infer<typeof Changes>;
