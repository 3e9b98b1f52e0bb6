/** Two servers in our own words, like ones that exist: a torrent client's and a payment provider's. */

import { hashDefinition, sha256 } from "../../../scripts/lib/hash.ts";
import type { SyntheticServer } from "../../../scripts/lib/synthetic-data.ts";
import { computeRisk } from "../../../src/core/classify/risk.ts";
import { SERVER_SCHEMA_VERSION, type Server } from "../../../src/core/schema/server.ts";
import type { ToolDefinition } from "../../../src/core/schema/tool.ts";
import type { Category, Evidence, Facet, RiskFact, Risks, Verdict } from "../../../src/core/schema/verdict.ts";

interface Judged {
  tool: ToolDefinition;
  category: Category;
  rationale: string;
  evidence: Evidence[];
  facets?: Facet[];
  raisedBy?: RiskFact[];
  reversible?: Verdict["reversible"];
}

const hashes = {
  type: "object",
  properties: { hashes: { type: "string", description: 'Torrent hashes joined by "|", or "all"' } },
  required: ["hashes"],
};

const TORRENT: Judged[] = [
  {
    tool: {
      name: "pause_torrent",
      description:
        "Pause one or more torrents. They keep their place in the queue and neither download nor seed until resumed.",
      inputSchema: hashes,
      source: { path: "src/torrent_mcp/server.py", line: 84 },
    },
    category: "execute",
    rationale: "It stops the transfer of the torrents that are named. They can be resumed by resume_torrent.",
    evidence: [{ field: "description", quote: "Pause one or more torrents" }],
    facets: ["bulk"],
    reversible: "yes",
  },
  {
    tool: {
      name: "resume_torrent",
      description: "Resume paused torrents.",
      inputSchema: hashes,
      source: { path: "src/torrent_mcp/server.py", line: 97 },
    },
    category: "execute",
    rationale: "It sets the transfer of the torrents going again.",
    evidence: [{ field: "description", quote: "Resume paused torrents" }],
    facets: ["bulk"],
    reversible: "yes",
  },
  {
    tool: {
      name: "delete_torrent",
      description: "Remove torrents from the client. With delete_files the downloaded data goes too.",
      inputSchema: {
        ...hashes,
        properties: {
          ...hashes.properties,
          delete_files: { type: "boolean", description: "Also delete the data on disk", default: false },
        },
      },
      annotations: { destructiveHint: true },
      source: { path: "src/torrent_mcp/server.py", line: 120 },
    },
    category: "destructive",
    rationale:
      "It removes torrents and, when asked, the files that they downloaded. Nothing says that they can be restored.",
    evidence: [
      { field: "description", quote: "the downloaded data goes too" },
      { field: "inputSchema.properties.delete_files.description", quote: "delete the data on disk" },
    ],
    facets: ["bulk"],
    reversible: "no",
  },
  {
    tool: {
      name: "list_torrents",
      description: "List torrents with their state, size and speed.",
      inputSchema: {
        type: "object",
        properties: { filter: { type: "string", enum: ["all", "downloading", "paused"] } },
      },
      annotations: { readOnlyHint: true },
      source: { path: "src/torrent_mcp/server.py", line: 40 },
    },
    category: "read",
    rationale: "It returns the list of torrents and changes nothing.",
    evidence: [{ field: "description", quote: "List torrents" }],
    facets: ["privateData"],
  },
  {
    tool: {
      name: "set_speed_limit",
      description: "Set the global download limit in bytes a second.",
      source: { path: "src/torrent_mcp/server.py", line: 150 },
    },
    category: "write",
    rationale: "It changes a setting that a second call can change back.",
    evidence: [{ field: "name", quote: "set" }],
  },
];

