/** What a second run does: only what has changed, and never for the worse. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting, readServer } from "../../support/crawl-setting.ts";
import { FAULTS, type FakeRepository } from "../../support/github-server.ts";
import type { FakePackage } from "../../support/npm-server.ts";

describe("a second run", () => {
  it("fetches and writes nothing where nothing has changed", async () => {
    const repository = { files: makeServerFiles("r") };
    const packages = { p: { files: makeServerFiles("p") }, none: { files: { "a.js": "" } } };
    const { test, npm, github } = await makeSetting({ packages, repositories: { "o/r": repository } });
    const sources = ["npm:p", "npm:none", "github:o/r"];
    await test.run(sources);
    const before = await readFile(join(test.dataDir, "servers/p/server.json"), "utf8");
    npm.requests.length = github.requests.length = test.extracted.length = 0;
    expect(listStates(await test.run(sources))).toEqual({ p: "unchanged", none: "unchanged", "o-r": "unchanged" });
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
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "unchanged" });
    await rm(join(test.folder, "npm-cache"), { recursive: true });
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "kept" });
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
    expect(listStates(await test.run([source]))).toEqual({ s: "kept" });
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
    expect(listStates(await test.run([source]))).toEqual({ s: "changed" });
    expect(await readServer(test, "s")).toEqual({ ...before, repository: { ...before.repository, state } });
    if (now) now.faults = [...now.faults];
    else expect(listStates(await test.run([source]))).toEqual({ s: "kept" });
  });

  it("stays archived for a run without a token, which is not told so", async () => {
    const { test, github } = await makeSetting({
      repositories: { "o/r": { files: makeServerFiles("a"), archived: true } },
    });
    const env = { GITHUB_API_URL: github.url, npm_config_cache: test.folder };
    await test.run([source], { env: { ...env, GITHUB_TOKEN: "t" } });
    expect((await readServer(test, "s")).repository?.state).toBe("archived");
    expect(listStates(await test.run([source], { env }))).toEqual({ s: "unchanged" });
    expect((await readServer(test, "s")).repository?.state).toBe("archived");
  });

  it.each([
    ["under the same name", "o/r"],
    ["under a name that led elsewhere before", "p/q"],
  ])("is another one %s, which stays said", async (_, name) => {
    const files = makeServerFiles("a");
    const repositories: Record<string, FakeRepository> = {
      "o/r": { files, id: 11, ...(name !== "o/r" && { movedTo: name }) },
    };
    const { test, github } = await makeSetting({ repositories });
    const env = { GITHUB_API_URL: github.url, npm_config_cache: test.folder };
    const signed = { env: { ...env, GITHUB_TOKEN: "t" } };
    await test.run([source], signed);
    expect((await readServer(test, "s")).repository).toMatchObject({ id: 11 });
    repositories["o/r"] = { files: makeServerFiles("b"), id: 22, forkOf: "x/y" };
    await test.run([source], signed);
    expect((await readServer(test, "s")).repository).toMatchObject({ id: 22, replaces: 11, forkOf: "x/y" });
    for (const [tool, run] of [
      ["c", signed],
      ["d", { env }],
    ] as const) {
      repositories["o/r"].files = makeServerFiles(tool);
      await test.run([source], run);
      const { repository, tools } = await readServer(test, "s");
      expect(repository).toMatchObject({ id: 22, replaces: 11, forkOf: "x/y" });
      expect(tools.map(({ name }) => name)).toEqual([tool]);
    }
  });

  it("is the same one under its new name", async () => {
    const repository: FakeRepository = { files: makeServerFiles("a"), id: 11 };
    const { test, github } = await makeSetting({ repositories: { "o/r": repository } });
    const env = { GITHUB_API_URL: github.url, npm_config_cache: test.folder, GITHUB_TOKEN: "t" };
    await test.run([source], { env });
    Object.assign(repository, { files: makeServerFiles("b"), movedTo: "p/q" });
    await test.run([source], { env });
    const moved = (await readServer(test, "s")).repository;
    expect(moved).toMatchObject({ owner: "p", name: "q", id: 11 });
    expect(moved).not.toHaveProperty("replaces");
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
    expect(listStates(report)).toEqual({ "o-r": "failed", "p-q": "new" });
    expect(report.servers[0]?.reasons.join()).toContain("listed as p-q");
  });

  it("is known by that name also where it was crawled before under the old one", async () => {
    const moved: FakeRepository = { files: makeServerFiles("a") };
    const { test } = await makeSetting({ repositories: { "o/r": moved, "p/q": { files: makeServerFiles("a") } } });
    await test.run(["github:o/r"]);
    moved.movedTo = "p/q";
    expect(listStates(await test.run(["github:o/r", "github:p/q"]))).toEqual({ "o-r": "changed", "p-q": "new" });
    const { repository, provenance } = await readServer(test, "o-r");
    expect(repository).toMatchObject({ owner: "p", name: "q", url: "https://github.com/p/q" });
    expect(provenance.from).toMatch(/^github:o\/r@/);
    expect(listStates(await test.run(["github:o/r", "github:p/q"]))).toEqual({ "o-r": "kept", "p-q": "unchanged" });
  });
});
