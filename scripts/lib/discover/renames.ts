/** Repositories that have another name now, as the crawl has found out: the discovery lists them under that one. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { formatRepository, renameRepository } from "../../../src/core/discovery.ts";
import type { DiscoveredServer } from "../../../src/core/schema/discovered.ts";
import { Repository } from "../../../src/core/schema/server.ts";
import { serverFolder } from "../store.ts";

/** Of `server.json` only what is of use here: there are tens of thousands of them. A package only says where it is from. */
const Crawled = z.looseObject({
  provenance: z.looseObject({ from: z.string().startsWith("github:") }),
  repository: Repository,
});

export async function followRenames(
  dataDir: string,
  servers: readonly DiscoveredServer[],
): Promise<DiscoveredServer[]> {
  const followed: DiscoveredServer[] = [];
  for (const server of servers) followed.push(await followRename(dataDir, server));
  return followed;
}

async function followRename(dataDir: string, server: DiscoveredServer): Promise<DiscoveredServer> {
  if (server.repository === undefined) return server;
  const present = await loadRepository(join(serverFolder(dataDir, server.slug), "server.json"));
  if (present?.host !== "github.com") return server;
  const [before, now] = [formatRepository(server.repository), `github:${present.owner}/${present.name}`];
  if (before.toLowerCase() === now.toLowerCase()) return server;
  return {
    ...server,
    repository: renameRepository(server.repository, now),
    formerRepositories: [...new Set([...(server.formerRepositories ?? []), before])].sort(compareCodePoints),
  };
}

/** Absent where nothing was crawled yet, or nothing that can be used. */
async function loadRepository(path: string): Promise<Repository | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return Crawled.safeParse(JSON.parse(text)).data?.repository;
  } catch {
    return undefined;
  }
}
