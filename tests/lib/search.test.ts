import { describe, expect, test } from "vitest";
import { generateCatalogue } from "../../scripts/lib/synthetic-data.ts";
import { CATEGORIES, RISK_LEVELS } from "../../src/core/schema/verdict.ts";
import type { Catalogue, ServerSummary, ToolSummary } from "../../src/lib/catalogue.ts";
import { buildSearchIndex } from "../../src/lib/search-index.ts";
import { CATEGORY_LABELS, RISK_CLASSES, RISK_LABELS } from "../../src/lib/search-labels.ts";
import { answerQuery } from "../../src/lib/search-query.ts";
import { splitWords } from "../../src/lib/search-words.ts";
import { CATEGORY_LABEL, RISK_LABEL } from "../../src/lib/words.ts";

function makeCatalogue(servers: Record<string, Record<string, string>>): Pick<Catalogue, "servers" | "tools"> {
  const summaries = Object.entries(servers).map(([name, tools]) => {
    const list: ToolSummary[] = [];
    const server: ServerSummary = {
      slug: name.toLowerCase(),
      name,
      tools: list,
      transports: [],
      coverage: "complete",
      from: "dir:x",
      isJudged: true,
    };
    for (const [tool, says] of Object.entries(tools)) {
      list.push({ name: tool, slug: tool, server, category: "read", risk: "low", says });
    }
    return server;
  });
  return { servers: summaries, tools: summaries.flatMap(({ tools }) => tools) };
}

async function find(catalogue: Pick<Catalogue, "servers" | "tools">, query: string, filters: string[] = []) {
  const { manifest, parts, blocks } = buildSearchIndex(catalogue);
  const load = <Value>(values: Value[], number: number) => {
    const value = values[number];
    if (value === undefined) throw new Error(`File ${number} is not there.`);
    return Promise.resolve(value);
  };
  const files = {
    loadManifest: () => Promise.resolve(manifest),
    loadPart: (number: number) => load(parts, number),
    loadBlock: (number: number) => load(blocks, number),
  };
  return answerQuery(query, files, 10, filters);
}

const SMALL = makeCatalogue({
  Torrents: { pause_torrent: "Pause torrents.", resumeTorrent: "Set paused torrents going.", list: "Everything." },
  Wiki: { listPages: "All pages.", pause_sync: "", constructor: "A name that objects have.", löschen: "Deletes." },
});

describe("a query", () => {
  const check = async (query: string, expected: string[]) =>
    expect((await find(SMALL, query)).hits.map(({ name }) => name)).toEqual(expected);

  test("finds the exact name first", () => check("list", ["list", "listPages"]));
  test("finds a word's beginning", () => check("resu", ["resumeTorrent"]));
  test("finds words of the description after those of the name", () =>
    check("pause", ["pause_sync", "pause_torrent", "resumeTorrent"]));
  test("wants every word", () => check("pause sync", ["pause_sync"]));
  test("takes the server's name", () => check("wiki pause", ["pause_sync"]));
  test("takes the name written as one", () => check("pausetorrent", ["pause_torrent"]));
  test("takes signs of any kind", () => check("Pause-Torrent!", ["pause_torrent", "resumeTorrent"]));
  test("does not mind accents", () => check("loschen", ["löschen"]));
  test("finds a name that every object has", () => check("constructor", ["constructor"]));
  test("finds servers", () => check("torrents", ["Torrents", "list", "pause_torrent", "resumeTorrent"]));
  test("finds nothing", () => check("zzz", []));
  test("empty", () => check(" - ", []));
});

test("filters alone, together and with words", async () => {
  const { servers, tools } = makeCatalogue({
    One: { get_a: "Reads.", delete_a: "Deletes a.", delete_b: "Deletes b." },
  });
  const judged = tools.map((tool) =>
    tool.name === "get_a"
      ? tool
      : { ...tool, category: "destructive" as const, risk: "critical" as const, facets: ["bulk" as const] },
  );
  const check = async (query: string, filters: string[], expected: string[]) =>
    expect((await find({ servers, tools: judged }, query, filters)).hits.map(({ name }) => name)).toEqual(expected);
  await check("", ["destructive"], ["delete_a", "delete_b"]);
  await check("", ["destructive", "bulk"], ["delete_a", "delete_b"]);
  await check("b", ["critical"], ["delete_b"]);
  await check("get", ["critical"], []);
  await check("destructive", [], []);
});

test("servers and their tools are found by language and transport", async () => {
  const { servers } = makeCatalogue({ Duck: { quack: "Speaks." }, Goose: { honk: "Speaks." } });
  const [duck, goose] = servers;
  if (duck === undefined || goose === undefined) throw new Error("There are two servers.");
  const facts = { ...duck, language: "go" as const, transports: ["sse" as const] };
  const tools = [...duck.tools.map((tool) => ({ ...tool, server: facts })), ...goose.tools];
  const { hits } = await find({ servers: [facts, goose], tools }, "", ["go", "sse"]);
  expect(hits.map(({ name }) => name)).toEqual(["Duck", "quack"]);
});

test("every tool of a larger catalogue is found by its name", async () => {
  const servers = Object.fromEntries(
    [...generateCatalogue(120, 10)].map(({ server }) => [
      server.name,
      Object.fromEntries(server.tools.map((tool) => [tool.name, tool.description ?? ""])),
    ]),
  );
  const catalogue = makeCatalogue(servers);
  for (const tool of catalogue.tools.filter((_, index) => index % 97 === 0)) {
    const { hits } = await find(catalogue, `${tool.name} ${tool.server.name}`);
    expect(hits.map(({ name, server }) => [name, server])).toContainEqual([tool.name, tool.server.name]);
  }
});

test("labels of the browser are those of the pages", () => {
  expect(CATEGORY_LABELS).toEqual(CATEGORIES.map((category) => CATEGORY_LABEL[category]));
  expect(RISK_CLASSES).toEqual(RISK_LEVELS);
  expect(RISK_LABELS).toEqual(RISK_LEVELS.map((level) => RISK_LABEL[level]));
});

test.each([
  ["pauseTorrent_v2", ["pause", "torrent", "v2"]],
  ["HTTPServer", ["httpserver"]],
  ["Über-Größe", ["uber", "große"]],
  ["", []],
])("words of %j", (text, expected) => expect(splitWords(text)).toEqual(expected));
