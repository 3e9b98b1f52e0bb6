/** What a schema says that is put together in steps, of which only the running program knows some. */
import { beforeAll, expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";
import type { Parse } from "../../../../src/core/extract/syntax.ts";

let parse: Parse;
beforeAll(async () => {
  parse = await createParse();
});

function check(code: string): unknown {
  const source = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { config } from "gates";
const server = new McpServer({ name: "gates" });
${code}
server.registerTool("open_gate", { description: "Opens a gate.", inputSchema }, run);`;
  const [tool] = extractTools(new Map([["src/index.ts", source]]), parse).tools;
  return { schema: tool?.inputSchema, guard: tool?.guard, partial: tool?.partial };
}

it("requires what is required whichever way is taken", () => {
  const code = `function made() {
  const extra = {};
  let required = ["gate", "hinge"];
  if (config.isNamed) {
    extra.name = { type: "string" };
    required = ["gate"];
  }
  return { type: "object", properties: { gate: { type: "string" }, hinge: { type: "number" }, ...extra }, required };
}
const inputSchema = made();`;
  expect(check(code)).toMatchObject({ schema: { required: ["gate"] }, partial: ["inputSchema"] });
});

it("takes an option of options that nobody gives for none", () => {
  const code = `function gate(kind, options) {
  const text = [\`A \${kind} gate.\`, options?.text].filter((part) => part !== undefined && part.length > 0).join(" ");
  return z.string().check((given) => given.value.length > 0).describe(text);
}
const inputSchema = { gate: gate("garden") };`;
  const gate = { type: "string", description: "A garden gate." };
  expect(check(code)).toMatchObject({ schema: { properties: { gate } }, partial: undefined });
});
