/**
 * Servers that share a repository: the crawl of the whole of it notes in which folders they lie (`server-in-folder`), so
 * that finding them takes no request. Each folder is a server of its own.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DiscoveredServer, FoundServer, type Sighting } from "../../../src/core/schema/discovered.ts";
import type { Server } from "../../../src/core/schema/server.ts";
import { listServerSlugs, loadServer, serverFolder } from "../store.ts";

/** The issue that marks a folder. */
const MARK = "server-in-folder";

interface MonorepoServers {
  found: FoundServer[];
  /** Folders that were there once, of repositories that have others now. */
  withdrawn: Sighting[];
}

export async function findMonorepoServers(
  dataDir: string,
  known: readonly DiscoveredServer[],
): Promise<MonorepoServers> {
  const found: FoundServer[] = [];
  const read = new Set<string>();
  for (const slug of await listServerSlugs(dataDir)) {
    // Of all servers few are marked; the others need not be parsed.
    const text = await readFile(join(serverFolder(dataDir, slug), "server.json"), "utf8").catch(() => "");
    const server = text.includes(`"${MARK}"`) ? await loadServer(dataDir, slug) : undefined;
    const repository = server && findWholeRepository(server);
    if (!server || !repository) continue;
    read.add(repository.toLowerCase());
    for (const { code, path } of server.issues) {
      if (code !== MARK || path === undefined) continue;
      const name = `${repository}#${path}`;
      const parsed = FoundServer.safeParse({ repository: `github:${name}`, found: [{ in: "monorepo", as: name }] });
      if (parsed.success) found.push(parsed.data);
    }
  }
  const present = new Set(found.flatMap((server) => server.found.map(({ as }) => as)));
  const sightings = known.flatMap((server) => server.found.filter((sighting) => sighting.in === "monorepo"));
  const isGone = ({ as }: Sighting) => !present.has(as) && read.has(as.replace(/#.*$/, "").toLowerCase());
  return { found, withdrawn: sightings.filter(isGone) };
}

/** `owner/name`, where the record was read from the repository as a whole. */
function findWholeRepository({ repository, provenance }: Server): string | undefined {
  if (!repository || repository.subfolder !== undefined || !provenance.from.startsWith("github:")) return undefined;
  return `${repository.owner}/${repository.name}`;
}
