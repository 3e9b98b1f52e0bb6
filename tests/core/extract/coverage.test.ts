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

  it("is complete where every run of a call stops before it", () => {
    const helper = `function register(gate) {
      if (gate.shape) server.tool(gate.name, gate.text, gate.shape, async () => gate.open());
      else server.tool(gate.name, gate.text, async () => gate.open());
    }`;
    const gate = `register({ name: "shut_gate", text: "Shuts the gate.", shape: {}, open: () => 1 });`;
    expect(check(`${helper}\n${gate}`)).toBe("complete");
  });

  it("is complete where a function of such a name hands on what it is given", () => {
    const registrar = `import { registerAll } from "./gates.js";
    const allowed = new Set(process.argv);
    registerAll({ registerTool: (name, config, run) => { if (allowed.has(name)) server.registerTool(name, config, run); } });`;
    const gates = `export function registerAll(registrar) {
      registrar.registerTool("paint_gate", { description: "Paints the gate." }, async () => 1);
    }`;
    const files = new Map([
      ["src/index.ts", `${SERVER}${registrar}\n`],
      ["src/gates.ts", gates],
    ]);
    const { coverage, tools } = extractTools(files, parse);
    expect(tools.map(({ name }) => name)).toEqual(["open_gate", "paint_gate"]);
    expect(coverage).toBe("complete");
  });
});

const GO_SERVER = `package main

import (
	"example.org/charts"
	"github.com/mark3labs/mcp-go/mcp"
	"github.com/mark3labs/mcp-go/server"
)

func handle() {}

func register(s *server.MCPServer) {
	s.AddTool(mcp.NewTool("draw", mcp.WithDescription("Draws a chart.")), charts.Handler(handle))
	CALL
}

func main() {
	s := server.NewMCPServer("charts", "1")
	register(s)
	server.ServeStdio(s)
}
`;

describe("coverage of tools that another Go module makes", () => {
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  function check(call: string): string {
    const files = new Map([
      ["go.mod", "module example.com/drawing\n"],
      ["main.go", GO_SERVER.replace("CALL", call)],
    ]);
    return extractTools(files, parse).coverage;
  }

  it("is partial where one is added", () => {
    expect(check("tool := charts.RenderTool(true)\n\ts.AddTool(tool, handle)")).toBe("partial");
    expect(check("mcp.AddTool(s, charts.Render, handle)")).toBe("partial");
  });

  it("is partial where all of a list are added", () => {
    expect(check("for _, tool := range charts.Tools() {\n\t\ts.AddTool(tool, handle)\n\t}")).toBe("partial");
  });

  it("is complete where only handlers are another module's", () => {
    expect(check("")).toBe("complete");
  });
});
