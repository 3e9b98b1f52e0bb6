/** The static JSON under `/api/v1/`. Fields may be added within a version; none is taken away or gets another meaning. */
import { z } from "zod";
import { Policy } from "./policy.ts";
import { Server } from "./server.ts";
import { Slug } from "./slug.ts";
import { Tool } from "./tool.ts";
import { Category, RiskLevel, Verdict } from "./verdict.ts";

/** From the root of the site. */
const Path = z.string().startsWith("/");
const count = z.int().nonnegative();
/** Absent: not judged. */
const rating = { category: Category.optional(), risk: RiskLevel.optional() };

/** `index.json` */
export const ApiIndex = z.strictObject({
  /** The day of the latest record of changes; absent where there is none. */
  asOf: z.iso.date().optional(),
  servers: count,
  tools: count,
  byCategory: z.record(Category, count),
  byRisk: z.record(RiskLevel, count),
  /** Every server, with the address of its own file. */
  list: z.array(z.strictObject({ slug: Slug, name: z.string(), tools: count, url: Path })),
});
export type ApiIndex = z.infer<typeof ApiIndex>;

/** `servers/<slug>/index.json`: the facts, the tools by address, the recommended policy. */
export const ApiServer = z.strictObject({
  ...Server.omit({ tools: true }).shape,
  /** The page. */
  url: Path,
  tools: z.array(z.strictObject({ name: z.string(), url: Path, ...rating })),
  policy: Policy.optional(),
});
export type ApiServer = z.infer<typeof ApiServer>;

/** `servers/<slug>/<tool>.json`, and a line of `tools.jsonl`. */
export const ApiTool = z.strictObject({
  ...Tool.shape,
  server: Slug,
  /** Where the definition was read: `provenance.from` of the server. */
  from: z.string(),
  /** The page. */
  url: Path,
  verdict: Verdict.optional(),
});
export type ApiTool = z.infer<typeof ApiTool>;

/** `categories/<category>.json` and `risk/<level>.json` */
export const ApiTools = z.strictObject({
  count,
  tools: z.array(z.strictObject({ server: Slug, name: z.string(), url: Path, ...rating })),
});
export type ApiTools = z.infer<typeof ApiTools>;
