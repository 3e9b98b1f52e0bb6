/**
 * Something that went wrong or could not be found out, as a code with its arguments.
 * `formatIssue` (`src/core/issues.ts`) turns it into a sentence.
 */
import { z } from "zod";

export const Issue = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]*$/),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Where: a path inside the server's source, with `:line` when known. */
  path: z.string().optional(),
});
export type Issue = z.infer<typeof Issue>;
