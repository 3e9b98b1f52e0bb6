/** One MCP server and its tools: `data/servers/<slug>/server.json`, written by the crawl. */
import { z } from "zod";
import { Issue } from "./issue.ts";
import { Slug } from "./slug.ts";
import { Tool } from "./tool.ts";

/** An address that may stand in an `href`: crawled links are http(s) or nothing. */
export const HttpUrl = z.url({ protocol: /^https?$/ });

export const Repository = z.strictObject({
  host: z.string().min(1),
  owner: z.string().min(1),
  name: z.string().min(1),
  url: HttpUrl,
  /** Forty hexadecimal digits; absent when only the package was reached. */
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  /** When the commit was made, as it says of itself; absent where GitHub was not asked. */
  committedAt: z.iso.datetime({ offset: true }).optional(),
  subfolder: z.string().min(1).optional(),
  /** GitHub's number for it, which a rename keeps; absent where GitHub was not asked for it. */
  id: z.int().positive().optional(),
  /** `owner/name` of the repository that it was forked from. */
  forkOf: z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/)
    .optional(),
  /** The number of the repository that had this address when the server was first read, where that is another. */
  replaces: z.int().positive().optional(),
  /** Absent: it can be read, as far as is known. `gone`: deleted or made private; what stands here was read before. */
  state: z.enum(["archived", "disabled", "private", "gone", "blocked", "empty"]).optional(),
});
export type Repository = z.infer<typeof Repository>;

export const Package = z.strictObject({
  registry: z.enum(["npm", "pypi", "oci", "mcpb", "nuget", "cargo"]),
  name: z.string().min(1),
  version: z.string().min(1).optional(),
});
export type Package = z.infer<typeof Package>;

export const Remote = z.strictObject({ type: z.enum(["streamable-http", "sse"]), url: HttpUrl });
export type Remote = z.infer<typeof Remote>;

export const Provenance = z.strictObject({
  method: z.enum(["introspection", "manifest", "static", "readme"]),
  from: z.string().regex(/^(?:npm:(?:@[^@/\s]+\/)?[^@/\s]+@\S+|github:[^/\s]+\/[^/\s]+@[0-9a-f]{40}(?:#\S+)?|dir:.+)$/),
  coverage: z.enum(["complete", "partial", "unknown"]),
});
export type Provenance = z.infer<typeof Provenance>;

export const SERVER_SCHEMA_VERSION = 1;

export const Server = z.strictObject({
  schemaVersion: z.literal(SERVER_SCHEMA_VERSION),
  slug: Slug,
  /** Slugs that the server had before, whose addresses lead here. */
  formerSlugs: z.array(Slug).optional(),
  name: z.string().min(1),
  description: z.string().min(1).optional(),
  repository: Repository.optional(),
  packages: z.array(Package),
  remotes: z.array(Remote),
  license: z.string().min(1).optional(),
  provenance: Provenance,
  /** Why the list of tools cannot be known from source alone. */
  dynamic: z.array(z.enum(["openapi", "proxy", "computed"])).optional(),
  /** Sorted by name, by code point; names are unique. */
  tools: z.array(Tool),
  issues: z.array(Issue),
});
export type Server = z.infer<typeof Server>;
