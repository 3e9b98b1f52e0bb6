/** The crawl as a whole, on loopback: what is written, what is kept, what is said, and that one fault costs one server. */

import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CrawlOptions } from "../../scripts/lib/crawl.ts";
import { isInShard } from "../../scripts/lib/crawl-sources.ts";
import { openCrawlState } from "../../scripts/lib/crawl-state.ts";
import type { Server } from "../../src/core/schema/server.ts";
import { type CrawlCase, makeCrawlCase, makeServerFiles } from "../support/crawl-case.ts";
import { commitOf, FAULTS, type FakeRepository, startGithubServer } from "../support/github-server.ts";
import type { Loopback } from "../support/loopback.ts";
import { type FakePackage, startNpmServer } from "../support/npm-server.ts";
import { makeRawTarball } from "../support/tarball.ts";

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const item of open.splice(0)) await item.close();
});

interface Setting {
  packages?: Record<string, FakePackage>;
  repositories?: Record<string, FakeRepository>;
}

async function makeSetting({ packages = {}, repositories }: Setting) {
  const npm = await startNpmServer(packages);
  const github = repositories && (await startGithubServer(repositories));
  const test = await makeCrawlCase({ npmUrl: npm.url, ...(github && { githubUrl: github.url }) });
  open.push(npm, { close: () => test.remove() }, ...(github ? [github] : []));
  return { test, npm, github: github as Loopback };
}

async function readServer({ dataDir }: CrawlCase, slug: string): Promise<Server> {
  return JSON.parse(await readFile(join(dataDir, "servers", slug, "server.json"), "utf8"));
}

const states = (report: { servers: { slug: string; state: string }[] }) =>
  Object.fromEntries(report.servers.map(({ slug, state }) => [slug, state]));

describe("where a server is read", () => {
  const repository = {
    files: {
      ...makeServerFiles("from_repository"),
      LICENSE: "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy",
    },
  };
  const source = { slug: "s", repository: "github:o/r", package: "npm:p@1.0.0" };
  const packages = { p: { files: makeServerFiles("from_package") } };

  it("is the repository where it can be reached", async () => {
    const { test } = await makeSetting({ packages, repositories: { "o/r": repository } });
    const report = await test.run([source]);
    const commit = commitOf(repository);
    expect(report.servers).toEqual([{ slug: "s", state: "new", tools: 1, from: `github:o/r@${commit}`, reasons: [] }]);
    expect(await readServer(test, "s")).toMatchObject({
      license: "MIT",
      repository: { host: "github.com", owner: "o", name: "r", url: "https://github.com/o/r", commit },
      packages: [{ registry: "npm", name: "p", version: "1.0.0" }],
      tools: [{ name: "from_repository" }],
    });
  });

  it.each([
    ["there is no GitHub", undefined, "GitHub cannot be reached"],
    ["there is no such repository", {}, "no public repository"],
    ["the limit is used up", { "o/r": { ...repository, faults: [FAULTS.primaryLimit] } }, "rate limit is used up"],
    ["the repository shows no tool", { "o/r": { files: makeServerFiles() } }, "no tool could be read"],
  ])("is the package where %s, and says so", async (_, repositories, reason) => {
    const { test } = await makeSetting({ packages, ...(repositories && { repositories }) });
    const { servers } = await test.run([source]);
    expect(servers).toMatchObject([{ state: "new", from: "npm:p@1.0.0" }]);
    expect(servers[0]?.reasons.join()).toContain(reason);
    expect((await readServer(test, "s")).tools.map(({ name }) => name)).toEqual(["from_package"]);
  });

  it("is a subfolder of a repository where the source names one", async () => {
    const files = { "a/tools.json": '[{"name":"a"}]', "b/package.json": '{"name":"b","license":"ISC"}' };
    const { test } = await makeSetting({ repositories: { "o/r": { files } } });
    const report = await test.run(["github:o/r#a", "github:o/r#nowhere"]);
    expect(states(report)).toEqual({ "o-r-a": "new", "o-r-nowhere": "failed" });
    expect((await readServer(test, "o-r-a")).repository?.subfolder).toBe("a");
  });

  it("is a local folder, named as it was written", async () => {
    const { test } = await makeSetting({});
    await mkdir(join(test.folder, "mine"));
    await writeFile(join(test.folder, "mine", "tools.json"), '[{"name":"local"}]');
    const report = await test.run(["dir:mine", "dir:nothing"]);
    expect(report.servers).toMatchObject([
      { slug: "mine", state: "new", from: "dir:mine" },
      { slug: "nothing", state: "failed" },
    ]);
  });

  it("is a dependency of the same maker where the package itself shows no tool", async () => {
    const { test } = await makeSetting({
      packages: {
        "@maker/mcp": {
          files: { "cli.js": 'require("@maker/tools/lib")', "index.d.ts": 'import "@maker/tool"' },
          dependencies: { "@maker/tool": "^1.0.0", "@maker/tools": "^1.0.0", other: "^1.0.0" },
        },
        // Not imported: what it holds is not what the server offers.
        "@maker/tool": { files: makeServerFiles("foreign") },
        "@maker/tools": { files: makeServerFiles("deep") },
      },
    });
    const report = await test.run([{ slug: "s", package: "npm:@maker/mcp" }]);
    expect(report.servers).toMatchObject([{ state: "new", tools: 1, from: "npm:@maker/mcp@1.0.0" }]);
    expect([...(test.extracted.at(-1)?.keys() ?? [])]).toContain("node_modules/@maker/tools/tools.json");
  });

  it("is such a dependency also where the package's README lists tools, and the README where none has any", async () => {
    const files = { "cli.js": 'require("@maker/tools")', "readme.json": JSON.stringify([{ name: "advertised" }]) };
    const dependencies = { "@maker/tools": "^1.0.0" };
    const tools: Record<string, string> = makeServerFiles("deep");
    const { test } = await makeSetting({
      packages: { "@maker/mcp": { files, dependencies }, "@maker/tools": { files: tools } },
    });
    await test.run([{ slug: "s", package: "npm:@maker/mcp" }]);
    expect((await readServer(test, "s")).tools.map(({ name }) => name)).toEqual(["deep"]);

    const without = await makeSetting({
      packages: { "@maker/mcp": { files, dependencies }, "@maker/tools": { files: { "a.js": "" } } },
    });
    await without.test.run([{ slug: "s", package: "npm:@maker/mcp" }]);
    const server = await readServer(without.test, "s");
    expect(server.tools.map(({ name }) => name)).toEqual(["advertised"]);
    expect(server.provenance.method).toBe("readme");
  });
});

