/** The discovery against registries on loopback: what is found, what is remembered, and what a fault costs. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { crawl } from "../../scripts/lib/crawl/crawl.ts";
import { type DiscoverOptions, discover, discoveredFile } from "../../scripts/lib/discover/discover.ts";
import { writeServer } from "../../scripts/lib/store.ts";
import type { Discovered } from "../../src/core/schema/discovered.ts";
import type { Server } from "../../src/core/schema/server.ts";
import { type Loopback, sendJson, startLoopback } from "../support/loopback.ts";
import {
  type FakeRegistry,
  makeEntry,
  type RegistryLoopback,
  startRegistryServer,
} from "../support/registry-server.ts";

let folder: string;
let server: Loopback;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-discover-"));
});

afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

function run(options: Partial<DiscoverOptions> = {}) {
  return discover({
    from: ["registry"],
    dataDir: folder,
    env: { MCP_REGISTRY_URL: server.url },
    secondMs: 5,
    today: Date.UTC(2026, 2, 1),
    ...options,
  });
}

async function readFound(): Promise<Discovered> {
  return JSON.parse(await readFile(discoveredFile(folder), "utf8"));
}

async function startRegistry(registry: FakeRegistry): Promise<RegistryLoopback> {
  const registryServer = await startRegistryServer(registry);
  server = registryServer;
  return registryServer;
}

const npm = (identifier: string) => ({ packages: [{ registryType: "npm", identifier }] });

describe("the MCP Registry", () => {
  it("is read page by page, the latest version of each server", async () => {
    const entries = ["a", "b", "c", "d", "e"].map((name) => makeEntry(`x/${name}`, npm(name)));
    const { queries } = await startRegistry({ entries });
    expect(await run()).toMatchObject({
      found: { registry: 5 },
      failures: [],
      totals: { servers: 5, new: 5, readable: 5 },
    });
    expect(queries.map((query) => query.get("cursor"))).toEqual([null, "2", "4"]);
    expect(queries.every((query) => query.get("version") === "latest")).toBe(true);
    expect((await readFound()).servers.map(({ slug }) => slug)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("is asked the second time for what has changed, and nothing else changes", async () => {
    const entries = [makeEntry("x/a", npm("a"), "2026-02-01T00:00:00Z"), makeEntry("x/b", npm("b"))];
    const { queries } = await startRegistry({ entries });
    await run();
    const before = await readFile(discoveredFile(folder), "utf8");
    await run();
    expect(queries.map((query) => query.get("updated_since"))).toEqual([null, "2026-02-01T00:00:00Z"]);
    expect(await readFile(discoveredFile(folder), "utf8")).toBe(before);
    await run({ full: true });
    expect(queries.at(-1)?.get("updated_since")).toBeNull();
  });

  it("is asked again for what has changed while it was read", async () => {
    const [read, news] = ["2026-02-28T23:30:00Z", "2026-03-01T00:00:05Z"];
    const entries = [makeEntry("x/a", npm("a")), makeEntry("x/b", npm("b"), read), makeEntry("x/c", npm("c"), news)];
    const { queries } = await startRegistry({ entries });
    await run();
    await run();
    expect(queries.at(-1)?.get("updated_since")).toBe("2026-01-01T00:00:00Z");
  });

  it("takes back what it deletes, unless another place lists it", async () => {
    const listing: FakeRegistry = { entries: [makeEntry("x/a", npm("a")), makeEntry("x/b", npm("b"))] };
    await startRegistry(listing);
    const file = join(folder, "list.md");
    await writeFile(file, "npm:b\n");
    expect(await run({ from: ["registry", "file"], file })).toMatchObject({ totals: { servers: 2 } });
    listing.entries = ["a", "b"].map((name) => makeEntry(`x/${name}`, npm(name), "2026-02-01T00:00:00Z", "deleted"));
    expect(await run()).toMatchObject({ found: { registry: 0 }, totals: { servers: 1 } });
    expect((await readFound()).servers).toMatchObject([{ slug: "b", found: [{ in: "file", as: "npm:b" }] }]);
  });

  it("leaves out what was deleted there, and what is not of its form", async () => {
    await startRegistry({
      entries: [makeEntry("x/a", npm("a"), undefined, "deleted"), { nonsense: 1 }, makeEntry("x/b", npm("b"))],
    });
    expect(await run()).toMatchObject({ found: { registry: 1 }, totals: { servers: 1 } });
  });

  it("stops at the limit", async () => {
    const entries = Array.from({ length: 10 }, (_, index) => makeEntry(`x/${index}`, npm(`p${index}`)));
    await startRegistry({ entries, pageSize: 4 });
    expect((await run({ limit: 8 })).found.registry).toBe(8);
  });

  it.each([
    ["a cursor that never ends", "endless", "without an end"],
    ["a page that is no JSON", "html", "cannot be used"],
    ["server errors that stay", 503, "answered 503"],
  ] as const)("names %s, and keeps what it has", async (_, fault, sentence) => {
    const entries = [makeEntry("x/a", npm("a")), makeEntry("x/b", npm("b")), makeEntry("x/c", npm("c"))];
    await startRegistry({ entries, fault, faultFrom: 2 });
    const report = await run();
    expect(report.failures.join()).toContain(sentence);
    expect(report.totals.servers).toBe(2);
    // The next run must not believe that it has seen everything.
    expect((await readFound()).registryUpdatedAt).toBeUndefined();
  });
});

describe("GitHub", () => {
  it("is searched in parts that stay below its limit of 1000 results", async () => {
    const queries: string[] = [];
    server = await startLoopback((request, response) => {
      const query = new URL(request.url ?? "", "http://x").searchParams.get("q") ?? "";
      queries.push(query);
      const [, topic, from = "", to = ""] = /topic:(\S+) created:(\S+)\.\.(\S+)/.exec(query) ?? [];
      const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      const isFirst = topic === "mcp-server";
      sendJson(response, 200, {
        total_count: isFirst && days > 4000 ? 1500 : isFirst ? 1 : 0,
        items: isFirst ? [{ full_name: `o/r-${from}` }] : [],
      });
    });
    const options = { from: ["github"] as const, env: { GITHUB_API_URL: server.url }, today: Date.UTC(2026, 0, 10) };
    expect(await run(options)).toMatchObject({ found: { github: 2 }, failures: [] });
    expect(queries.filter((query) => query.includes("topic:mcp-server "))).toEqual([
      "topic:mcp-server created:2008-01-01..2026-01-10",
      "topic:mcp-server created:2008-01-01..2017-01-05",
      "topic:mcp-server created:2017-01-06..2026-01-10",
    ]);
  });
});

describe("npm", () => {
  it("is searched by keyword", async () => {
    server = await startLoopback((_, response) => {
      const objects = [{ package: { name: "@o/a", links: { repository: "git+https://github.com/o/a.git" } } }];
      sendJson(response, 200, { objects: [...objects, { package: { name: "../x" } }], total: 2 });
    });
    const env = { npm_config_registry: server.url, npm_config_cache: folder };
    expect(await run({ from: ["npm"], env })).toMatchObject({ found: { npm: 1 }, failures: [] });
    expect((await readFound()).servers).toEqual([
      { slug: "o-a", repository: "github:o/a", package: "npm:@o/a", found: [{ in: "npm", as: "@o/a" }] },
    ]);
  });
});

describe("a list", () => {
  it("is read line by line, and merged with what is known", async () => {
    await startRegistry({
      entries: [makeEntry("x/a", { ...npm("a"), repository: { url: "https://github.com/o/r" } })],
    });
    const file = join(folder, "list.md");
    await writeFile(file, "# Servers\n- [R](https://github.com/O/R) - x\nnpm:b\nnpm:../c\n");
    const report = await run({ from: ["registry", "file"], file });
    expect(report).toMatchObject({ found: { registry: 1, file: 2 }, totals: { servers: 2 } });
    expect(report.failures).toEqual([expect.stringContaining("line 4")]);
    expect((await readFound()).servers[1]?.found.map((sighting) => sighting.in)).toEqual(["file", "registry"]);
  });
});

describe("a repository that was renamed", () => {
  const makeServer = (from: string, name: string): Server => ({
    schemaVersion: 1,
    slug: "o-old",
    name: "x",
    repository: { host: "github.com", owner: "o", name, url: `https://github.com/o/${name}` },
    packages: [],
    remotes: [],
    provenance: { method: "static", from, coverage: "complete" },
    tools: [],
    issues: [],
  });

  async function runAfter(server: Server) {
    const file = join(folder, "list.txt");
    await writeFile(file, "github:o/old#sub\ngithub:o/new#sub\n");
    server.slug = "o-old-sub";
    await run({ from: ["file"], file });
    await writeServer(folder, server);
    await run({ from: ["file"], file });
    return (await readFound()).servers;
  }

  it("is one server with the one of its new name, as the crawl has found out", async () => {
    server = await startLoopback(() => {});
    const servers = await runAfter(makeServer(`github:o/old@${"1".repeat(40)}`, "new"));
    const repository = "github:o/new#sub";
    const former = { formerSlugs: ["o-old-sub"], formerRepositories: ["github:o/old"] };
    expect(servers).toMatchObject([{ slug: "o-new-sub", repository, ...former }]);
  });

  it("is not what only a package says of itself", async () => {
    server = await startLoopback(() => {});
    expect(await runAfter(makeServer("npm:x@1.0.0", "new"))).toHaveLength(2);
  });
});

describe("what was found", () => {
  it("can be crawled beside what people list", async () => {
    await startRegistry({ entries: [makeEntry("x/a", npm("a"))] });
    await run();
    const sourcesFile = join(folder, "sources.json");
    await writeFile(sourcesFile, "[]");
    const env = { npm_config_registry: "http://127.0.0.1:9", npm_config_cache: folder, npm_config_fetch_retries: "0" };
    const stateFile = join(folder, "state.jsonl");
    const report = await crawl({
      sourcesFile,
      discoveredFile: discoveredFile(folder),
      dataDir: folder,
      env,
      stateFile,
    });
    expect(report.servers.map(({ slug }) => slug)).toEqual(["a"]);
  });
});
