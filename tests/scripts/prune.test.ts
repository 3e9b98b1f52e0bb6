/** What leaves the catalogue when no list names it, and what never does. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PruneOptions, pruneServers } from "../../scripts/lib/catalogue/prune.ts";
import { writeDataFile } from "../../scripts/lib/data-file.ts";
import { discoveredFile } from "../../scripts/lib/discover/discover.ts";
import { listServerSlugs, writeServer } from "../../scripts/lib/store.ts";
import { Discovered } from "../../src/core/schema/discovered.ts";

let folder: string;
let sourcesFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-prune-"));
  sourcesFile = join(folder, "sources.json");
  for (const slug of ["a", "b", "c"]) {
    const provenance = { method: "static", from: `npm:${slug}@1.0.0`, coverage: "complete" } as const;
    const base = { schemaVersion: 1 as const, packages: [], remotes: [], tools: [], issues: [] };
    await writeServer(folder, { ...base, slug, name: slug, provenance });
  }
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function prune(sources: unknown, options: Partial<PruneOptions> = {}) {
  await writeFile(sourcesFile, JSON.stringify(sources));
  return pruneServers({ dataDir: folder, sourcesFile, ...options });
}

it("removes what no list names, and what is a former slug by now", async () => {
  await writeDataFile(discoveredFile(folder), Discovered, {
    schemaVersion: 1,
    servers: [{ slug: "b", package: "npm:b", found: [{ in: "npm", as: "b" }] }],
  });
  const sources = [{ slug: "mine", formerSlugs: ["a"], package: "npm:a" }];
  expect(await prune(sources, { discoveredFile: discoveredFile(folder) })).toEqual(["a", "c"]);
  expect(await listServerSlugs(folder)).toEqual(["b"]);
});

it("removes nothing where it is only to say what it would remove", async () => {
  expect(await prune(["npm:a"], { isDryRun: true })).toEqual(["b", "c"]);
  expect(await listServerSlugs(folder)).toEqual(["a", "b", "c"]);
});

it.each([
  ["has a fault", ["npm:a", "nmp:b"]],
  ["is empty", []],
  ["is none", {}],
])("removes nothing where the list %s", async (_, sources) => {
  await expect(prune(sources)).rejects.toThrow();
  expect(await listServerSlugs(folder)).toEqual(["a", "b", "c"]);
});
