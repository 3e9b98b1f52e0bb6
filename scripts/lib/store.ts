/** The data folder: which file holds what. Paths are made of checked slugs only. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareCodePoints } from "../../src/core/compare.ts";
import { Server } from "../../src/core/schema/server.ts";
import { Slug } from "../../src/core/schema/slug.ts";
import { Risks } from "../../src/core/schema/verdict.ts";
import { loadDataFile, writeDataFile } from "./data-file.ts";

export const DEFAULT_DATA_DIR = "data";

export function serverFolder(dataDir: string, slug: Slug): string {
  return join(dataDir, "servers", Slug.parse(slug));
}

/** Slugs of the servers in `dataDir`, sorted; folders that are not slugs are not ours. */
export async function listServerSlugs(dataDir: string): Promise<Slug[]> {
  const entries = await readdir(join(dataDir, "servers"), { withFileTypes: true }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isDirectory() && Slug.safeParse(entry.name).success)
    .map((entry) => entry.name)
    .sort(compareCodePoints);
}

export function loadServer(dataDir: string, slug: Slug): Promise<Server | undefined> {
  return loadDataFile(join(serverFolder(dataDir, slug), "server.json"), Server);
}

export function writeServer(dataDir: string, server: Server): Promise<boolean> {
  return writeDataFile(join(serverFolder(dataDir, server.slug), "server.json"), Server, server);
}

export function loadRisks(dataDir: string, slug: Slug): Promise<Risks | undefined> {
  return loadDataFile(join(serverFolder(dataDir, slug), "risks.json"), Risks);
}

export function writeRisks(dataDir: string, risks: Risks): Promise<boolean> {
  return writeDataFile(join(serverFolder(dataDir, risks.slug), "risks.json"), Risks, risks);
}
