/** Files that say what a server really registers, and the comparison of an extraction with them. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { compareCodePoints } from "../../../src/core/compare.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import { loadDataFile } from "../data-file.ts";

const TrueTool = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  params: z.array(z.string()).nullish(),
  annotations: z.record(z.string(), z.unknown()).nullish(),
});
type TrueTool = z.infer<typeof TrueTool>;

const Truth = z.looseObject({
  repo: z.string().regex(/^[^/]+\/[^/]+$/),
  commit: z.string(),
  language: z.string(),
  monorepo_subdir: z.string().nullish(),
  tools: z.array(TrueTool),
});

export interface TruthFile {
  file: string;
  truth: z.infer<typeof Truth>;
}

/** All truth files of a folder, by name. Throws `DataFileError` for one that is broken. */
export async function loadTruth(folder: string): Promise<TruthFile[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort(compareCodePoints);
  const truths: TruthFile[] = [];
  for (const file of files) {
    const truth = await loadDataFile(join(folder, file), Truth);
    if (truth) truths.push({ file: file.slice(0, -".json".length), truth });
  }
  return truths;
}

/** `part` of `whole`, both counts. */
export interface Share {
  part: number;
  whole: number;
}

export interface Comparison {
  expected: number;
  found: number;
  right: number;
  missed: string[];
  wrong: string[];
  descriptions: Share;
  parameters: Share;
  annotations: Share;
  /** Tools whose field differs, by field. */
  differing: { descriptions: string[]; parameters: string[]; annotations: string[] };
}

/** Fields count only where the truth records them and the tool was found. */
export function compareWithTruth(expected: readonly TrueTool[], found: readonly ToolDefinition[]): Comparison {
  const foundByName = new Map(found.map((tool) => [tool.name, tool]));
  const truthByName = new Map(expected.map((tool) => [tool.name, tool]));
  const comparison: Comparison = {
    expected: truthByName.size,
    found: foundByName.size,
    right: 0,
    missed: [...truthByName.keys()].filter((name) => !foundByName.has(name)).sort(compareCodePoints),
    wrong: [...foundByName.keys()].filter((name) => !truthByName.has(name)).sort(compareCodePoints),
    descriptions: { part: 0, whole: 0 },
    parameters: { part: 0, whole: 0 },
    annotations: { part: 0, whole: 0 },
    differing: { descriptions: [], parameters: [], annotations: [] },
  };
  const count = (field: keyof Comparison["differing"], name: string, equal: boolean): void => {
    comparison[field].whole++;
    if (equal) comparison[field].part++;
    else comparison.differing[field].push(name);
  };
  for (const [name, truth] of truthByName) {
    const tool = foundByName.get(name);
    if (!tool) continue;
    comparison.right++;
    if (truth.description) count("descriptions", name, fold(truth.description) === fold(tool.description ?? ""));
    if (truth.params) count("parameters", name, sameNames(truth.params, parameterNames(tool)));
    if (truth.annotations && Object.keys(truth.annotations).length > 0) {
      count("annotations", name, hasHints(tool, truth.annotations));
    }
  }
  return comparison;
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function parameterNames(tool: ToolDefinition): string[] {
  const properties = tool.inputSchema?.["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join("\0") === [...b].sort().join("\0");
}

function hasHints(tool: ToolDefinition, expected: Record<string, unknown>): boolean {
  const declared: Record<string, unknown> = { ...tool.annotations };
  return Object.entries(expected).every(([key, value]) => value === null || declared[key] === value);
}
