/** The tools of `tests/fixtures/classify/unseen.tsv`: written and labelled by us, in our own words. */
import { readFileSync } from "node:fs";
import type { ServerInput } from "../../../src/core/classify/index.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import { Category } from "../../../src/core/schema/verdict.ts";

export interface UnseenTool {
  server: string;
  tool: ToolDefinition;
  category: Category;
  alt: Category | null;
}

const FILE = new URL("../../fixtures/classify/unseen.tsv", import.meta.url);

export function loadUnseen(): { tools: UnseenTool[]; servers: ServerInput[] } {
  const tools = readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(parseLine);
  const servers = [...Map.groupBy(tools, ({ server }) => server)].map(([slug, list]) => ({
    slug,
    name: slug,
    tools: list.map(({ tool }) => tool),
  }));
  return { tools, servers };
}

function parseLine(line: string): UnseenTool {
  const [server = "", name = "", description = "", parameters = "", label = ""] = line.split("\t");
  const [category, alt] = label.split("/");
  const properties = Object.fromEntries(parameters.split(",").map((key) => [key, {}]));
  return {
    server,
    tool: {
      name,
      ...(description === "" ? {} : { description }),
      ...(parameters === "" ? {} : { inputSchema: { type: "object", properties } }),
    },
    category: Category.parse(category),
    alt: alt === undefined ? null : Category.parse(alt),
  };
}
