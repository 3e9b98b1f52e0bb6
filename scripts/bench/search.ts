/** Search over 50,000 synthetic tools: what is loaded before the first result, and how long the answer takes. */
import { brotliCompressSync, constants } from "node:zlib";
import { CATEGORIES, RISK_LEVELS } from "../../src/core/schema/verdict.ts";
import type { ServerSummary, ToolSummary } from "../../src/lib/catalogue.ts";
import { buildSearchIndex } from "../../src/lib/search-index.ts";
import { answerQuery, type IndexFiles } from "../../src/lib/search-query.ts";
import type { Language } from "../../src/lib/server-facts.ts";
import { summarise } from "../../src/lib/text.ts";
import { type Benchmark, computeMedian } from "../lib/bench/benchmark.ts";
import { generateCatalogue } from "../lib/synthetic-data.ts";

const SIZE = { servers: 5000, toolsPerServer: 10 };
const QUERIES: readonly [query: string, filters?: string[]][] = [
  ["de"],
  ["delete"],
  ["delete devices"],
  ["amber refund"],
  ["refunds invoice cedar"],
  ["pause albums birch"],
  ["list accounts"],
  ["", ["javascript", "package", "read", "low"]],
  ["delete devices", ["destructive", "critical", "bulk", "go", "package"]],
];
const LANGUAGES_OF_FIVE: readonly Language[] = ["javascript", "python", "javascript", "go", "python"];

export const benchmark: Benchmark = {
  name: "search",
  statement:
    "Queries of up to three words, with and without filters, over 50,000 synthetic tools, each with nothing loaded before.",
  run(report) {
    const catalogue = makeCatalogue();
    const began = performance.now();
    const index = buildSearchIndex(catalogue);
    report(
      `index of ${index.parts.length + index.blocks.length} files in ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    return measureQueries(index, report);
  },
};

async function measureQueries(index: ReturnType<typeof buildSearchIndex>, report: (line: string) => void) {
  const texts = {
    manifest: JSON.stringify(index.manifest),
    parts: index.parts.map((part) => JSON.stringify(part)),
    blocks: index.blocks.map((block) => JSON.stringify(block)),
  };
  const bytes: number[] = [];
  const milliseconds: number[] = [];
  for (const [query, filters] of QUERIES) {
    const loaded = new Set<string>();
    // As text, so that parsing is part of the time.
    const open = (text = "null") => {
      loaded.add(text);
      return Promise.resolve(JSON.parse(text));
    };
    const files: IndexFiles = {
      loadManifest: () => open(texts.manifest),
      loadPart: (number) => open(texts.parts[number]),
      loadBlock: (number) => open(texts.blocks[number]),
    };
    const began = performance.now();
    const { total } = await answerQuery(query, files, 12, filters);
    milliseconds.push(performance.now() - began);
    bytes.push([...loaded].reduce((sum, text) => sum + compressedSize(text), 0));
    report(
      `"${[query, ...(filters ?? [])].join(" ")}": ${total} found, ${loaded.size} files, ${((bytes.at(-1) ?? 0) / 1000).toFixed(1)} KB`,
    );
  }
  return {
    tools: { value: SIZE.servers * SIZE.toolsPerServer, unit: "tools" },
    mostLoaded: { value: Math.max(...bytes) / 1000, unit: "KB", target: { atMost: 100 } },
    slowest: { value: Math.max(...milliseconds), unit: "ms", target: { atMost: 100 } },
    median: { value: computeMedian(milliseconds), unit: "ms" },
  };
}

function compressedSize(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
}

function makeCatalogue(): { servers: ServerSummary[]; tools: ToolSummary[] } {
  const servers: ServerSummary[] = [];
  for (const [index, { server, risks }] of generateCatalogue(SIZE.servers, SIZE.toolsPerServer).toArray().entries()) {
    const tools: ToolSummary[] = [];
    const { slug, name, provenance } = server;
    const language = LANGUAGES_OF_FIVE[index % LANGUAGES_OF_FIVE.length];
    const summary: ServerSummary = {
      slug,
      name,
      tools,
      ...(language && { language }),
      transports: index % 3 === 0 ? ["package", "streamable-http"] : ["package"],
      coverage: provenance.coverage,
      from: provenance.from,
      isJudged: true,
    };
    for (const tool of server.tools) {
      const verdict = risks.verdicts[tool.name];
      const { category = CATEGORIES[0], risk = RISK_LEVELS[0] } = verdict ?? {};
      tools.push({
        name: tool.name,
        slug: tool.name,
        server: summary,
        category,
        risk,
        facets: verdict?.facets ?? [],
        says: summarise(tool.name, tool.description, 120) ?? "",
      });
    }
    servers.push(summary);
  }
  return { servers, tools: servers.flatMap(({ tools }) => tools) };
}
