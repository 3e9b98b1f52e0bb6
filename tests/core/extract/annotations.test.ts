/** Which hints of a tool count as declared by its author. */
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Parse } from "../../../src/core/extract/syntax.ts";
import type { ToolAnnotations } from "../../../src/core/schema/tool.ts";

describe("declared annotations", () => {
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  /** The hints of a tool whose annotations a getter fills by what `kind` is. */
  function check(kind: string): ToolAnnotations | undefined {
    const source = `
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { config } from "gates";
const server = new McpServer({ name: "gates", version: "1" });
const kind = ${kind};
function hints() {
  const annotations = { openWorldHint: true };
  switch (kind) {
    case "read":
      annotations.readOnlyHint = true;
      break;
    case "delete":
      annotations.readOnlyHint = false;
      break;
  }
  return annotations;
}
server.registerTool("oil_gate", { description: "Oils the gate.", annotations: hints() }, async () => config);
`;
    return extractTools(new Map([["src/index.ts", source]]), parse).tools[0]?.annotations;
  }

  it("are those of the branch that is taken", () => {
    expect(check(`"delete"`)).toEqual({ openWorldHint: true, readOnlyHint: false });
  });

  it("are none where it is not known which branch is taken", () => {
    expect(check("config.kind")).toEqual({ openWorldHint: true });
  });
});
