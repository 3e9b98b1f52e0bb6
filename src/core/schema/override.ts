/** Corrections by people: `data/overrides/<slug>.json`. Each is one field of one tool's verdict, with a reason and a link. */
import { z } from "zod";
import { HttpUrl } from "./server.ts";
import { Category, Facet } from "./verdict.ts";

const base = {
  tool: z.string().min(1),
  reason: z.string().trim().min(10, "a reason is a sentence"),
  /** Where the reason can be read: source, documentation, an issue. */
  link: HttpUrl,
};

/** `field` decides the type of `value`. */
export const Override = z.discriminatedUnion("field", [
  z.strictObject({ ...base, field: z.literal("category"), value: Category }),
  z.strictObject({ ...base, field: z.literal("facets"), value: z.array(Facet) }),
  z.strictObject({ ...base, field: z.literal("reversible"), value: z.enum(["yes", "no", "unknown"]) }),
  z.strictObject({ ...base, field: z.literal("rationale"), value: z.string().trim().min(30) }),
]);
export type Override = z.infer<typeof Override>;

export const Overrides = z.strictObject({ overrides: z.array(Override) });
export type Overrides = z.infer<typeof Overrides>;
