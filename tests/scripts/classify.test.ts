/** The classification stage on a data folder: skipping, broken files, determinism. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { classify } from "../../scripts/lib/classify/classify-stage.ts";
import { hashDefinition } from "../../scripts/lib/hash.ts";
import { writeServer } from "../../scripts/lib/store.ts";
import type { ToolDefinition } from "../../src/core/schema/tool.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-classify-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (options = {}) => classify({ dataDir: folder, overridesDir: join(folder, "overrides"), ...options });
const risksFile = (slug: string) => join(folder, "servers", slug, "risks.json");

async function addServer(slug: string, tools: ToolDefinition[]): Promise<void> {
  await writeServer(folder, {
    schemaVersion: 1,
    slug,
    name: slug,
    packages: [],
    remotes: [],
    provenance: { method: "static", from: "npm:x@1.0.0", coverage: "complete" },
    tools: tools.map(hashDefinition),
    issues: [],
  });
}

test("judges every tool, and a second run changes nothing", async () => {
  await addServer("a", [{ name: "delete_note" }, { name: "list_notes" }]);
  const first = await run();
  expect(first.totals).toEqual({ servers: 1, tools: 2, judged: 2, failed: 0 });
  expect(first.categories).toMatchObject({ destructive: 1, read: 1 });
  const [bytes, written] = [await readFile(risksFile("a"), "utf8"), (await stat(risksFile("a"))).mtimeMs];
  const second = await run();
  expect(second.totals.judged).toBe(0);
  expect(second.servers[0]?.changed).toBe(false);
  expect(await readFile(risksFile("a"), "utf8")).toBe(bytes);
  expect((await stat(risksFile("a"))).mtimeMs).toBe(written);
});

test("judges only what changed", async () => {
  await addServer("a", [{ name: "list_notes" }]);
  await addServer("b", [{ name: "list_books" }]);
  await run();
  await addServer("b", [{ name: "list_books", description: "Deletes all books" }]);
  const report = await run();
  expect(report.servers.map(({ slug, judged }) => [slug, judged])).toEqual([
    ["a", 0],
    ["b", 1],
  ]);
});

test("names a broken server.json, and the rest goes on", async () => {
  await addServer("b", [{ name: "list_books" }]);
  await mkdir(join(folder, "servers/a"), { recursive: true });
  await writeFile(join(folder, "servers/a/server.json"), "{");
  const report = await run();
  expect(report.failures).toHaveLength(1);
  expect(report.failures[0]).toMatchObject({ slug: "a", reason: expect.stringMatching(/server\.json is not JSON/) });
  expect(report.totals).toMatchObject({ servers: 1, failed: 1 });
});

test("writes a broken risks.json anew", async () => {
  await addServer("a", [{ name: "list_notes" }]);
  await run();
  const bytes = await readFile(risksFile("a"), "utf8");
  await writeFile(risksFile("a"), bytes.slice(0, 40));
  expect((await run()).failures).toEqual([]);
  expect(await readFile(risksFile("a"), "utf8")).toBe(bytes);
});

test("keeps names that are odd apart", async () => {
  const names = ["CON", "List", "__proto__", "constructor", "list", "../../x"].sort();
  await addServer(
    "a",
    names.map((name) => ({ name, description: "Delete a note" })),
  );
  await run();
  const { verdicts } = JSON.parse(await readFile(risksFile("a"), "utf8"));
  for (const name of names.filter((one) => one !== "__proto__")) expect(Object.hasOwn(verdicts, name), name).toBe(true);
  expect(verdicts.constructor.category).toBe("destructive");
});

test("a server that is not there is a clear sentence", async () => {
  await expect(run({ only: "none" })).rejects.toThrow(/has no server "none"\. Run the crawl first/);
});

test("stops between two servers", async () => {
  await addServer("a", [{ name: "list_notes" }]);
  const report = await run({ signal: AbortSignal.abort() });
  expect(report).toMatchObject({ interrupted: true, totals: { servers: 0 } });
});
