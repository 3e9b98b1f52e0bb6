/** What following a program costs, in steps: what grows with the cube of a function's length ends in a used-up budget. */
import { expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { ExtractContext } from "../../../../src/core/extract/context.ts";
import { ecmascript } from "../../../../src/core/extract/ecmascript/index.ts";

const parse = await createParse();

class CountingContext extends ExtractContext {
  steps = 0;

  override spend(steps = 1): boolean {
    this.steps += steps;
    return super.spend(steps);
  }
}

function stepsFor(text: string): number {
  const context = new CountingContext(new Map([["index.js", text]]), parse);
  expect(ecmascript.extract(context).tools.map(({ tool }) => tool.name)).toEqual(["sort_shells"]);
  return context.steps;
}

/** A function that calls itself in so many places, on parts of what only the running program knows. */
function makeConverter(places: number): string {
  const parts = Array.from({ length: places }, (_, index) => `part${index}: convert(form.part${index})`);
  return `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "shells" });
function convert(form) { return { ${parts.join(", ")} }; }
server.registerTool("sort_shells", { description: "Sorts shells.", inputSchema: convert(JSON.parse(process.argv[2])) }, run);`;
}

it("grows with the places in which a function calls itself, not with their cube", () => {
  expect(stepsFor(makeConverter(40))).toBeLessThan(6 * stepsFor(makeConverter(10)));
});
