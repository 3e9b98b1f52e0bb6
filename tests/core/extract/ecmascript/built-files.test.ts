/** What a package is built from, where the tree has both. */
import { expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";

const parse = await createParse();

function serverWith(tool: string): string {
  return `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "forge", version: "1" });
server.tool("${tool}", "Works a piece of iron.", {}, async () => ({ content: [] }));`;
}

function sourcesOf(main: string, files: Record<string, string>): (string | undefined)[] {
  const tree = new Map([["package.json", JSON.stringify({ name: "forge", main })], ...Object.entries(files)]);
  return extractTools(tree, parse).tools.map(({ name, source }) => `${name} ${source?.path}`);
}

it.each([
  ["js", "ts"],
  ["mjs", "mts"],
  ["cjs", "cts"],
])("is read from TypeScript rather than from what is built: .%s of .%s", (built, source) => {
  const files = { [`dist/server.${built}`]: serverWith("old_bend"), [`src/server.${source}`]: serverWith("bend") };
  expect(sourcesOf(`./dist/server.${built}`, files)).toEqual([`bend src/server.${source}`]);
});

it("is itself where no TypeScript of its name is there", () => {
  const files = { "dist/server.js": serverWith("bend"), "src/other.ts": serverWith("other"), "src/server.js": "" };
  expect(sourcesOf("dist/server.js", files)).toEqual(["bend dist/server.js"]);
});