describe("a second run", () => {
  it("fetches and writes nothing where nothing has changed", async () => {
    const repository = { files: makeServerFiles("r") };
    const packages = { p: { files: makeServerFiles("p") }, none: { files: { "a.js": "" } } };
    const { test, npm, github } = await makeSetting({ packages, repositories: { "o/r": repository } });
    const sources = ["npm:p", "npm:none", "github:o/r"];
    await test.run(sources);
    const before = await readFile(join(test.dataDir, "servers/p/server.json"), "utf8");
    npm.requests.length = github.requests.length = test.extracted.length = 0;
    expect(states(await test.run(sources))).toEqual({ p: "unchanged", none: "unchanged", "o-r": "unchanged" });
    expect(test.extracted).toEqual([]);
    expect([...npm.requests, ...github.requests].filter((request) => /tgz|tarball/.test(request))).toEqual([]);
    expect(await readFile(join(test.dataDir, "servers/p/server.json"), "utf8")).toBe(before);
  });

  it("reads a new version, and only that", async () => {
    const packages: Record<string, FakePackage> = {
      p: { files: makeServerFiles("a") },
      q: { files: makeServerFiles("b") },
    };
    const { test } = await makeSetting({ packages });
    await test.run(["npm:p", "npm:q"]);
    packages["p"] = { version: "2.0.0", files: makeServerFiles("a", "c") };
    const report = await test.run(["npm:p", "npm:q"]);
    expect(report.servers).toMatchObject([
      { slug: "p", state: "changed", tools: 2, from: "npm:p@2.0.0" },
      { slug: "q", state: "unchanged", tools: 1 },
    ]);
  });

  it("writes the same bytes again where everything was deleted", async () => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("b", "a") } } });
    await test.run(["npm:p"]);
    const path = join(test.dataDir, "servers/p/server.json");
    const before = await readFile(path, "utf8");
    await writeFile(path, "broken {");
    const report = await test.run(["npm:p"]);
    expect(report.servers[0]?.reasons.join()).toContain("is not JSON");
    expect(await readFile(path, "utf8")).toBe(before);
  });

  it.each([
    ["fails", { answer: 500 }],
    [
      "sends another archive than it says",
      { version: "2.0.0", integrity: `sha512-${Buffer.alloc(64).toString("base64")}` },
    ],
    ["lost the package", { answer: 404 }],
    ["has a version without tools", { version: "2.0.0", files: { "a.js": "" } }],
  ] satisfies [string, FakePackage][])("keeps the last good data where the registry %s", async (_, fault) => {
    const packages: Record<string, FakePackage> = { p: { files: makeServerFiles("a") } };
    const { test } = await makeSetting({ packages });
    await test.run(["npm:p"]);
    packages["p"] = fault;
    const report = await test.run(["npm:p"]);
    expect(report.servers).toMatchObject([{ slug: "p", state: "kept", tools: 1, from: "npm:p@1.0.0" }]);
    expect(report.servers[0]?.reasons).toHaveLength(1);
    expect((await readServer(test, "p")).tools).toHaveLength(1);
  });

  it("goes by npm's cache where the registry cannot be reached", async () => {
    const packages: Record<string, FakePackage> = { p: { files: makeServerFiles("a") } };
    const { test } = await makeSetting({ packages });
    expect((await test.run(["npm:p"])).servers).toMatchObject([{ state: "new", reasons: [] }]);
    packages["p"] = { answer: "refuse" };
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "unchanged" });
    await rm(join(test.folder, "npm-cache"), { recursive: true });
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "kept" });
  });

  it("does not replace the repository by the package for a moment without GitHub", async () => {
    const repository: FakeRepository = { files: makeServerFiles("from_repository") };
    const { test } = await makeSetting({
      packages: { p: { files: makeServerFiles("from_package") } },
      repositories: { "o/r": repository },
    });
    const source = { slug: "s", repository: "github:o/r", package: "npm:p" };
    await test.run([source]);
    repository.faults = [FAULTS.primaryLimit];
    expect(states(await test.run([source]))).toEqual({ s: "kept" });
    expect((await readServer(test, "s")).provenance.from).toMatch(/^github:/);
  });
});

