/** Names that only stand in for others: those of tools of other servers, those of classes to be extended. */
import { beforeAll, expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";
import type { Parse } from "../../../../src/core/extract/syntax.ts";

let parse: Parse;
beforeAll(async () => {
  parse = await createParse();
});

/** The last resort is asked where a registration was met that nothing is known of. */
function namesOf(code: string): string[] {
  const source = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { Tool } from "workshop";
const server = new McpServer({ name: "lathe" });
for (const tool of await loadTools()) server.registerTool(tool.name, tool, tool.run);
${code}`;
  return extractTools(new Map([["src/index.ts", source]]), parse).tools.map(({ name }) => name);
}

it("are no names where the description stands in too", () => {
  const code = `const names = new Set();
function free(name) {
  return names.has(name) ? \`other_\${name}\` : name;
}
export function adapt(tool) {
  return { name: free(tool.name ?? "tool"), description: tool.description ?? "", inputSchema: tool.inputSchema };
}
export function adaptDrawing(drawing) {
  const description = drawing.title || \`The drawing at \${drawing.uri}.\`;
  return { name: clean(drawing.title) || "drawing", description, inputSchema: { type: "object" } };
}`;
  expect(namesOf(code)).toEqual([]);
});

it("are names of definitions that may be renamed", () => {
  const code = `export function turnTool(options) {
  return { name: options.name ?? "turn_wood", description: "Turns a piece of wood.", inputSchema: { type: "object" } };
}`;
  expect(namesOf(code)).toEqual(["turn_wood"]);
});

it("are no names where a class is only there to be extended", () => {
  const code = `class WorkshopTool extends Tool {
  name = "workshop_tool";
  description = "A tool of the workshop.";
  schema = {};
}
class CarveTool extends WorkshopTool {
  name = "carve";
  description = "Carves a piece of wood.";
}
export const tools = [new CarveTool()];`;
  expect(namesOf(code)).toEqual(["carve"]);
});

it("are names where the class is made as well", () => {
  const code = `class SawTool extends Tool {
  name = "saw";
  description = "Saws a piece of wood.";
  schema = {};
}
class FretsawTool extends SawTool {
  name = "fretsaw";
}
export const tools = [new SawTool(), new FretsawTool()];`;
  expect(namesOf(code)).toEqual(["fretsaw", "saw"]);
});
