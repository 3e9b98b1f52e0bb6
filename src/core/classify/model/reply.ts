/** What the model answers: the schema is sent with the request, and every answer passes it again. */
import { z } from "zod";
import { Category, Facet } from "../../schema/verdict.ts";

export const ModelVerdict = z.strictObject({
  tool: z.string().describe("The tool's name, exactly as given"),
  category: Category,
  facets: z.array(Facet),
  reversible: z.enum(["yes", "no", "unknown"]),
  confidence: z.number().describe("Probability that the category is right, 0 to 1"),
  rationale: z.string().describe("Two or three plain sentences about this tool"),
  evidence: z.array(
    z.strictObject({
      field: z
        .string()
        .describe(
          "name, title, description, annotations.<hint> or a path such as inputSchema.properties.force.description",
        ),
      quote: z.string().describe("A literal part of that field"),
    }),
  ),
});
export type ModelVerdict = z.infer<typeof ModelVerdict>;

export const ModelReply = z.strictObject({ verdicts: z.array(ModelVerdict) });
export type ModelReply = z.infer<typeof ModelReply>;