describe("a repository that is not what it was", () => {
  const source = { slug: "s", repository: "github:o/r" };

  it.each([
    ["gone", undefined],
    ["blocked", { faults: [FAULTS.blocked] }],
    ["empty", { faults: [FAULTS.empty] }],
  ] satisfies [string, FakeRepository | undefined][])("keeps its data, and is marked as %s", async (state, now) => {
    const repositories: Record<string, FakeRepository> = { "o/r": { files: makeServerFiles("a") } };
    const { test } = await makeSetting({ repositories });
    await test.run([source]);
    const before = await readServer(test, "s");
    if (now) repositories["o/r"] = now;
    else delete repositories["o/r"];
    expect(states(await test.run([source]))).toEqual({ s: "changed" });
    expect(await readServer(test, "s")).toEqual({ ...before, repository: { ...before.repository, state } });
    if (now) now.faults = [...now.faults];
    else expect(states(await test.run([source]))).toEqual({ s: "kept" });
  });

  it("is followed to its new name, and the source named as stale", async () => {
    const { test } = await makeSetting({ repositories: { "o/r": { files: makeServerFiles("a"), movedTo: "p/q" } } });
    await test.run([source]);
    const server = await readServer(test, "s");
    expect(server.repository).toMatchObject({ owner: "p", name: "q", url: "https://github.com/p/q" });
    expect(server.issues).toEqual([{ code: "repository-renamed", args: { from: "o/r", to: "p/q" } }]);
  });
});

describe("one server under two names", () => {
  it("is crawled under the name that it has now", async () => {
    const moved: FakeRepository = { files: makeServerFiles("a"), movedTo: "p/q" };
    const { test } = await makeSetting({ repositories: { "o/r": moved, "p/q": { files: makeServerFiles("a") } } });
    const report = await test.run(["github:o/r", "github:p/q"]);
    expect(states(report)).toEqual({ "o-r": "failed", "p-q": "new" });
    expect(report.servers[0]?.reasons.join()).toContain("listed as p-q");
  });
});

describe("large catalogues", () => {
  const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const packages = Object.fromEntries(names.map((name) => [name, { files: makeServerFiles(name) }]));
  const sources = names.map((name) => `npm:${name}`);

  it("are crawled in parts that have nothing in common and together are the whole", async () => {
    const { test } = await makeSetting({ packages });
    const parts: string[][] = [];
    for (const index of [1, 2, 3]) {
      const report = await test.run(sources, { shard: { index, count: 3 } });
      parts.push(report.servers.map(({ slug }) => slug));
    }
    expect(parts.every((part) => part.length > 0 && part.length < 30)).toBe(true);
    expect(parts.flat().sort()).toEqual(names.toSorted());
    expect(new Set(parts.flat()).size).toBe(30);
  });

  it("go on with those that were never seen, then with those seen longest ago", async () => {
    const { test } = await makeSetting({ packages });
    for (const name of ["npm:p0", "npm:p1", "npm:p0"]) await test.run([name]);
    const state = await openCrawlState(join(test.folder, "state.jsonl"));
    const order = ["p0", "p1", "p2"].toSorted((a, b) => state.position(a) - state.position(b));
    expect(order).toEqual(["p2", "p1", "p0"]);
  });
});

