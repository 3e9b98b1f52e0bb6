/** Servers beside the server: what its folder imports from theirs does not bring their tools along. */
import { beforeAll, expect, it } from "vitest";
import { createParse } from "../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Parse } from "../../../src/core/extract/syntax.ts";

let parse: Parse;
beforeAll(async () => {
  parse = await createParse();
});

const SHARED = `
from fastmcp import FastMCP
mcp = FastMCP("lake")

@mcp.tool
def measure_depth() -> int:
    """Measure how deep the lake is."""
    return 7
`;

function namesOf(own: string): string[] {
  const files = new Map([
    ["servers/lake/lake/__init__.py", ""],
    ["servers/lake/lake/server.py", SHARED],
    ["servers/boat/server.py", own],
  ]);
  return extractTools(files, parse, { subfolder: "servers/boat" }).tools.map(({ name }) => name);
}

it("counts the tools of the server's own object only", () => {
  const own = `
from fastmcp import FastMCP
from lake.server import measure_depth
mcp = FastMCP("boat")

@mcp.tool
def row(strokes: int) -> str:
    """Row some strokes."""
    return "ahead" if measure_depth() > 1 else "aground"
`;
  expect(namesOf(own)).toEqual(["row"]);
});

it("counts what the neighbour has where the server is the neighbour's object", () => {
  const own = `
from lake.server import mcp

@mcp.tool
def row(strokes: int) -> str:
    """Row some strokes."""
    return "ahead"

mcp.run()
`;
  expect(namesOf(own)).toEqual(["measure_depth", "row"]);
});
