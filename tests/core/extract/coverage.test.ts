/** What the extraction says of its own completeness. */
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Parse } from "../../../src/core/extract/syntax.ts";

const SERVER = `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { load } from "gates";
const server = new McpServer({ name: "gates", version: "1" });
server.tool("open_gate", "Opens the gate.", {}, async () => load());
`;

describe("coverage of calls named tool", () => {
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  function check(call: string): string {
    return extractTools(new Map([["src/index.ts", `${SERVER}${call}\n`]]), parse).coverage;
  }

  it("is partial where a name is made at run time", () => {
    expect(
      check(`for (const gate of await load()) server.tool(gate.name, gate.text, {}, async () => gate.open());`),
    ).toBe("partial");
  });

  it("is complete beside another library's method of that name", () => {
    expect(check(`for (const gate of await load()) gate.tool(gate.name, gate.text);`)).toBe("complete");
  });
});
