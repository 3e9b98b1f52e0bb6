/** Where the list of a Python server is said to be partial, an issue names the place. */
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";
import type { Parse } from "../../../../src/core/extract/syntax.ts";

const SERVER = `
import asyncio
import importlib
import os
from fastmcp import FastMCP

mcp = FastMCP("ponds")

@mcp.tool()
def list_ponds() -> list[str]:
    """Lists the ponds."""
    return []
`;

describe("coverage of Python servers", () => {
  let parse: Parse;
  beforeAll(async () => {
    parse = await createParse();
  });

  function check(code: string): { coverage: string; issues: string[] } {
    const { coverage, issues } = extractTools(new Map([["server.py", `${SERVER}\n${code}\n`]]), parse);
    return { coverage, issues: issues.map(({ code, path }) => `${code} ${path}`) };
  }

  const complete = { coverage: "complete", issues: [] };
  const partial = (line: number) => ({
    coverage: "partial",
    issues: [`registration-not-resolved server.py:${line}`],
  });

  it("is partial where a module that somebody chooses gets the server", () => {
    expect(check(`chosen = importlib.import_module(os.getenv("PONDS"))\nchosen.setup(mcp)`)).toEqual(partial(15));
  });

  it("is partial where modules are imported for what they do", () => {
    expect(check(`for name in os.environ["PONDS"].split(","):\n    importlib.import_module(name)`)).toEqual(
      partial(15),
    );
  });

  it("is complete where such a module gives something else", () => {
    const load = `def store(path):\n    module = importlib.import_module(path)\n    return getattr(module, path)(1)`;
    expect(check(`${load}\nstore(os.getenv("PONDS"))`)).toEqual(complete);
  });

  it("is complete where the program asks for its own list", () => {
    expect(check(`print(len(asyncio.run(mcp.list_tools())))`)).toEqual(complete);
  });

  it("is complete where a subclass hands registrations on", () => {
    const own = `class Calm(FastMCP):
    def tool(self, name_or_fn=None, **kwargs):
        if callable(name_or_fn):
            return super().tool(name_or_fn, **kwargs)
        def decorator(fn):
            return super(Calm, self).tool(fn, **kwargs)
        return decorator

calm = Calm("calm")

@calm.tool(name="still_pond")
def still():
    """Stills a pond."""`;
    expect(check(own)).toEqual(complete);
  });

  it("is partial where a transform adds tools that are not known", () => {
    expect(check(`from ponds import Hidden\nmcp.add_transform(Hidden().get())`)).toEqual(partial(15));
  });
});
