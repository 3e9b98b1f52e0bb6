/** Conditions that functions answer: what only the running program knows is neither yes nor no. */
import { expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";

const parse = await createParse();

/** Whether a tool that is listed where `mayPaint()` answers yes is there, and whether it is without configuration. */
function check(body: string): boolean | "unknown" | "never" | undefined {
  const source = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { connect } from "gates";
const server = new McpServer({ name: "gates" });
const painting = { paint: { title: "paint_gate", description: "Paints a gate." } };
const opening = { open: { title: "open_gate", description: "Opens a gate." } };
async function mayPaint(config) { ${body} }
async function start() {
  const painters = process.env.PAINTERS && (await mayPaint({}));
  const groups = [opening, ...(painters ? [painting] : [])];
  groups.forEach((group) => {
    Object.values(group).forEach((tool) => server.registerTool(tool.title, { description: tool.description }, run));
  });
}
start();`;
  const { tools } = extractTools(new Map([["src/index.ts", source]]), parse);
  expect(tools.map(({ name }) => name)).toContain("open_gate");
  const tool = tools.find(({ name }) => name === "paint_gate");
  return tool ? tool.default : "never";
}

it("leaves open what is no on one way and unknown on another", () => {
  const body = `const gates = await connect(config).list(); if (!gates.length) return false; return gates.some(Boolean);`;
  expect(check(`try { ${body} } catch { return false; }`)).toBe(false);
});

it("takes a no that is certain for one", () => {
  expect(check("return false;")).toBe("never");
});