describe("two runs on the same data", () => {
  async function runBoth(first: Partial<CrawlOptions>, second: Partial<CrawlOptions>) {
    const { test } = await makeSetting({ packages: { p: { answer: "hang" } } });
    const stop = new AbortController();
    const running = test.run(["npm:p"], { ...first, signal: stop.signal });
    await expect.poll(() => readdir(join(test.dataDir, "servers")).catch(() => [])).toHaveLength(1);
    const other = await test.run([], second).catch((error: Error) => error.message);
    stop.abort();
    await running;
    return { test, other };
  }

  it("lets the second one say so and stop", async () => {
    const { test, other } = await runBoth({}, {});
    expect(other).toContain("Another crawl of this data is at work");
    expect(await readdir(join(test.dataDir, "servers"))).toEqual([]);
  });

  it("lets parts of one division run side by side, and not beside the whole", async () => {
    const [shard, sister] = isInShard("p", { index: 1, count: 2 })
      ? [
          { index: 1, count: 2 },
          { index: 2, count: 2 },
        ]
      : [
          { index: 2, count: 2 },
          { index: 1, count: 2 },
        ];
    expect((await runBoth({ shard }, { shard: sister })).other).toHaveProperty("totals");
    expect((await runBoth({ shard }, {})).other).toContain("Another crawl");
    expect((await runBoth({ shard }, { shard: { index: 3, count: 3 } })).other).toContain("Another crawl");
  });

  it.each([
    ["of a run that was killed", () => spawnSync(process.execPath, ["--version"]).pid],
    ["of a run before a restart, which had our number", () => process.pid],
  ])("takes over the lock %s", async (_, findPid) => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("a") } } });
    await mkdir(join(test.dataDir, "servers"), { recursive: true });
    await writeFile(
      join(test.dataDir, "servers", ".crawl-1-of-1.lock"),
      JSON.stringify({ pid: findPid(), host: hostname() }),
    );
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "new" });
  });
});

describe("bad input costs one server, never the run", () => {
  it("names what failed, and reads the rest", async () => {
    const { test } = await makeSetting({
      packages: {
        good: { files: makeServerFiles("a") },
        page: { answer: "html" },
        climbing: { tarball: await makeRawTarball([{ name: "package/../../x.js", content: "1" }]) },
      },
    });
    const report = await test.run(["npm:nothing", "npm:page", "npm:climbing", "npm:good", "pypi:x", "npm:good"]);
    expect(states(report)).toEqual({ climbing: "new", good: "new", nothing: "failed", page: "failed" });
    expect(report.totals).toMatchObject({ servers: 4, failed: 2, new: 2, tools: 1 });
    expect(report.sourceIssues).toHaveLength(2);
    expect((await readServer(test, "climbing")).issues.map(({ code }) => code)).toEqual([
      "not-extractable",
      "unsafe-paths",
    ]);
  });

  it("does not call complete what was read in part", async () => {
    const large = { ...makeServerFiles("a"), "large.js": "x".repeat(11 * 2 ** 20) };
    const { test } = await makeSetting({ packages: { p: { files: large }, q: { files: makeServerFiles("a") } } });
    await test.run(["npm:p", "npm:q"]);
    expect((await readServer(test, "p")).provenance.coverage).toBe("partial");
    expect((await readServer(test, "q")).provenance.coverage).toBe("complete");
  });

  it("never calls a server without found tools one of 0 tools", async () => {
    const { test } = await makeSetting({ packages: { p: { files: { "a.js": "" } } } });
    await test.run(["npm:p"]);
    const server = await readServer(test, "p");
    expect(server.provenance.coverage).toBe("unknown");
    expect(server.issues.map(({ code }) => code)).toEqual(["not-extractable"]);
  });

  it.each([
    ["broken JSON", "[", "is not JSON"],
    ["no list", "{}", "expected"],
  ])("says what is wrong with a list of sources that is %s", async (_, text, sentence) => {
    const { test } = await makeSetting({});
    await expect(test.run(text)).rejects.toThrow(sentence);
  });

  it("says that there is no list of sources, and no such server in it", async () => {
    const { test } = await makeSetting({});
    await expect(test.run([], { sourcesFile: join(test.folder, "none.json") })).rejects.toThrow("There is no file");
    await expect(test.run(["npm:a"], { only: "b" })).rejects.toThrow("no source with the slug b");
  });

  it("does not take an extraction that was stopped for a server without tools", async () => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("a") } } });
    const stats = { files: 0, parsedFiles: 0, bytes: 0, idioms: {} };
    const issues = [{ code: "extraction-timed-out", args: { seconds: 60 } }];
    const stopped = { tools: [], method: "static" as const, coverage: "unknown" as const, issues, stats };
    const extractor = { extract: async () => stopped, close: async () => {} };
    expect(states(await test.run(["npm:p"], { extractor }))).toEqual({ p: "failed" });
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "new" });
    await rm(join(test.folder, "state.jsonl"));
    expect(states(await test.run(["npm:p"], { extractor }))).toEqual({ p: "kept" });
  });

  it("does not lose the others to a fault of the extraction", async () => {
    const { test } = await makeSetting({
      packages: { p: { files: { "tools.json": "{" } }, q: { files: makeServerFiles("a") } },
    });
    const report = await test.run(["npm:p", "npm:q"]);
    expect(states(report)).toEqual({ p: "failed", q: "new" });
    expect(report.servers[0]?.reasons.join()).not.toContain("\n");
  });
});

