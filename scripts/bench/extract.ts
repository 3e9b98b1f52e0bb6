/** What one server costs to read: a small one of source files, and one shipped as a bundle of some megabytes. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { Benchmark, Figure } from "../lib/bench/benchmark.ts";

const TOOLS = 40;
const BUNDLE_LENGTH = 6_000_000;
const SCRIPT = fileURLToPath(new URL("../lib/bench/measured-extract.ts", import.meta.url));
const Measured = z.object({ tools: z.int(), cpuSeconds: z.number(), memoryMb: z.number() });

async function measure(text: string): Promise<z.infer<typeof Measured>> {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-extract-"));
  try {
    await writeFile(join(folder, "index.js"), text);
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, folder]);
    const measured = Measured.parse(JSON.parse(stdout));
    if (measured.tools !== TOOLS) throw new Error(`${measured.tools} of ${TOOLS} tools were found`);
    return measured;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Registrations, and what a bundler puts beside them until the text is that long. */
function makeServer(length: number): string {
  const parts = [
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport { z } from "zod";\nconst server = new McpServer({ name: "x" });\n',
  ];
  for (let tool = 0; tool < TOOLS; tool++) {
    parts.push(
      `server.registerTool("tool_${tool}", { description: "Reads ${tool}.", inputSchema: { a: z.string(), b: z.number().optional() } }, run_0);\n`,
    );
  }
  let total = parts.join("").length;
  for (let at = 0; at === 0 || total < length; at++) {
    const part = `function run_${at}(a, b) {\n  const c = { id: a.id, list: [b, "${at}"], next: (x) => x.map((y) => y + ${at}) };\n  if (c.id !== b.id) return run_${at}(c.next(a.items), { ...b, c });\n  return Object.assign({}, c, { "key-${at}": c.list.join(",") });\n}\n`;
    parts.push(part);
    total += part.length;
  }
  return parts.join("");
}

export const benchmark: Benchmark = {
  name: "extract",
  statement: `one server of ${TOOLS} tools in a process of its own: in a few lines, and within a bundle of ${BUNDLE_LENGTH / 1e6} MB`,
  async run(report) {
    const figures: Record<string, Figure> = {};
    for (const [name, length] of Object.entries({ small: 0, bundle: BUNDLE_LENGTH })) {
      report(name);
      const { cpuSeconds, memoryMb } = await measure(makeServer(length));
      figures[`${name}CpuTime`] = { value: cpuSeconds, unit: "s" };
      figures[`${name}Memory`] = { value: memoryMb, unit: "MB more than an empty process", target: { atMost: 300 } };
    }
    return figures;
  },
};
