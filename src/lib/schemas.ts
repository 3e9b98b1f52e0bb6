/** The JSON Schemas of our files, made from the zod schemas that the code itself checks with. */
import { z } from "zod";
import { Accuracy } from "../core/schema/accuracy.ts";
import { ApiIndex, ApiServer, ApiTool, ApiTools } from "../core/schema/api.ts";
import { Attack } from "../core/schema/attack.ts";
import { Changes } from "../core/schema/changes.ts";
import { Discovered } from "../core/schema/discovered.ts";
import { Overrides } from "../core/schema/override.ts";
import { Policy } from "../core/schema/policy.ts";
import { Server } from "../core/schema/server.ts";
import { Sources } from "../core/schema/source.ts";
import { Tool } from "../core/schema/tool.ts";
import { Risks, Verdict } from "../core/schema/verdict.ts";

export const SCHEMAS = {
  server: { schema: Server, says: "One server and its tools: server.json, written by the crawl." },
  risks: { schema: Risks, says: "The verdicts on one server’s tools: risks.json, written by the classifier." },
  tool: { schema: Tool, says: "One tool, as it stands in server.json." },
  verdict: { schema: Verdict, says: "One verdict, as it stands in risks.json." },
  policy: { schema: Policy, says: "policy.json, version 1: what a gateway enforces before a call reaches the server." },
  attack: { schema: Attack, says: "One pattern of attack: data/attacks/<slug>.json, written by people." },
  overrides: { schema: Overrides, says: "Corrections of verdicts: data/overrides/<slug>.json, written by people." },
  accuracy: {
    schema: Accuracy,
    says: "How often a classifier is right: data/accuracy/<classifier>.json, written by npm run eval -- --write.",
  },
  sources: { schema: Sources, says: "data/sources.json: the servers that the crawl reads, written by people." },
  discovered: { schema: Discovered, says: "Servers found in registries and lists: written by the discovery." },
  "api-index": { schema: ApiIndex, says: "/api/v1/index.json: counts, and every server with the address of its file." },
  "api-server": {
    schema: ApiServer,
    says: "/api/v1/servers/<slug>/index.json: one server, with the policy that is recommended.",
  },
  "api-tool": { schema: ApiTool, says: "/api/v1/servers/<slug>/<tool>.json, and each line of /api/v1/tools.jsonl." },
  "api-tools": { schema: ApiTools, says: "/api/v1/categories/<category>.json and /api/v1/risk/<level>.json." },
  changes: { schema: Changes, says: "What lies between two states of the catalogue: written by npm run changes." },
} as const satisfies Record<string, { schema: z.ZodType; says: string }>;

export type SchemaName = keyof typeof SCHEMAS;

export function isSchemaName(name: string): name is SchemaName {
  return Object.hasOwn(SCHEMAS, name);
}

/** JSON Schema, draft 2020-12, of files as they are read. */
export function makeJsonSchema(name: SchemaName, { file, site }: { file: string; site: URL }): object {
  const { schema, says } = SCHEMAS[name];
  const { $schema, ...body } = z.toJSONSchema(schema, { io: "input" });
  return { $schema, $id: new URL(`/schemas/${file}.json`, site).href, title: name, description: says, ...body };
}
