/** Servers that were found in registries and lists: `data/discovered/servers.json`, written by the discovery. */
import { z } from "zod";
import { Package, Remote } from "./server.ts";
import { Slug } from "./slug.ts";
import { GithubSpec, NpmSpec } from "./source.ts";

/** Where a server was seen, and under which name there. */
export const Sighting = z.strictObject({
  in: z.enum(["registry", "github", "npm", "file", "monorepo"]),
  as: z.string().min(1).max(500),
});
export type Sighting = z.infer<typeof Sighting>;

export const FoundServer = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  /** Its name in the official MCP Registry. */
  registryName: z.string().min(1).max(200).optional(),
  repository: GithubSpec.optional(),
  package: NpmSpec.optional(),
  /** Packages of other registries. */
  packages: z.array(Package).optional(),
  remotes: z.array(Remote).optional(),
  found: z.array(Sighting).min(1),
});
export type FoundServer = z.infer<typeof FoundServer>;

export const DiscoveredServer = z.strictObject({
  slug: Slug,
  /** Slugs of records that turned out to be this server. */
  formerSlugs: z.array(Slug).optional(),
  /** Names that its repository had before, by which lists may still call it: `github:<owner>/<name>`. */
  formerRepositories: z.array(GithubSpec).optional(),
  ...FoundServer.shape,
});
export type DiscoveredServer = z.infer<typeof DiscoveredServer>;

export const DISCOVERED_SCHEMA_VERSION = 1;

export const Discovered = z.strictObject({
  schemaVersion: z.literal(DISCOVERED_SCHEMA_VERSION),
  /** The latest change that the registry has told of: the next discovery asks for what came after. */
  registryUpdatedAt: z.iso.datetime({ offset: true }).optional(),
  /** Sorted by slug. */
  servers: z.array(DiscoveredServer),
});
export type Discovered = z.infer<typeof Discovered>;
