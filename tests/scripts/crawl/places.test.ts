/** Where a server is read: the repository, the package, a folder, a dependency. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting, readServer } from "../../support/crawl-setting.ts";
import { commitOf, FAULTS } from "../../support/github-server.ts";

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

  it.each([
    [
      "a frame of packages is called as its repository",
      { "package.json": '{"name":"x-root","private":true,"workspaces":["a"]}' },
      { name: "r" },
    ],
    ["a package of its own by its own name", { "package.json": '{"name":"x","private":true}' }, { name: "x" }],
    [
      "a licence however it is broken into lines",
      { LICENSE: "Permission is hereby granted, free of charge, to any\n  person obtaining a\ncopy" },
      { license: "MIT" },
    ],
    ["a licence however it is spelled", { "package.json": '{"license":"mit"}' }, { license: "MIT" }],
    [
      "a licence that a workspace gives all its packages",
      { "Cargo.toml": '[workspace.package]\nlicense = "MIT OR Apache-2.0"' },
      { license: "MIT OR Apache-2.0" },
    ],
    ["a name without a licence", { "pyproject.toml": '[project]\nname = "x"' }, { name: "x" }],
  ] as [string, Record<string, string>, object][])("says of itself: %s", async (_, files, facts) => {
    const { test } = await makeSetting({ repositories: { "o/r": { files: { ...makeServerFiles("a"), ...files } } } });
    await test.run(["github:o/r"]);
    expect(await readServer(test, "o-r")).toMatchObject(facts);
  });

  it("is a subfolder of a repository where the source names one", async () => {
    const files = { "a/tools.json": '[{"name":"a"}]', "b/package.json": '{"name":"b","license":"ISC"}' };
    const { test } = await makeSetting({ repositories: { "o/r": { files } } });
    const report = await test.run(["github:o/r#a", "github:o/r#nowhere"]);
    expect(listStates(report)).toEqual({ "o-r-a": "new", "o-r-nowhere": "failed" });
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
