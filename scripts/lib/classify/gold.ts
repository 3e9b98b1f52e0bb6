/** Reads a set of labelled tools: JSON Lines, one definition with its label a line. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { ServerInput } from "../../../src/core/classify/index.ts";
import type { Label } from "../../../src/core/classify/score.ts";
import { JsonObject } from "../../../src/core/schema/json.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import { Category, Facet } from "../../../src/core/schema/verdict.ts";
import { DataFileError } from "../data-file.ts";

const hint = z.boolean().optional();
const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

/** Other people's records: only the fields that are used, and those loosely. */
const GoldLine = z.object({
  server: z.string().min(1),
  name: z.string().min(1),
  title: text,
  description: text,
  inputSchema: JsonObject.nullish(),
  annotations: z
    .object({ readOnlyHint: hint, destructiveHint: hint, idempotentHint: hint, openWorldHint: hint })
    .nullish(),
  siblings: z.array(z.string().min(1)).nullish(),
  label: z.object({
    category: Category,
    alt: Category.nullish().transform((value) => value ?? null),
    sure: z.enum(["high", "medium", "low"]).default("high"),
    facets: z.array(Facet).default([]),
    maybeFacets: z.array(Facet).default([]),
  }),
});

export interface GoldTool {
  server: ServerInput;
  tool: ToolDefinition;
  label: Label & { sure: "high" | "medium" | "low" };
}

/** Throws `DataFileError` that names every line at fault. */
export async function loadGold(path: string): Promise<{ tools: GoldTool[]; text: string }> {
  const content = await readFile(path, "utf8").catch((error: Error) => {
    throw new DataFileError(`${path} cannot be read: ${error.message}`);
  });
  const faults: string[] = [];
  const tools = content.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = parseLine(line);
    if (typeof parsed !== "string") return [toGoldTool(parsed)];
    faults.push(`line ${index + 1}: ${parsed}`);
    return [];
  });
  if (faults.length > 0) throw new DataFileError(`${path} is no set of labelled tools:\n  ${faults.join("\n  ")}`);
  if (tools.length === 0) throw new DataFileError(`${path} has no labelled tools.`);
  return { tools, text: content };
}

function parseLine(line: string): z.infer<typeof GoldLine> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `is not JSON (${(error as Error).message})`;
  }
  const parsed = GoldLine.safeParse(value);
  return parsed.success
    ? parsed.data
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
}

function toGoldTool(line: z.infer<typeof GoldLine>): GoldTool {
  const { name, title, description, inputSchema, annotations, label } = line;
  const tool: ToolDefinition = {
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(inputSchema ? { inputSchema } : {}),
    ...(annotations ? { annotations } : {}),
  };
  // Of siblings only the names are known.
  const siblings = (line.siblings ?? []).filter((sibling) => sibling !== name).map((sibling) => ({ name: sibling }));
  return { server: { slug: line.server, name: line.server, tools: [...siblings, tool] }, tool, label };
}
