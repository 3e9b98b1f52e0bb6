/** The static JSON under `/api/v1/`: what the pages show, for machines. Crawled text is passed on as it was read. */
import type { Policy } from "../core/schema/policy.ts";
import { CATEGORIES, RISK_LEVELS, RISKS_SCHEMA_VERSION } from "../core/schema/verdict.ts";
import type { Catalogue, Entry, JudgedTool, ToolSummary } from "./catalogue.ts";
import { serverHref, toolHref } from "./links.ts";

export interface ApiIndex {
  servers: number;
  tools: number;
  byCategory: Record<string, number>;
  byRisk: Record<string, number>;
  /** Every server, with the address of its own file. */
  list: { slug: string; name: string; tools: number; url: string }[];
}

export function makeApiIndex({ servers, tools, byCategory, byRisk }: Catalogue): ApiIndex {
  return {
    servers: servers.length,
    tools: tools.length,
    byCategory: Object.fromEntries(CATEGORIES.map((category) => [category, byCategory[category].length])),
    byRisk: Object.fromEntries(RISK_LEVELS.map((level) => [level, byRisk[level].length])),
    list: servers.map(({ slug, name, tools: own }) => ({
      slug,
      name,
      tools: own.length,
      url: `/api/v1/servers/${slug}/index.json`,
    })),
  };
}

export function makeApiServer({ server, tools }: Entry, policy: Policy | undefined): object {
  const { tools: _, ...facts } = server;
  return {
    ...facts,
    url: serverHref(server.slug),
    tools: tools.map(({ tool, slug, verdict }) => ({
      name: tool.name,
      url: `/api/v1/servers/${server.slug}/${slug}.json`,
      ...(verdict && { category: verdict.category, risk: verdict.risk }),
    })),
    ...(policy && { policy }),
  };
}

/** All that is known of a server, for the stack page: the two data files as they are. */
export function makeApiFullServer({ server, verdicts }: Entry): object {
  return { server, risks: { schemaVersion: RISKS_SCHEMA_VERSION, slug: server.slug, verdicts: verdicts ?? {} } };
}

/** Packages and addresses of remotes, with the slug of their server; the first server that has one keeps it. */
export function listPlaces({ server }: Entry): [place: string, slug: string][] {
  const places = [...server.packages.map(({ name }) => name), ...server.remotes.map(({ url }) => url)];
  return places.map((place) => [place, server.slug]);
}

export function makeApiTool({ server }: Entry, { tool, slug, verdict }: JudgedTool): object {
  const { name, definitionHash, ...rest } = tool;
  return {
    server: server.slug,
    from: server.provenance.from,
    name,
    url: toolHref(server.slug, slug),
    ...rest,
    definitionHash,
    ...(verdict && { verdict }),
  };
}

export function makeApiTools(tools: readonly ToolSummary[]): object {
  return {
    count: tools.length,
    tools: tools.map(({ name, slug, server, category, risk }) => ({
      server: server.slug,
      name,
      url: `/api/v1/servers/${server.slug}/${slug}.json`,
      ...(category && { category }),
      ...(risk && { risk }),
    })),
  };
}
