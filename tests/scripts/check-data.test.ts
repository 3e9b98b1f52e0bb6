/** Each fault of the data is found and named, and a data folder without faults passes. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkData } from "../../scripts/lib/catalogue/check-data.ts";
import { hashDefinition } from "../../scripts/lib/hash.ts";
import { writeRisks, writeServer } from "../../scripts/lib/store.ts";
import { formatDataFile } from "../../src/core/canonical.ts";
import type { Server } from "../../src/core/schema/server.ts";
import { judgeServer } from "../support/judge-server.ts";
import { TOKEN } from "../support/secret.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-check-"));
  await writeFile(join(folder, "sources.json"), formatDataFile({ sources: [{ slug: "s", package: "npm:s" }] }));
  const server: Server = {
    schemaVersion: 1,
    slug: "s",
    name: "S",
    packages: [],
    remotes: [],
    provenance: { method: "static", from: "npm:s@1.0.0", coverage: "complete" },
    tools: ["delete_item", "get_item"].map((name) => hashDefinition({ name, description: `${name} by its id` })),
    issues: [],
  };
  await writeServer(folder, server);
  await writeRisks(folder, judgeServer(server));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function edit(path: string, change: (text: string) => string) {
  const file = join(folder, path);
  await writeFile(file, change(await readFile(file, "utf8")));
}

async function check(...sentences: string[]) {
  const { problems } = await checkData(folder);
  expect(problems).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
}

const SERVER = "servers/s/server.json";
const RISKS = "servers/s/risks.json";

describe("checkData", () => {
  it("has nothing to say of data as the pipeline writes it", async () => {
    expect(await checkData(folder)).toEqual({ servers: 1, tools: 2, problems: [], faulty: [], misfits: [] });
  });

  it("finds broken JSON", async () => {
    await edit(SERVER, () => "{");
    await check("is not JSON");
  });

  it("finds what the schema does not know", async () => {
    await edit(SERVER, (text) => text.replace('"name": "S"', '"name": ""'));
    await check("does not follow its schema");
  });

  it("finds text that is not canonical", async () => {
    await edit(SERVER, (text) => `${text}\n`);
    await check("not the canonical one");
  });

  it("finds a definition that is not what was hashed", async () => {
    await edit(SERVER, (text) => text.replace("get_item by its id", "get_item by its ids"));
    await check("the hash of get_item");
  });

  it("finds tools out of order, and twice", async () => {
    const path = join(folder, SERVER);
    const server = JSON.parse(await readFile(path, "utf8"));
    const [first, second] = server.tools;
    await writeFile(path, formatDataFile({ ...server, tools: [second, first, first] }));
    await check("delete_item is out of order", "delete_item is there twice");
  });

  it("finds a folder that is not called as its server", async () => {
    await mkdir(join(folder, "servers", "t"));
    await writeFile(join(folder, "servers/t/server.json"), await readFile(join(folder, SERVER)));
    await check("the slug is s, and the folder t", "none of its 2 tools is judged");
  });

  it("finds tools without a verdict, and verdicts without a tool", async () => {
    await edit(RISKS, (text) => text.replace('"get_item": {', '"got_item": {'));
    await check("the tool get_item is not judged", "a verdict on got_item");
  });

  it("finds quotes that are not literal", async () => {
    await edit(RISKS, (text) => text.replace(/"quote": "[^"]*"/, '"quote": "made up"'));
    await check('quotes "made up"');
  });

  it("finds a folder without a server", async () => {
    await mkdir(join(folder, "servers", "empty"));
    await check("there is no such file");
  });

  it("reads the records of changes as well", async () => {
    const change = { slug: "s", name: "S", kind: "changed", tools: [] };
    const record = { schemaVersion: 1, before: "a", after: "b", servers: [change] };
    await mkdir(join(folder, "changes"));
    const path = join(folder, "changes", "2026-01-01.json");
    await writeFile(path, formatDataFile(record));
    await check();
    await writeFile(path, formatDataFile({ ...record, servers: [change, { ...change, slug: "r" }] }));
    await check("r is out of order");
    await writeFile(path, formatDataFile({ ...record, servers: [{ ...change, kind: "moved" }] }));
    await check("does not follow its schema");
  });

  it("finds files and folders that are not the data's own, and looks over hidden ones", async () => {
    for (const name of ["servers/Not A Slug", "servers/s/old", "changes"]) await mkdir(join(folder, name));
    const strays = ["servers/notes.txt", "servers/s/server.json.123", "changes/readme.txt", "servers/.hidden"];
    for (const name of strays) await writeFile(join(folder, name), "");
    const { problems, faulty } = await checkData(folder);
    expect(faulty).toEqual(["s"]);
    expect(problems.map((problem) => problem.slice(folder.length + 1).replace(/: .*/, "")).sort()).toEqual([
      "changes/readme.txt",
      "servers/Not A Slug",
      "servers/notes.txt",
      "servers/s/old",
      "servers/s/server.json.123",
    ]);
  });

  it("finds an address that leads to two servers", async () => {
    const other = JSON.parse(await readFile(join(folder, SERVER), "utf8"));
    await writeServer(folder, { ...other, slug: "t", formerSlugs: ["s"], tools: [] });
    await check("the address s leads to s and to t");
  });

  it("finds overrides that have no place any more", async () => {
    const override = {
      tool: "gone",
      reason: "It reads only, see the source.",
      link: "https://example.com",
      field: "category",
      value: "read",
    };
    await mkdir(join(folder, "overrides"));
    const text = formatDataFile({ overrides: [override, { ...override, tool: "get_item" }] });
    for (const slug of ["s", "t"]) await writeFile(join(folder, "overrides", `${slug}.json`), text);
    await check("the override of category names gone", "there is no such server any more");
  });

  it("finds what looks like a secret, and does not print it", async () => {
    await edit(SERVER, (text) => text.replace('"name": "S"', `"name": "${TOKEN}"`));
    const { problems, faulty } = await checkData(folder);
    expect(faulty).toEqual(["s"]);
    expect(problems).toEqual([expect.stringContaining("looks like a secret")]);
    expect(problems.join()).not.toContain(TOKEN);
  });

  it("finds sources out of order, and what the crawl would name", async () => {
    const sources = [{ slug: "t", package: "npm:t" }, { slug: "s", package: "npm:s" }, "npm:s"];
    await writeFile(join(folder, "sources.json"), formatDataFile({ sources }));
    await check("source 3 is the same server as source 2", "s is out of order");
  });
});
