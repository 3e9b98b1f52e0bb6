/** Bad input costs one server, never the run. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Server } from "../../../src/core/schema/server.ts";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting, readServer } from "../../support/crawl-setting.ts";
import { makeRawTarball } from "../../support/tarball.ts";

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
    expect(listStates(report)).toEqual({ climbing: "new", good: "new", nothing: "failed", page: "failed" });
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
    expect(listStates(await test.run(["npm:p"], { extractor }))).toEqual({ p: "failed" });
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "new" });
    await rm(join(test.folder, "state.jsonl"));
    expect(listStates(await test.run(["npm:p"], { extractor }))).toEqual({ p: "kept" });
  });

  it("does not lose the others to a fault of the extraction", async () => {
    const { test } = await makeSetting({
      packages: { p: { files: { "tools.json": "{" } }, q: { files: makeServerFiles("a") } },
    });
    const report = await test.run(["npm:p", "npm:q"]);
    expect(listStates(report)).toEqual({ p: "failed", q: "new" });
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
