/** What the built site has for machines: the API, the registry, Markdown twins, feeds, pictures. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, inject, test } from "vitest";
import { ApiIndex, ApiServer, ApiTool, ApiTools } from "../../src/core/schema/api.ts";
import { listFiles, listPages, readSiteFile } from "./support/list-pages.ts";
import { findXmlFaults } from "./support/xml.ts";

const readJson = (file: string) => JSON.parse(readSiteFile(file));

describe("the API", () => {
  test("counts what the bulk file holds", () => {
    const index = readJson("api/v1/index.json");
    const lines = readSiteFile("api/v1/tools.jsonl").trimEnd().split("\n");
    expect(index.tools).toBe(lines.length);
    expect(index.servers).toBe(index.list.length);
    for (const { url } of index.list) expect(() => readJson(url.slice(1))).not.toThrow();
  });

  test("has every tool under its own address, with its verdict", () => {
    const server = readJson("api/v1/servers/torrent-client/index.json");
    for (const { url } of server.tools) expect(() => readJson(url.slice(1)), url).not.toThrow();
    const tool = readJson("api/v1/servers/torrent-client/pause_torrent.json");
    expect(tool).toMatchObject({
      server: "torrent-client",
      name: "pause_torrent",
      verdict: { category: "execute", risk: "high" },
    });
  });

  test("follows its published schemas", () => {
    const kinds = [
      [/^api\/v1\/index\.json$/, ApiIndex],
      [/^api\/v1\/servers\/[^/]+\/index\.json$/, ApiServer],
      [/^api\/v1\/servers\/[^/]+\/(?!index\.|full\.)[^/]+\.json$/, ApiTool],
      [/^api\/v1\/(?:categories|risk)\//, ApiTools],
    ] as const;
    const files = listFiles(".json").filter((name) => name.startsWith("api/"));
    for (const [pattern, schema] of kinds) {
      const own = files.filter((file) => pattern.test(file));
      expect(own.length).toBeGreaterThan(0);
      for (const file of own) expect(schema.safeParse(readJson(file)).error, file).toBeUndefined();
    }
    for (const line of readSiteFile("api/v1/tools.jsonl").trimEnd().split("\n")) {
      expect(ApiTool.safeParse(JSON.parse(line)).error).toBeUndefined();
    }
  });

  test("lists by category what the index counts", () => {
    const index = readJson("api/v1/index.json");
    for (const [category, count] of Object.entries(index.byCategory)) {
      expect(readJson(`api/v1/categories/${category}.json`).tools.length).toBe(count);
    }
  });
});

describe("the registry", () => {
  const slugsOf = (root: string) =>
    readJson(`${root}/v0.1/servers`).servers.map(
      ({ server }: { server: { name: string } }) => server.name.split("/")[1],
    );

  test("lists every server with its risk", () => {
    const { servers, metadata } = readJson("registry/v0.1/servers");
    expect(servers.length).toBe(metadata.count);
    expect(servers.length).toBe(readJson("api/v1/index.json").servers);
    for (const { server, _meta } of servers) {
      expect(server.name).toMatch(/^[a-z.-]+\/[a-z0-9._-]+$/);
      expect(server.description.length).toBeLessThanOrEqual(100);
      expect(_meta["permitbook/risk"].tools).toBeTypeOf("number");
    }
  });

  test("keeps out of the filtered lists what acts, and what is not known", () => {
    for (const root of ["registry/read-only", "registry/no-destructive"]) {
      const slugs = slugsOf(root);
      for (const out of ["torrent-client", "payments", "not-judged", "from-openapi", "hostile-empty"]) {
        expect(slugs, root).not.toContain(out);
      }
    }
  });
});

describe("Markdown twins", () => {
  test("stand beside every page, which links to its own", () => {
    const twins = new Set(listFiles("index.md"));
    for (const page of listPages().filter((file) => file.endsWith("index.html"))) {
      const twin = page.replace(/html$/, "md");
      expect(twins, page).toContain(twin);
      expect(readSiteFile(page), page).toContain(`<link rel="alternate" type="text/markdown" href="/${twin}"`);
      expect(readSiteFile(twin), page).toMatch(/^# \S/);
    }
  });

  test("of tools mark what is dangerous, and hold the policy, the questions and the evidence", () => {
    const twin = readSiteFile("servers/torrent-client/pause_torrent/index.md");
    expect(twin).toMatch(/^\| `hashes` required \| `string` \| Torrent hashes .* \*\*Guarded\*\*: .+ \|$/m);
    expect(twin).toContain(
      '"limits": [{ "counter": "pause_torrent_rate", "window": "minute", "max": 10, "scope": "grant" }]',
    );
    expect(twin).toContain("### Can a call of pause\\_torrent be undone?\n\nYes: by its name, resume\\_torrent ");
    expect(twin).toContain("Evidence: `Pause one or more torrents`");
    expect(twin).toContain("High risk · an Execute tool of [Torrent Client MCP](/servers/torrent-client/)");
  });

  test("keep the lines of a definition, in a fence that it cannot leave", () => {
    const twin = readSiteFile("servers/hostile-texts/many_paragraphs/index.md");
    expect(twin).toContain("```text\nA paragraph.\n\nA paragraph.");
  });

  test("say what the page says, and hold none of its controls", () => {
    expect(readSiteFile("policy/index.md")).toContain("- `not_in`: none of a list");
    expect(readSiteFile("servers/index.md")).toMatch(
      /^\| \[Torrent Client MCP\]\(\/servers\/torrent-client\/\) .* \| 5 tools \| 1 Critical 2 High 1 Medium 1 Low \|/m,
    );
    for (const twin of listFiles("index.md")) expect(readSiteFile(twin), twin).not.toContain("Has the words");
  });

  test("are named by llms.txt, which names nothing that is not there", () => {
    const named = [...readSiteFile("llms.txt").matchAll(/\]\((\/[^)]*)\)/g)].map(([, path = ""]) => path);
    expect(named).toContain("/attacks/index.md");
    for (const path of named)
      expect(() => readSiteFile(path.endsWith("/") ? `${path}index.html` : path), path).not.toThrow();
  });

  test("hold no markup and no link of what was crawled", () => {
    for (const file of listFiles("index.md")) {
      const outside = readSiteFile(file)
        .replace(/^(`{3,})(?:text)?\n.*?^\1$/gms, "")
        .replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "")
        // Links of ours: whatever they are called, they lead to where no text can say.
        .replace(/\[(?:[^\][\\]|\\.)*\]\((?:\/|https:\/\/)[^()<>\s]*\)/g, "");
      expect(outside, file).not.toMatch(/(?<!\\)[<[]/);
    }
  });
});

test("every schema is one that a validator takes, and the policies pass it", () => {
  const ajv = new Ajv2020({ strict: false, logger: false });
  for (const file of listFiles(".json").filter((name) => name.startsWith("schemas/"))) {
    expect(() => ajv.compile(readJson(file)), file).not.toThrow();
  }
  const validate = ajv.getSchema("https://permitbook.example/schemas/policy.json");
  for (const file of listFiles("/policy.json").filter((name) => name.startsWith("servers/"))) {
    expect(validate?.(readJson(file)), file).toBe(true);
  }
});

test("feeds tell what changed, and hostile names stay text", () => {
  const atom = readSiteFile("changes/atom.xml");
  expect(findXmlFaults(atom)).toEqual([]);
  expect(atom).not.toContain("<script>");
  const { items } = readJson("changes/feed.json");
  expect(items[0]).toMatchObject({ title: "Payments <b>&", date_published: "2026-11-19T03:00:00+00:00" });
  expect(items[0].content_text).toContain("list_charges: changed in description and input schema");
  expect(items[0].content_text).toContain(
    "From @example/payments-mcp 2.3.0 on npm to @example/payments-mcp 2.3.1 on npm.",
  );
});

test("every page names a picture that is there, of the size that it says", () => {
  for (const page of listPages()) {
    const html = readSiteFile(page);
    const content = (name: string) => new RegExp(`"og:image${name}" content="([^"]*)"`).exec(html)?.[1] ?? "";
    const picture = readFileSync(join(inject("siteDir"), content("").replace("https://permitbook.example/", "")));
    expect(picture.subarray(0, 8), page).toEqual(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    expect(`${picture.readUInt32BE(16)}`, page).toBe(content(":width"));
    expect(`${picture.readUInt32BE(20)}`, page).toBe(content(":height"));
  }
});

test("sitemaps and feeds are well-formed", () => {
  const files = listFiles(".xml");
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) expect(findXmlFaults(readSiteFile(file)), file).toEqual([]);
});
