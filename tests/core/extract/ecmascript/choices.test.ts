/** The members of an `enum`: all of those that there are without any configuration, or none. */
import { expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";

const parse = await createParse();

function check(members: string): { enum: unknown; partial: unknown } {
  const source = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { known } from "gates";
const quiet = ["open", "shut"] as const;
const loud = [...quiet, "slam"] as const;
const server = new McpServer({ name: "gates" });
server.registerTool("use_gate", { description: "Uses a gate.", inputSchema: { way: z.enum(${members}) } }, run);`;
  const [tool] = extractTools(new Map([["src/index.ts", source]]), parse).tools;
  const { way } = (tool?.inputSchema?.["properties"] ?? {}) as { way?: { enum?: unknown } };
  return { enum: way?.enum, partial: tool?.partial };
}

it("are those of the list that is taken without configuration", () => {
  expect(check("process.env.NIGHT ? quiet : loud")).toEqual({ enum: ["open", "shut", "slam"], partial: undefined });
});

it("stand there once", () => {
  expect(check("[...quiet, ...loud]").enum).toEqual(["open", "shut", "slam"]);
});

it("are those that a filter keeps", () => {
  expect(check("loud.filter((way) => way.length === 4)").enum).toEqual(["open", "shut", "slam"]);
  expect(check(`loud.filter((way) => way !== "slam")`).enum).toEqual(["open", "shut"]);
});

it("are not known where a filter or a list is not", () => {
  expect(check("loud.filter((way) => known(way))")).toEqual({ enum: undefined, partial: ["inputSchema"] });
  expect(check("[...quiet, ...known()]")).toEqual({ enum: undefined, partial: ["inputSchema"] });
  expect(check("known() ? quiet : loud")).toEqual({ enum: undefined, partial: ["inputSchema"] });
});
