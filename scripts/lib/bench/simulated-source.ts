/**
 * The source of simulated servers, for benchmarks. `mixed` is as the public ecosystem is: four of five are small (a
 * dozen files), three of twenty have the code of a product behind their tools, one of twenty is large. `tiny` is one
 * tool in one file: the least that goes through every step of a crawl.
 */
export type SimulatedSize = "tiny" | "small" | "medium" | "large";
export type SimulatedMix = "tiny" | "mixed";

/** Files of tools, files of code that they call, and files that no tool needs: tests, examples, documents. */
const SIZES = {
  tiny: { tools: 1, modules: 0, others: 0 },
  small: { tools: 8, modules: 4, others: 4 },
  medium: { tools: 20, modules: 20, others: 30 },
  large: { tools: 60, modules: 60, others: 150 },
} satisfies Record<SimulatedSize, { tools: number; modules: number; others: number }>;

/** Servers differ in their tools, so that nothing can be answered from what another one had. */
export const SIMULATED_VARIANTS = 40;

const VERBS = ["get", "list", "search", "create", "update", "delete", "send", "run"];
const NOUNS = ["issue", "page", "invoice", "record", "message", "file", "job", "user", "branch", "report"];

function sizeOfVariant(variant: number, mix: SimulatedMix): SimulatedSize {
  if (mix === "tiny") return "tiny";
  const place = variant % 20;
  return place === 0 ? "large" : place <= 3 ? "medium" : "small";
}

/** Path to text: a file a tool, with a schema, a handler and helpers, as such servers are written. */
export function makeSource(variant: number, mix: SimulatedMix): Record<string, string> {
  const { tools, modules, others } = SIZES[sizeOfVariant(variant, mix)];
  const files: Record<string, string> = {};
  const names = Array.from({ length: tools }, (_, index) => {
    const noun = NOUNS[(variant + index) % NOUNS.length];
    return `${VERBS[(variant * 3 + index) % VERBS.length]}_${noun}_${index}`;
  });
  for (const [index, name] of names.entries()) {
    files[`src/tools/${name}.ts`] = makeTool(name, modules === 0 ? undefined : index % modules);
  }
  for (let index = 0; index < modules; index += 1) {
    files[`src/api/module${index}.ts`] = makeModule(index, index + tools < modules ? index + tools : undefined);
  }
  for (let index = 0; index < others; index += 1) {
    files[`tests/case${index}.test.ts`] = makeTest(index);
  }
  files["src/index.ts"] = [
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
    ...names.map((name) => `import { register as ${name} } from "./tools/${name}.js";`),
    `const server = new McpServer({ name: "simulated-${variant}", version: "1.0.0" });`,
    ...names.map((name) => `${name}(server);`),
  ].join("\n");
  const main = { name: `simulated-${variant}`, version: "1.0.0", description: "A simulated server.", license: "MIT" };
  files["package.json"] = JSON.stringify({ ...main, main: "src/index.ts" });
  if (mix !== "tiny") files["README.md"] = `# Simulated ${variant}\n\n${"Text that nobody reads. ".repeat(200)}`;
  return files;
}

function makeTool(name: string, module: number | undefined): string {
  const call = module === undefined ? "id" : `await call${module}(id)`;
  return `import { z } from "zod";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
${module === undefined ? "" : `import { call${module} } from "../api/module${module}.js";\n`}
${makeFunctions(6, name)}

export function register(server: McpServer): void {
  server.registerTool(
    "${name}",
    {
      description: "The tool ${name} of a simulated server, with its id and its options.",
      inputSchema: {
        id: z.string().describe("The id"),
        limit: z.number().int().max(100).optional().describe("At most so many"),
        force: z.boolean().default(false).describe("Even if it is in use"),
      },
    },
    async ({ id }) => ({ content: [{ type: "text", text: step0(${call}) }] }),
  );
}
`;
}

function makeModule(index: number, next: number | undefined): string {
  const call = next === undefined ? "value" : `call${next}(value)`;
  return `${next === undefined ? "" : `import { call${next} } from "./module${next}.js";\n\n`}${makeFunctions(20, `module${index}`)}

export async function call${index}(value: string): Promise<string> {
  const answer = await fetch(\`https://api.example.com/module${index}/\${encodeURIComponent(value)}\`);
  if (!answer.ok) throw new Error(\`module${index}: \${answer.status}\`);
  return step0(await ${call});
}
`;
}

function makeTest(index: number): string {
  const cases = Array.from({ length: 25 }, (_, number) => {
    return `it("answers case ${number}", async () => {\n  expect(await client.callTool({ name: "case_${number}", arguments: { id: "${index}-${number}" } })).toEqual({ ok: true });\n});`;
  });
  return `import { expect, it } from "vitest";\nimport { client } from "./client.js";\n\n${cases.join("\n\n")}\n`;
}

function makeFunctions(count: number, name: string): string {
  return Array.from({ length: count }, (_, index) => {
    return `function step${index}(value: string): string {\n  const parts = value.split("/").filter((part) => part !== "${name}");\n  if (parts.length > ${index}) return parts.slice(${index}).join("-");\n  return \`\${value}-${name}\`;\n}`;
  }).join("\n\n");
}
