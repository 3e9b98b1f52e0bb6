/** A repository of several servers: found by a crawl of the whole, then crawled one by one, each tool on one page. */
import { expect, onTestFinished, test } from "vitest";
import { discover, discoveredFile } from "../../../scripts/lib/discover/discover.ts";
import { createExtractor } from "../../../scripts/lib/extract/extractor.ts";
import { listStates, makeSetting, readServer } from "../../support/crawl-setting.ts";

function makeMember(folder: string, tool: string): Record<string, string> {
  const manifest = { name: folder, bin: "./index.js", dependencies: { "@modelcontextprotocol/sdk": "1.0.0" } };
  const source = `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
const server = new McpServer({ name: "x", version: "1" });
server.registerTool("${tool}", { description: "Reads the ${tool}." }, () => {});
`;
  return { [`servers/${folder}/package.json`]: JSON.stringify(manifest), [`servers/${folder}/index.js`]: source };
}

test("each server in a folder gets a page of its own, and its tools stand on no other", async () => {
  const files = { ...makeMember("tides", "tide"), ...makeMember("winds", "wind"), "README.md": "Two servers." };
  const { test: setting } = await makeSetting({ repositories: { "o/sea": { files } } });
  const extractor = await createExtractor({ workers: 1 });
  onTestFinished(() => extractor.close());
  const options = { extractor: { extract: extractor.extract, close: async () => {} } };

  await setting.run(["github:o/sea"], options);
  const whole = await readServer(setting, "o-sea");
  expect(whole.issues.filter(({ code }) => code === "server-in-folder").map(({ path }) => path)).toEqual([
    "servers/tides",
    "servers/winds",
  ]);
  const find = () => discover({ from: ["monorepo"], dataDir: setting.dataDir, env: {} });
  expect(await find()).toMatchObject({ found: { monorepo: 2 }, totals: { servers: 2, new: 2 } });
  expect(await find()).toMatchObject({ found: { monorepo: 2 }, totals: { servers: 2, new: 0 } });

  const together = { ...options, discoveredFile: discoveredFile(setting.dataDir) };
  const states = listStates(await setting.run(["github:o/sea"], together));
  expect(Object.keys(states)).toHaveLength(3);
  const members = Object.keys(states).filter((slug) => slug !== "o-sea");
  const tools = await Promise.all(members.map(async (slug) => (await readServer(setting, slug)).tools));
  expect(tools.flat().map(({ name }) => name)).toEqual(["tide", "wind"]);
  expect((await readServer(setting, "o-sea")).tools).toEqual([]);
  expect((await readServer(setting, "o-sea")).issues).toContainEqual(
    expect.objectContaining({ code: "not-extractable", args: { reason: expect.stringContaining("2 servers") } }),
  );

  const again = listStates(await setting.run(["github:o/sea"], together));
  expect(new Set(Object.values(again))).toEqual(new Set(["unchanged"]));
});
