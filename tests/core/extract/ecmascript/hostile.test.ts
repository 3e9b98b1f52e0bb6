/** TypeScript and JavaScript that were written to hurt: bounded, nothing throws, and the tools beside it are found. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createParse } from "../../../../scripts/lib/extract/parsers.ts";
import { extractTools } from "../../../../src/core/extract/index.ts";
import type { Parse } from "../../../../src/core/extract/syntax.ts";

let parse: Parse;
beforeAll(async () => {
  parse = await createParse();
});

function namesIn(files: Record<string, string>): string[] {
  const extraction = extractTools(new Map(Object.entries(files)), parse);
  expect(extraction.issues.filter(({ code }) => code === "extractor-failed")).toEqual([]);
  return extraction.tools.map(({ name }) => name);
}

const GOOD = `server.registerTool("good", { description: "Good.", inputSchema: { a: z.string() } }, async () => {});\n`;

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

describe("one file", () => {
  it.each([
    ["10,000 brackets", `const x = ${nested(10_000, "[", "]")};`],
    ["10,000 open brackets", `const x = ${"(".repeat(10_000)}`],
    ["10,000 functions in one another", `const x = ${nested(10_000, "(()=>{", "})")};`],
    ["a sum of 20,000 texts", `server.tool(${'"a" + '.repeat(20_000)}"b", f);`],
    ["a chain of 5,000 calls", `server.tool("chain", { a: z.string()${".optional()".repeat(5_000)} }, f);`],
    ["a constant that refers to itself", "const a = a + b; const b = { ...b, [a]: b }; server.tool(a, b, f);"],
    ["a function that calls itself", "const f = (n) => f(f(n)) + f(n); server.tool(f(1), f(2), f);"],
    ["classes that extend one another", "class A extends B { n = this.m } class B extends A { m = this.n } new A().n;"],
    ["a registration that calls itself", "function r(n) { server.tool(n, n, f); r(n + n); } r('x');"],
    ["a getter of itself", "const o = { get x() { return this.x } }; server.tool(o.x, f);"],
    ["broken syntax", "const = {{{ ( server.tool("],
  ])("%s", (_name, text) => {
    expect(namesIn({ "index.ts": `${GOOD}${text}` })).toContain("good");
  });

  it("loops that would expand to millions", () => {
    const list = `[${Array.from({ length: 60 }, (_, index) => `"n${index}"`).join(",")}]`;
    const loops = ["a", "b", "c", "d"].map((name) => `for (const ${name} of ${list})`).join(" ");
    expect(namesIn({ "index.ts": `${GOOD}${loops} server.tool(a + b + c + d, "x", f);` })).toContain("good");
  });

  it("five megabytes on one line", () => {
    const filler = Array.from({ length: 5_000 }, (_, index) => `var v${index}=f("${"x".repeat(1_000)}")`).join(";");
    expect(filler.length).toBeGreaterThan(5_000_000);
    expect(namesIn({ "index.js": `${filler};${GOOD}` })).toContain("good");
  });

  it("keys that objects have anyway", () => {
    const text = `server.registerTool("odd", { description: "x", inputSchema: { __proto__: z.string(), constructor: z.string(), ["__proto__"]: z.number() } }, f);`;
    expect(namesIn({ "index.ts": text })).toEqual(["odd"]);
    const kind = `server.registerTool("kind", { inputSchema: { a: new X({ typeName: "Zodconstructor" }) } }, f);`;
    expect(namesIn({ "index.ts": kind })).toEqual(["kind"]);
    expect(({} as Record<string, unknown>)["type"]).toBeUndefined();
  });

  it("a name that is a path, or far too long, is none", () => {
    const text = `server.tool("../../x", "a", f); server.tool("${"x".repeat(5_000)}", "a", f);`;
    expect(namesIn({ "index.ts": `${GOOD}${text}` })).toEqual(["good"]);
  });
});

describe("several files", () => {
  it("imports in a circle", () => {
    const files = {
      "package.json": '{ "main": "a.ts" }',
      "a.ts": `import { b } from "./b"; export const a = [...b]; export * from "./c"; ${GOOD}`,
      "b.ts": 'import { a } from "./a"; export const b = [...a]; export { x } from "./c";',
      "c.ts": 'export * from "./a"; export { x } from "./b";',
    };
    expect(namesIn(files)).toEqual(["good"]);
  });

  it("a file named like a folder, and configuration that extends itself", () => {
    const files = {
      "package.json": '{ "name": "x", "main": "./src", "exports": { ".": { "import": "./src/index.ts" } } }',
      src: "not a folder",
      "tsconfig.json":
        '{ "extends": "./tsconfig.json", "compilerOptions": { "baseUrl": "..", "paths": { "*": ["*"] } } }',
      "src/index.ts": `import "x"; import "../../../etc/passwd"; ${GOOD}`,
    };
    expect(namesIn(files)).toEqual(["good"]);
  });
});

describe("any input", () => {
  const seed = `import { z } from "zod";
class T { name = "t"; description = "d"; shape = z.object({ a: z.string() }); go(s) { s.registerTool(this.name, { description: this.description, inputSchema: this.shape }, f); } }
const list = [{ name: "l", description: "d", inputSchema: { type: "object" } }];
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: list.map((x) => ({ ...x })) }));
for (const k of ["a", "b"]) server.tool(\`t_\${k}\`, "d", { p: z.enum(["x"]).default("x") }, f);
new T().go(server);
`;

  it("finds the seed's tools", () => {
    expect(namesIn({ "index.ts": seed })).toEqual(["l", "t", "t_a", "t_b"]);
  });

  it("does not throw when damaged", () => {
    const damaged = fc.tuple(fc.nat(seed.length), fc.nat(60), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(damaged, ([at, cut, added]) => {
        namesIn({ "index.ts": seed.slice(0, at) + added + seed.slice(at + cut) });
      }),
      { numRuns: 200, seed: 16 },
    );
  });

  it("gives the same twice", () => {
    const run = () => extractTools(new Map([["index.ts", seed]]), parse);
    expect(run()).toEqual(run());
  });
});
