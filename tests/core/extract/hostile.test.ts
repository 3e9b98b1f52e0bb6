/** Source that was written to hurt: time and memory stay bounded, nothing throws, and the tools beside it are found. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Parse } from "../../../src/core/extract/syntax.ts";

let parse: Parse;
beforeAll(async () => {
  parse = await createParse();
});

function namesIn(files: Record<string, string>): string[] {
  const extraction = extractTools(new Map(Object.entries(files)), parse);
  expect(extraction.issues.filter(({ code }) => code === "extractor-failed")).toEqual([]);
  return extraction.tools.map(({ name }) => name);
}

const PYTHON = `
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("x")


@mcp.tool()
def good(a: int) -> int:
    """Good."""
    return a
`;

const GO_HEAD = `package main

import "github.com/mark3labs/mcp-go/mcp"

var good = mcp.NewTool("good", mcp.WithDescription("Good."))

func main() { use(good) }
`;

const nested = (depth: number): string => `${"(".repeat(depth)}1${")".repeat(depth)}`;

describe("Python", () => {
  it.each([
    ["deep brackets", `x = ${nested(10_000)}\n`],
    ["a constant that refers to itself", "a = a + a\nb = c\nc = b\n"],
    ["a function that calls itself", "def f(n):\n    return f(n) + f(n)\n\n\nf(3)\n"],
    ["a loop over millions", "for i in range(10**9):\n    for j in range(10**9):\n        x = i\n"],
    ["growing text", 'x = "a"\nfor i in range(100):\n    x = x + x\n'],
    ["growing lists", "x = [1]\nfor i in range(100):\n    x += x\n"],
    ["broken syntax", "def broken(:\n    return [\n\n\nclass\n"],
    ["a class that is its own base", "class A(A):\n    pass\n\n\nA()\n"],
  ])("%s", (_name, text) => {
    expect(namesIn({ "server.py": `${text}\n${PYTHON}` })).toContain("good");
  });

  it("modules that import one another", () => {
    const files = {
      "pkg/__init__.py": "from .a import x\n",
      "pkg/a.py": "from .b import y\nx = 1\n",
      "pkg/b.py": "from .a import x\ny = x\n",
      "server.py": `import pkg\n${PYTHON}`,
    };
    expect(namesIn(files)).toEqual(["good"]);
  });

  it("tools without end", () => {
    const text = `${PYTHON}\nfor i in range(10**7):\n    mcp.tool(name=f"t{i}")(good)\n`;
    expect(namesIn({ "server.py": text }).length).toBeLessThan(5_000);
  });
});

describe("Go", () => {
  it.each([
    ["deep brackets", `var x = ${nested(10_000)}\n`],
    ["constants in a circle", "const a = b\nconst b = a\n"],
    ["a function that calls itself", "func f(n int) int { return f(n) + f(n) }\n\nvar y = f(1)\n"],
    ["types in a circle", "type A B\ntype B A\ntype C struct{ C }\n\nvar z = A{}\n"],
    ["broken syntax", "func broken( {\n"],
  ])("%s", (_name, text) => {
    expect(namesIn({ "main.go": `${GO_HEAD}\n${text}` })).toEqual(["good"]);
  });
});

describe("every language", () => {
  const seeds: Record<string, string> = {
    "a.py": PYTHON,
    "a.go": GO_HEAD,
    "a.rs": '#[tool(description = "mcp")]\nfn a(&self, Parameters(x): Parameters<X>) {}\n',
    "A.java": 'import mcp.Tool;\nclass A { @Tool(name = "a", description = "b") void a(int b) {} }\n',
    "A.cs": 'class A { [McpServerTool(Name = "a"), Description("b")] public void B(int c = 1) {} }\n',
    "a.kt": 'import mcp.Tool\nfun a() { server.addTool(name = "a", description = "b") {} }\n',
    "a.php": "<?php class Mcp { #[McpTool(name: 'a')] function a(int $b) {} }\n",
    "a.rb": 'class A < MCP::Tool\n  description "a"\n  arguments do\n    required(:a)\n  end\nend\n',
    "a.swift": 'import MCP\nlet a = Tool(name: "a", description: "b", inputSchema: ["type": "object"])\n',
    "a.dart": "import 'mcp';\nfinal a = Tool(name: 'a', description: 'b', inputSchema: Schema.object());\n",
    "a.ex": 'defmodule MCP do\n  def t, do: [%{name: "a", description: "b", inputSchema: %{type: "object"}}]\nend\n',
  };

  it("finds each seed's tool", () => {
    for (const [path, text] of Object.entries(seeds))
      expect([path, namesIn({ [path]: text }).length]).toEqual([path, 1]);
  });

  it("throws for no input", () => {
    const damaged = fc
      .tuple(fc.constantFrom(...Object.keys(seeds)), fc.nat(200), fc.nat(40), fc.string({ maxLength: 20 }))
      .map(([path, at, cut, added]): [string, string] => {
        const text = seeds[path] ?? "";
        return [path, text.slice(0, at) + added + text.slice(at + cut)];
      });
    fc.assert(
      fc.property(damaged, ([path, text]) => {
        namesIn({ [path]: text });
      }),
      { numRuns: 150, seed: 15 },
    );
  });
});
