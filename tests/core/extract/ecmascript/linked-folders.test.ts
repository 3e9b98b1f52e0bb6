/** Folders that only a build puts into a package. */
import { expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";

const parse = await createParse();

const SERVER = `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { addTools } from "../common/index.js";
addTools(new McpServer({ name: "mill", version: "1" }));
`;
const COMMON = `
export function addTools(server) {
  server.tool("grind_corn", "Grinds corn.", {}, async () => ({ content: [] }));
}
`;

function namesOf(common: Record<string, string>): string[] {
  const files = new Map([
    ["mill/server/package.json", '{ "name": "mill", "bin": "build/index.js" }'],
    ["mill/server/src/index.ts", SERVER],
    ...Object.entries(common),
  ]);
  return extractTools(files, parse, { subfolder: "mill/server" }).tools.map(({ name }) => name);
}

it("are those of the package of that name beside it", () => {
  const names = namesOf({ "mill/common/package.json": "{}", "mill/common/src/index.ts": COMMON });
  expect(names).toEqual(["grind_corn"]);
});

it("are no folders that are no package", () => {
  expect(namesOf({ "mill/common/src/index.ts": COMMON })).toEqual([]);
});
