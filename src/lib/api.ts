/** The static JSON under `/api/v1/`: what the pages show, for machines. Crawled text is passed on as it was read. */
import type { ApiIndex, ApiServer, ApiTool, ApiTools } from "../core/schema/api.ts";
import type { Policy } from "../core/schema/policy.ts";
import { CATEGORIES, RISK_LEVELS, RISKS_SCHEMA_VERSION } from "../core/schema/verdict.ts";
import type { Catalogue, Entry, JudgedTool, ToolSummary } from "./catalogue.ts";
import { serverHref, toolApiHref, toolHref } from "./links.ts";
import { normalisePlace } from "./places.ts";
import type { StateDay } from "./state-day.ts";

export function makeApiIndex({ servers, tools, byCategory, byRisk }: Catalogue, state: StateDay | undefined): ApiIndex {
  return {
    ...(state?.is === "recorded" && { asOf: state.day }),
    servers: servers.length,
    tools: tools.length,
    byCategory: countEach(CATEGORIES, byCategory),
    byRisk: countEach(RISK_LEVELS, byRisk),
    list: servers.map(({ slug, name, tools: own }) => ({
      slug,
      name,
      tools: own.length,
      url: `/api/v1/servers/${slug}/index.json`,
    })),
  };
}

function countEach<Key extends string>(keys: readonly Key[], groups: Record<Key, readonly unknown[]>) {
  return Object.fromEntries(keys.map((key) => [key, groups[key].length])) as Record<Key, number>;
}

export function makeApiServer({ server, tools }: Entry, policy: Policy | undefined): ApiServer {
  const { tools: _, ...facts } = server;
  return {
    ...facts,
    url: serverHref(server.slug),
    tools: tools.map(({ tool, slug, verdict }) => ({
      name: tool.name,
      url: toolApiHref(server.slug, slug),
      ...(verdict && { category: verdict.category, risk: verdict.risk }),
    })),
    ...(policy && { policy }),
  };
}

/** All that is known of a server, for the stack page: the two data files as they are. */
export function makeApiFullServer({ server, verdicts }: Entry): object {
  return { server, risks: { schemaVersion: RISKS_SCHEMA_VERSION, slug: server.slug, verdicts: verdicts ?? {} } };
}

/** Servers by where they come from: packages, images, addresses, repositories. `undefined`: several servers come from there. */
export type Places = Map<string, string | undefined>;

/** The first server that has a package or an address keeps it; a repository that several servers share names none of them. */
export function addPlaces(places: Places, { server }: Entry): void {
  const { slug, packages, remotes, repository } = server;
  for (const text of [...packages.map(({ name }) => name), ...remotes.map(({ url }) => url)]) {
    const place = normalisePlace(text);
    if (!places.has(place)) places.set(place, slug);
  }
  if (repository === undefined) return;
  const place = normalisePlace(repository.url);
  places.set(place, places.has(place) || repository.subfolder !== undefined ? undefined : slug);
}

export function makeApiTool({ server }: Entry, { tool, slug, verdict }: JudgedTool): ApiTool {
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

export function makeApiTools(tools: readonly ToolSummary[]): ApiTools {
  return {
    count: tools.length,
    tools: tools.map(({ name, slug, server, category, risk }) => ({
      server: server.slug,
      name,
      url: toolApiHref(server.slug, slug),
      ...(category && { category }),
      ...(risk && { risk }),
    })),
  };
}