describe("hostile tools", () => {
  async function crawlTools(...tools: object[]): Promise<Server> {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles(...tools) } } });
    expect((await test.run(["npm:p"])).servers).toMatchObject([{ state: "new", reasons: [] }]);
    expect(await readdir(join(test.dataDir, "servers"))).toEqual(["p"]);
    return readServer(test, "p");
  }

  it("keeps names that are no file names, and text that is no text of ours", async () => {
    const description = "<script>alert(1)</script></script>";
    const names = ["../../x", "CON", "a".repeat(5000), "Pause", "pause"];
    const server = await crawlTools(...names.map((name) => ({ name, description })));
    expect(server.tools.map(({ name }) => name)).toEqual(["../../x", "CON", "Pause", "a".repeat(5000), "pause"]);
    expect(server.tools.every((tool) => tool.description === description)).toBe(true);
  });

  it("leaves out names that cannot be stored", async () => {
    const server = await crawlTools({ name: "__proto__" }, { name: "a".repeat(10_001) }, { name: "" }, { name: "ok" });
    expect(server.tools.map(({ name }) => name)).toEqual(["ok"]);
    expect(server.issues.map(({ code }) => code)).toEqual(["tool-refused", "tool-refused", "tool-refused"]);
  });

  it("counts a tool that is defined twice once", async () => {
    const server = await crawlTools({ name: "a", description: "first" }, { name: "a", description: "second" });
    expect(server.tools).toMatchObject([{ name: "a", description: "first" }]);
    expect(server.issues).toEqual([{ code: "tool-repeated", args: { name: "a" } }]);
  });

  it.each([
    ["is not an object", "text"],
    ["is a list", []],
    ["is deeper than anything can read", JSON.parse(`${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`)],
  ])("leaves out a schema that %s, and keeps the tool", async (_, inputSchema) => {
    const server = await crawlTools({ name: "a", description: "b", inputSchema });
    expect(server.tools).toMatchObject([{ name: "a", description: "b" }]);
    expect(server.tools[0]?.inputSchema).toBeUndefined();
    expect(server.issues).toMatchObject([{ code: "field-refused", args: { tool: "a", field: "inputSchema" } }]);
  });
});

describe("a run that was killed", () => {
  it("leaves nothing behind that the next one does not clear away", async () => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("a") } } });
    const folder = join(test.dataDir, "servers", "p");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "server.json.1234567"), '{"half');
    await writeFile(join(test.folder, "state.jsonl"), '{"slug":"p","source":"hal');
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "new" });
    expect(await readdir(folder)).toEqual(["server.json"]);
    expect(states(await test.run(["npm:p"]))).toEqual({ p: "unchanged" });
  });
});

describe("Ctrl-C", () => {
  it("stops at once, keeps what is written, and the next run does the rest only", async () => {
    const packages: Record<string, FakePackage> = { a: { files: makeServerFiles("a") }, z: { answer: "hang" } };
    const { test } = await makeSetting({ packages });
    const stop = new AbortController();
    const running = test.run(["npm:a", "npm:z"], { signal: stop.signal });
    await expect.poll(() => readdir(join(test.dataDir, "servers", "a")).catch(() => [])).toEqual(["server.json"]);
    stop.abort(new Error("stopped"));
    const report = await running;
    expect(report).toMatchObject({ interrupted: true, totals: { servers: 1 } });
    packages["z"] = { files: makeServerFiles("z") };
    expect(states(await test.run(["npm:a", "npm:z"]))).toEqual({ a: "unchanged", z: "new" });
  });
});
