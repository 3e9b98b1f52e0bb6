/** A pattern of attack with its documented cases: `data/attacks/<slug>.json`, written by people. */
import { z } from "zod";
import { HttpUrl } from "./server.ts";
import { Slug } from "./slug.ts";
import { Category, Facet } from "./verdict.ts";

/** Whether a policy stops the attack. */
export const Stops = z.enum(["yes", "partly", "no"]);
export type Stops = z.infer<typeof Stops>;

/**
 * How a fact is known: `read` in the record, the advisory or the repository itself; `excerpt` of the owner's own page;
 * `listed`: only the address is known, from a curated list; `second-hand`: from a report about it.
 */
export const Sureness = z.enum(["read", "excerpt", "listed", "second-hand"]);
export type Sureness = z.infer<typeof Sureness>;

export const AttackCase = z.strictObject({
  title: z.string().min(1),
  /** A day, a month or a year; absent when not known. */
  date: z
    .string()
    .regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)
    .optional(),
  id: z
    .string()
    .regex(/^CVE-\d{4}-\d+$/)
    .optional(),
  sure: Sureness,
  /** An address, or words where none is known. */
  source: z.union([z.strictObject({ url: HttpUrl }), z.strictObject({ label: z.string().min(1) })]),
  says: z.string().min(1),
});
export type AttackCase = z.infer<typeof AttackCase>;

/** Which tools the attack fits, and whether their policy stops it. All that is named must be true of the tool. */
export const AttackFit = z
  .strictObject({
    categories: z.array(Category).optional(),
    facets: z.array(Facet).optional(),
    /** Ids of argument rules, of which the tool's policy has at least one. */
    rules: z.array(z.string().min(1)).optional(),
    stops: Stops,
    because: z.string().min(1),
  })
  .refine(({ categories, facets, rules }) => categories ?? facets ?? rules, "a fit names at least one fact");
export type AttackFit = z.infer<typeof AttackFit>;

export const ATTACK_SCHEMA_VERSION = 1;

export const Attack = z.strictObject({
  schemaVersion: z.literal(ATTACK_SCHEMA_VERSION),
  slug: Slug,
  title: z.string().min(1),
  says: z.string().min(1),
  how: z.string().min(1),
  cases: z.array(AttackCase).min(1),
  /** OWASP MCP Top 10 (`MCP03`), OWASP Agentic Top 10 (`ASI01`), SAFE-MCP (`SAFE-T1001`), CWE (`CWE-918`). */
  maps: z.array(z.string().regex(/^(?:MCP(?:0[1-9]|10)|ASI(?:0[1-9]|10)|SAFE-T\d{4}|CWE-\d+)$/)),
  policy: z.strictObject({ stops: Stops, because: z.string().min(1) }),
  /** The first that is true of a tool counts. Empty: no tool is abused. */
  fits: z.array(AttackFit),
});
export type Attack = z.infer<typeof Attack>;
