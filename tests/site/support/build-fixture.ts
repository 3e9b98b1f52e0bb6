/** Builds the fixture catalogue once for all tests of the site, and serves it while they run. */
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../../scripts/lib/browser.ts";
import { writeDataFile } from "../../../scripts/lib/data-file.ts";
import { buildSite } from "../../../scripts/lib/site/build.ts";
import { serveSite } from "../../../scripts/lib/site/static-server.ts";
import { writeRisks, writeServer } from "../../../scripts/lib/store.ts";
import { generateCatalogue, type SyntheticServer } from "../../../scripts/lib/synthetic-data.ts";
import { Changes } from "../../../src/core/schema/changes.ts";
import { makeFixtureChanges, makeLargeChanges } from "./fixture-changes.ts";
import { makeFixtureServers, makeUnfinishedServers } from "./fixture-servers.ts";
import { generateHostileServers } from "./hostile-servers.ts";

declare module "vitest" {
  interface ProvidedContext {
    siteUrl: string;
    siteDir: string;
  }
}

const FOLDER = resolve(".cache/test-site");

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = join(FOLDER, "data");
  const outDir = join(FOLDER, "dist");
  await mkdir(dataDir, { recursive: true });
  await writeFixtureCatalogue(dataDir);
  // Unpacked here once: the workers would all unpack it at the same time.
  await findChromium();
  await buildSite({
    dataDir,
    outDir,
    siteUrl: "https://permitbook.example",
    projectUrl: "https://git.example/catalogue",
  });
  const site = await serveSite({ dir: outDir, port: 0 });
  project.provide("siteUrl", site.url);
  project.provide("siteDir", outDir);
  return () => site.close();
}

export async function writeFixtureCatalogue(dataDir: string): Promise<void> {
  const large = makeLargeServers();
  const servers = [...makeFixtureServers(), ...generateHostileServers(), ...generateCatalogue(40, 12), ...large];
  const unfinished = makeUnfinishedServers();
  const slugs = new Set([...servers.map(({ server }) => server.slug), ...unfinished.map(({ slug }) => slug)]);
  await removeOthers(dataDir, slugs);
  for (const { server, risks } of servers) {
    await writeServer(dataDir, server);
    await writeRisks(dataDir, risks);
  }
  for (const server of unfinished) await writeServer(dataDir, server);
  await writeDataFile(join(dataDir, "changes", "latest.json"), Changes, makeFixtureChanges());
  for (const { server } of large) {
    await writeDataFile(join(dataDir, "changes", "earlier.json"), Changes, makeLargeChanges(server));
  }
}

/** With more tools than one page lists, and a policy that is too long to print. */
function makeLargeServers(): SyntheticServer[] {
  return generateCatalogue(1, 600, 2)
    .map(({ server, risks }) => ({
      server: { ...server, slug: "many-tools", name: "Many Tools" },
      risks: { ...risks, slug: "many-tools" },
    }))
    .toArray();
}

/** What an earlier version of the fixtures left behind. */
async function removeOthers(dataDir: string, slugs: ReadonlySet<string>): Promise<void> {
  const { listServerSlugs, serverFolder } = await import("../../../scripts/lib/store.ts");
  for (const slug of await listServerSlugs(dataDir)) {
    if (!slugs.has(slug)) await rm(serverFolder(dataDir, slug), { recursive: true });
  }
}
