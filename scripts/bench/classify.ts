/** How many tools a second the rules judge on one core: parsing, rules, facets, rationale and evidence. */
import { classifyServer, type ServerInput } from "../../src/core/classify/index.ts";
import type { JsonObject } from "../../src/core/schema/json.ts";
import type { ToolDefinition } from "../../src/core/schema/tool.ts";
import type { Benchmark } from "../lib/bench/benchmark.ts";
import { computeMedian } from "../lib/bench/benchmark.ts";

const VERBS = ["list", "get", "create", "update", "delete", "send", "run", "restart", "search", "archive", "refund"];
const NOUNS = ["issue", "page", "message", "pod", "invoice", "file", "user", "label", "table", "job", "comment"];
/** The first seconds go to compiling the rules, which a crawl of thousands of tools pays once. */
const WARM_UP_MS = 2000;
const ROUNDS = 5;
const ROUND_MS = 400;

/** Tools of the length that published ones have: about 300 characters of description, a handful of parameters. */
function makeServer(index: number): ServerInput {
  const tools = Array.from({ length: 40 }, (_unused, at): ToolDefinition => {
    const verb = VERBS[(index + at) % VERBS.length] ?? "get";
    const noun = NOUNS[(index * 7 + at * 3) % NOUNS.length] ?? "page";
    const properties: JsonObject = Object.fromEntries(
      ["id", "name", "limit", "filter", `${noun}_ids`].map((key) => [
        key,
        { type: "string", description: `The ${key} of the ${noun}` },
      ]),
    );
    return {
      name: `${verb}_${noun}_${at}`,
      description: `${verb} a ${noun} of the workspace. Use this when the user asks for the ${noun} by its id. Returns the ${noun} with its fields, or an error when it does not exist. Only members of the workspace can see it. See the documentation of the server for the fields that are returned and for what the filter accepts.`,
      inputSchema: { type: "object", properties, required: ["id"] },
    };
  });
  return { slug: `server-${index}`, name: `Server ${index}`, tools };
}

function measureRate(servers: readonly ServerInput[], durationMs: number): number {
  // Processor time of this process: what else the machine does is not counted.
  const start = process.cpuUsage();
  const spentMs = () => process.cpuUsage(start).user / 1000;
  let judged = 0;
  while (spentMs() < durationMs) for (const server of servers) judged += classifyServer(server).size;
  return (judged / spentMs()) * 1000;
}

export const benchmark: Benchmark = {
  name: "classify",
  statement: "Judges synthetic tools by rules, on one core.",
  async run(report) {
    const servers = Array.from({ length: 50 }, (_unused, index) => makeServer(index));
    measureRate(servers, WARM_UP_MS);
    const rates = Array.from({ length: ROUNDS }, () => measureRate(servers, ROUND_MS));
    const value = Math.round(computeMedian(rates));
    report(`${value} tools a second`);
    return { toolsPerSecond: { value, unit: "tools/s", target: { atLeast: 20_000 } } };
  },
};