const PAYMENTS: Judged[] = [
  {
    tool: {
      name: "create_refund",
      title: "Refund a charge",
      description: "Refund a charge, in part when an amount is given.",
      inputSchema: {
        type: "object",
        properties: {
          charge: { type: "string", description: "Id of the charge" },
          amount: { type: "integer", description: "Amount in the smallest unit of the currency" },
        },
        required: ["charge"],
      },
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
    },
    category: "financial",
    rationale: "It pays money back to the customer of a charge.",
    evidence: [{ field: "description", quote: "Refund a charge" }],
    reversible: "no",
  },
  {
    tool: {
      name: "list_charges",
      description: "List charges, newest first.",
      inputSchema: { type: "object", properties: {} },
      annotations: { readOnlyHint: true },
    },
    category: "read",
    rationale: "It returns charges of the account.",
    evidence: [{ field: "description", quote: "List charges" }],
    facets: ["privateData"],
  },
  {
    tool: { name: "create_restricted_key", description: "Create an API key with the scopes that are given." },
    category: "write",
    rationale: "It creates a key that gives access to the account.",
    evidence: [{ field: "description", quote: "Create an API key" }],
    facets: ["grantsAccess"],
    raisedBy: ["grants-access"],
  },
];

const TORRENT_REPOSITORY = {
  host: "github.com",
  owner: "example",
  name: "torrent-mcp",
  url: "https://github.com/example/torrent-mcp",
};

export function makeFixtureServers(): SyntheticServer[] {
  const commit = sha256("torrent").slice(0, 40);
  return [
    makeServer(TORRENT, {
      slug: "torrent-client",
      name: "Torrent Client MCP",
      description: "Drives a torrent client through its web interface.",
      repository: { ...TORRENT_REPOSITORY, commit },
      license: "MIT",
      provenance: { method: "static", from: `github:example/torrent-mcp@${commit}`, coverage: "complete" },
    }),
    makeServer(PAYMENTS, {
      slug: "payments",
      // One that is free, and one that another server has.
      formerSlugs: ["example-payments", "torrent-client"],
      name: "Payments MCP Server",
      packages: [{ registry: "npm", name: "@example/payments-mcp", version: "2.3.1" }],
      remotes: [{ type: "streamable-http", url: "https://mcp.example.com/" }],
      provenance: { method: "static", from: "npm:@example/payments-mcp@2.3.1", coverage: "partial" },
      issues: [{ code: "computed-name", args: { count: 2 }, path: "dist/index.js:10" }],
    }),
  ];
}

/** Servers that a page must show although something is missing. */
export function makeUnfinishedServers(): Server[] {
  const [torrent] = makeFixtureServers();
  if (torrent === undefined) throw new Error("There is no fixture to begin with.");
  const { server } = torrent;
  return [
    { ...server, slug: "not-judged", name: "Not Judged" },
    {
      ...server,
      slug: "forked",
      name: "Forked",
      repository: { ...TORRENT_REPOSITORY, id: 2, forkOf: "<b>/&", replaces: 1 },
    },
    { ...server, slug: "from-openapi", name: "From OpenAPI", dynamic: ["openapi"], tools: [] },
  ];
}

function makeServer(
  judged: Judged[],
  fields: Omit<Partial<Server>, "slug"> & Pick<Server, "slug" | "name" | "provenance">,
): SyntheticServer {
  const sorted = judged.toSorted((a, b) => (a.tool.name < b.tool.name ? -1 : 1));
  const server: Server = {
    schemaVersion: SERVER_SCHEMA_VERSION,
    packages: [],
    remotes: [],
    tools: sorted.map(({ tool }) => hashDefinition(tool)),
    issues: [],
    ...fields,
  };
  const risks: Risks = {
    schemaVersion: 1,
    slug: server.slug,
    verdicts: Object.fromEntries(sorted.map((item) => [item.tool.name, makeVerdict(item)])),
  };
  return { server, risks };
}

function makeVerdict({
  tool,
  category,
  rationale,
  evidence,
  facets = [],
  raisedBy = [],
  reversible = "unknown",
}: Judged): Verdict {
  return {
    category,
    risk: computeRisk(category, raisedBy),
    raisedBy,
    facets,
    reversible,
    confidence: 0.93,
    rationale,
    evidence,
    classifier: { kind: "rules", version: "1" },
    inputHash: sha256(tool.name),
  };
}
