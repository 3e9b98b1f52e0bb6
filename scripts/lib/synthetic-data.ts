/**
 * Invented servers for benchmarks and tests: any number of them, the same for the same request, every value valid by
 * its schema. They stand for the size and shape of a catalogue, not for anything that exists.
 */
import type { Json, JsonObject } from "../../src/core/schema/json.ts";
import { SERVER_SCHEMA_VERSION, type Server } from "../../src/core/schema/server.ts";
import type { Tool, ToolDefinition } from "../../src/core/schema/tool.ts";
import {
  type Category,
  type Facet,
  RISKS_SCHEMA_VERSION,
  type RiskLevel,
  type Risks,
  type Verdict,
} from "../../src/core/schema/verdict.ts";
import { hashDefinition, sha256 } from "./hash.ts";
import { writeRisks, writeServer } from "./store.ts";

export interface SyntheticServer {
  server: Server;
  risks: Risks;
}

interface Action {
  verb: string;
  category: Category;
  risk: RiskLevel;
  facets: Facet[];
  says: string;
}

const ACTIONS: readonly Action[] = [
  { verb: "list", category: "read", risk: "low", facets: ["privateData"], says: "Lists" },
  { verb: "get", category: "read", risk: "low", facets: ["privateData"], says: "Returns" },
  { verb: "search", category: "read", risk: "low", facets: ["untrustedContent"], says: "Searches" },
  { verb: "create", category: "write", risk: "medium", facets: [], says: "Creates" },
  { verb: "update", category: "write", risk: "medium", facets: [], says: "Changes" },
  { verb: "share", category: "write", risk: "high", facets: ["grantsAccess", "externalSink"], says: "Shares" },
  { verb: "start", category: "execute", risk: "high", facets: [], says: "Starts" },
  { verb: "pause", category: "execute", risk: "high", facets: ["bulk"], says: "Pauses" },
  { verb: "delete", category: "destructive", risk: "critical", facets: ["bulk"], says: "Deletes" },
  { verb: "refund", category: "financial", risk: "critical", facets: [], says: "Refunds" },
];

const NOUNS = (
  "account alarm album answer appliance archive article asset backup badge basket batch beacon board booking branch " +
  "bucket budget calendar campaign card channel chart claim cluster comment contact container contract coupon course " +
  "dashboard dataset delivery deployment device document domain draft event export feed field file filter folder form " +
  "gallery gateway goal group guide image incident invoice issue job key label lead ledger lesson library license link"
).split(" ");

const MAKERS = "amber birch cedar delta ember fjord grove harbor indigo juniper kestrel larch meadow north".split(" ");
const PROPERTIES = ["id", "name", "limit", "cursor", "status", "since", "owner", "tags"];

/** `toolsPerServer` tools on each of `servers` servers; `seed` changes the choice. */
export function* generateCatalogue(servers: number, toolsPerServer: number, seed = 1): Generator<SyntheticServer> {
  const random = createRandom(seed);
  for (let index = 0; index < servers; index++) yield generateServer(index, toolsPerServer, random);
}

export async function writeSyntheticCatalogue(
  dataDir: string,
  size: { servers: number; toolsPerServer: number },
): Promise<void> {
  for (const { server, risks } of generateCatalogue(size.servers, size.toolsPerServer)) {
    await writeServer(dataDir, server);
    await writeRisks(dataDir, risks);
  }
}

function generateServer(index: number, toolCount: number, random: () => number): SyntheticServer {
  const maker = MAKERS[index % MAKERS.length] ?? "maker";
  const subject = NOUNS[Math.floor(index / MAKERS.length) % NOUNS.length] ?? "thing";
  const slug = `${maker}-${subject}-${index}`;
  const commit = sha256(slug).slice(0, 40);
  const judged = Array.from({ length: toolCount }, (_, number) => generateTool(number, toolCount, random));
  judged.sort((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
  const server: Server = {
    schemaVersion: SERVER_SCHEMA_VERSION,
    slug,
    name: `${capitalise(maker)} ${capitalise(subject)}s ${index}`,
    description: `Keeps the ${subject}s of ${capitalise(maker)}, an invented company, and what belongs to them.`,
    repository: {
      host: "github.com",
      owner: maker,
      name: `${subject}-mcp`,
      url: `https://github.com/${maker}/${subject}-mcp`,
      commit,
    },
    packages: [{ registry: "npm", name: `@${maker}/${subject}-mcp`, version: `1.${index % 40}.0` }],
    remotes: [],
    license: "MIT",
    provenance: { method: "static", from: `github:${maker}/${subject}-mcp@${commit}`, coverage: "complete" },
    tools: judged.map(({ tool }) => tool),
    issues: [],
  };
  const verdicts = Object.fromEntries(judged.map(({ tool, verdict }) => [tool.name, verdict]));
  return { server, risks: { schemaVersion: RISKS_SCHEMA_VERSION, slug, verdicts } };
}

function generateTool(number: number, of: number, random: () => number): { tool: Tool; verdict: Verdict } {
  const action = ACTIONS[Math.floor(random() * ACTIONS.length)] ?? (ACTIONS[0] as Action);
  const noun = NOUNS[Math.floor((number * NOUNS.length) / of + random() * 3) % NOUNS.length] ?? "thing";
  const name = `${action.verb}_${noun}s_${number}`;
  const definition: ToolDefinition = {
    name,
    description:
      `${action.says} ${noun}s of one workspace. Takes the workspace's id and, where more than one ${noun} matches, ` +
      `a filter; answers with the ${noun}s that the call reached and the time at which it did.`,
    inputSchema: generateInputSchema(noun, random),
    ...(random() < 0.5 && { annotations: { readOnlyHint: action.category === "read" } }),
    source: { path: `src/tools/${noun}.ts`, line: 10 + Math.floor(random() * 400) },
  };
  return { tool: hashDefinition(definition), verdict: generateVerdict(definition, action, noun) };
}

function generateInputSchema(noun: string, random: () => number): JsonObject {
  const chosen = PROPERTIES.filter(() => random() < 0.6);
  const properties: Record<string, Json> = { workspace: { type: "string", description: "Id of the workspace" } };
  for (const property of chosen) {
    properties[property] = { type: "string", description: `The ${property} of the ${noun}, as the list returns it` };
  }
  return { type: "object", properties, required: ["workspace", ...chosen.slice(0, 1)] };
}

function generateVerdict(definition: ToolDefinition, action: Action, noun: string): Verdict {
  return {
    category: action.category,
    risk: action.risk,
    raisedBy: action.risk === "high" && action.category === "write" ? ["grants-access"] : [],
    facets: action.facets,
    reversible: action.category === "destructive" ? "no" : "unknown",
    confidence: 0.9,
    rationale: `The name begins with "${action.verb}" and the description says what happens to ${noun}s. One call reaches the ${noun}s of a workspace.`,
    evidence: [
      { field: "name", quote: action.verb },
      { field: "description", quote: `${action.says} ${noun}s` },
    ],
    classifier: { kind: "rules", version: "synthetic" },
    inputHash: sha256(JSON.stringify(definition)),
  };
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
