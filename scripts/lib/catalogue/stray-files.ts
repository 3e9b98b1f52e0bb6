/** Files and folders among the data that no stage writes: nobody reads them, and whoever left them there thinks otherwise. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { Slug } from "../../../src/core/schema/slug.ts";

interface Layout {
  folders?: boolean;
  /** Which names are the data's own. */
  isOwn(name: string): boolean;
}

const isSlug = (name: string) => Slug.safeParse(name).success;
const SERVERS: Layout = { folders: true, isOwn: isSlug };
const SERVER: Layout = { isOwn: (name) => name === "server.json" || name === "risks.json" };
const DISCOVERED: Layout = { isOwn: (name) => name === "servers.json" };
const CHANGES: Layout = { isOwn: (name) => name.endsWith(".json") };

/** Paths below `dataDir`, sorted. Hidden ones are not looked at: locks, and what editors and file managers leave. */
export async function findStrayFiles(dataDir: string): Promise<string[]> {
  const listed = await Promise.all([
    listStray(dataDir, "servers", SERVERS),
    listStray(dataDir, "discovered", DISCOVERED),
    listStray(dataDir, "changes", CHANGES),
  ]);
  return listed.flat();
}

/** Inside the folder of one server. */
export function findStrayFilesOf(dataDir: string, slug: string): Promise<string[]> {
  return listStray(dataDir, join("servers", slug), SERVER);
}

async function listStray(dataDir: string, folder: string, { folders = false, isOwn }: Layout): Promise<string[]> {
  const entries = await readdir(join(dataDir, folder), { withFileTypes: true }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .filter((entry) => !isOwn(entry.name) || entry.isDirectory() !== folders)
    .map(({ name }) => join(folder, name))
    .sort(compareCodePoints);
}
