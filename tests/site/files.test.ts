/** The built site as files: links resolve, HTML validates, the words keep to what we promise. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { describe, expect, inject, test } from "vitest";
import { Accuracy } from "../../src/core/schema/accuracy.ts";
import { Policy } from "../../src/core/schema/policy.ts";
import { findLanguageFaults, readText } from "./support/language-faults.ts";
import { listFiles, listPages, ONE_OF_EACH, readSiteFile } from "./support/list-pages.ts";
import { readStructuredData } from "./support/schema-org.ts";

/** Internal addresses of a page: of links, styles, scripts, icons and forms. */
function listInternalLinks(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|data-copy)="(\/[^"#?]*)/g)].map(([, path]) => path ?? "");
}

function toFile(path: string): string {
  const decoded = decodeURIComponent(path.replaceAll("&amp;", "&"));
  return decoded.endsWith("/") ? `${decoded}index.html` : decoded;
}

test("every internal link resolves", () => {
  const known = new Map<string, boolean>();
  const exists = (file: string) => {
    if (!known.has(file)) known.set(file, existsSync(join(inject("siteDir"), file)));
    return known.get(file);
  };
  const pages = listFiles(".html");
  expect(pages.length).toBeGreaterThan(500);
  const broken = pages.flatMap((page) =>
    listInternalLinks(readSiteFile(page))
      .filter((path) => !exists(toFile(path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(broken).toEqual([]);
});

test("every address of the sitemap is a page, and every page but the one for none is in it", () => {
  const index = readSiteFile("sitemap.xml");
  const maps = [...index.matchAll(/<loc>https:\/\/permitbook\.example\/([^<]+)<\/loc>/g)].map(([, file]) => file ?? "");
  const paths = maps.flatMap((map) =>
    [...readSiteFile(map).matchAll(/<loc>https:\/\/permitbook\.example(\/[^<]*)<\/loc>/g)].map(
      ([, path]) => path ?? "",
    ),
  );
  const pages = listPages().filter((file) => file !== "404.html");
  expect(paths.map((path) => toFile(path).slice(1)).sort()).toEqual(pages);
});

test("outside links are http(s) and give nothing away", () => {
  for (const page of listPages()) {
    for (const [tag] of readSiteFile(page).matchAll(/<a [^>]*href="[^"/#][^>]*>/g)) {
      expect(tag, page).toMatch(/href="https?:\/\//);
      expect(tag, page).toMatch(/rel="noopener noreferrer/);
    }
  }
});

test("a fork, and a repository that took another's name, are told from what they are taken for", () => {
  const page = readSiteFile("servers/forked/index.html");
  expect(page).toMatch(/<br>a fork of &lt;b(?:>|&gt;)\/&amp;<br>/);
  expect(page).toContain("not the repository that had this address when it was first read here");
  expect(readSiteFile("servers/torrent-client/index.html")).not.toContain("a fork of");
});

test("every page has its own title, a description and a canonical address", () => {
  const titles = new Map<string, string>();
  for (const page of listPages()) {
    const html = readSiteFile(page);
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "";
    expect(title, page).not.toBe("");
    expect(/<meta name="description" content="[^"]{20,}"/.test(html), page).toBe(true);
    if (page === "404.html") continue;
    expect(html, page).toContain(
      `<link rel="canonical" href="https://permitbook.example/${page.replace(/index\.html$/, "")}"`,
    );
    expect(titles.get(title), `${page}: ${title}`).toBeUndefined();
    titles.set(title, page);
  }
});

test("every policy of the site follows the schema", () => {
  const files = listFiles("/policy.json").filter((file) => file.startsWith("servers/"));
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) expect(Policy.safeParse(JSON.parse(readSiteFile(file))).success, file).toBe(true);
});

describe("HTML validates", () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      // Style, not validity; and what Astro prints.
      "no-trailing-whitespace": "off",
      "void-style": "off",
      "long-title": "off",
      "tel-non-breaking": "off",
      "attribute-boolean-style": "off",
      // The code block scrolls, so it must take the focus.
      "no-redundant-role": "off",
    },
  });
  test.each(Object.entries({ ...ONE_OF_EACH, moved: "/servers/example-payments/" }))("%s", async (_kind, path) => {
    const file = path === "/nothing-here/" ? "404.html" : toFile(path.replace(/\?.*/, "")).slice(1);
    const { results } = await validator.validateString(readSiteFile(file));
    const messages = results.flatMap((result) =>
      result.messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
  });
});

test("no page has a fault of language", () => {
  const faults = listFiles(".html").flatMap((page) =>
    findLanguageFaults(readText(readSiteFile(page))).map((fault) => `${page}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

describe("a tool's page", () => {
  const TOOL_PAGES = listPages().filter((file) => /^servers\/[^~/]+\/[^~/]+\/index\.html$/.test(file));

  test("names one risk wherever it speaks of its own tool: badge, description, answers", () => {
    expect(TOOL_PAGES.length).toBeGreaterThan(500);
    for (const page of TOOL_PAGES) {
      const html = readSiteFile(page);
      const badge = /<p class="stamp"> ?<span class="risk (\w+)"/.exec(html)?.[1] ?? "";
      expect(badge, page).toMatch(/^(?:low|medium|high|critical|unjudged)$/);
      const description = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? "";
      const answers = readStructuredData(html).flatMap((item) =>
        item["@type"] === "FAQPage" ? item.mainEntity.map(({ acceptedAnswer }) => acceptedAnswer.text) : [],
      );
      const said = [description, ...answers].flatMap((text) =>
        [...text.matchAll(/\b(low|medium|high|critical) risk/gi)].map(([, risk = ""]) => risk.toLowerCase()),
      );
      for (const risk of said) expect(risk, page).toBe(badge);
    }
  });

  test("says where its definition was read, and by which hash it is known", () => {
    for (const page of TOOL_PAGES) {
      expect(readSiteFile(page), page).toMatch(/Read from .*Definition <code title="[0-9a-f]{64}">/s);
    }
  });

  test("prints no policy that the schema does not take", () => {
    for (const page of TOOL_PAGES) {
      const [, text = ""] = /<code id="policy">(.*?)<\/code>/s.exec(readSiteFile(page)) ?? [];
      expect(Policy.safeParse(JSON.parse(decodeHtml(text))).success, page).toBe(true);
    }
  });
});

test("the page of accuracy prints each measured bin of confidence, as the data has it", () => {
  const html = readSiteFile("accuracy/index.html");
  const { bins } = Accuracy.parse(JSON.parse(readFileSync("data/accuracy/rules.json", "utf8"))).figures.calibration;
  const [, table = ""] = /<caption[^>]*>Calibration<\/caption>(.*?)<\/table>/s.exec(html) ?? [];
  const rows = [...table.matchAll(/<th scope="row">(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    row.split(/<[^>]+>/).filter(Boolean),
  );
  expect(rows).toHaveLength(10);
  for (const { from, tools, confidence, accuracy } of bins) {
    const row = rows[Math.round(from * 10)];
    expect(row?.slice(1)).toEqual([
      `${(confidence * 100).toFixed(1)} %`,
      `${(accuracy * 100).toFixed(1)} %`,
      `${tools}`,
    ]);
  }
  // One bar and one line for each bin that has a case.
  const [, picture = ""] = /<figure class="calibration">(.*?)<\/figure>/s.exec(html) ?? [];
  expect(picture.match(/<rect /g)).toHaveLength(bins.length);
  expect(picture.match(/class="expected"/g)).toHaveLength(bins.length);
});

test("no list gives a name again as what its author says of it", () => {
  const plain = (text: string) =>
    decodeHtml(text.replace(/<[^>]+>/g, " "))
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "");
  for (const page of listPages()) {
    for (const [, row = ""] of readSiteFile(page).matchAll(/<tr>(.*?)<\/tr>/gs)) {
      const [, name = ""] = /<a class="name"[^>]*><bdi>(.*?)<\/bdi>/s.exec(row) ?? [];
      const [, says = ""] = /<td class="says"[^>]*>(.*?)<\/td>/s.exec(row) ?? [];
      // Of what is cut off only the beginnings are known, which may be the same.
      if (plain(name) !== "" && !says.endsWith("…")) expect(plain(says), `${page}: ${name}`).not.toBe(plain(name));
    }
  }
});

test("no server stands in the list twice", () => {
  const pages = listPages().filter((file) => /^servers\/(?:~\d+\/)?index\.html$/.test(file));
  const links = pages.flatMap((page) =>
    [...readSiteFile(page).matchAll(/<th scope="row"> ?<a href="([^"]+)"/g)].map(([, href]) => href),
  );
  expect(links.length).toBeGreaterThan(40);
  expect(new Set(links).size).toBe(links.length);
});

test("a list of tools is contested by an issue that names the server and where it was read", () => {
  const html = readSiteFile("servers/payments/index.html");
  const href = /<a href="(https:\/\/git\.example[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  expect(new URL(href).searchParams.get("title")).toBe("Tools: payments");
  expect(new URL(href).searchParams.get("body")).toContain("Read from: @example/payments-mcp 2.3.1 on npm");
});

test("a verdict is contested by an issue with its facts, at the project that was named", () => {
  const html = readSiteFile("servers/torrent-client/pause_torrent/index.html");
  const href = /<a href="(https:\/\/git\.example[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const { origin, pathname, searchParams } = new URL(href);
  expect(`${origin}${pathname}`).toBe("https://git.example/catalogue/issues/new");
  expect(searchParams.get("title")).toBe("Verdict: torrent-client, pause_torrent");
  expect(searchParams.get("body")).toContain("Now: Execute, High");
});

function decodeHtml(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

test("a server's page names each rule on arguments once, with the tools and arguments that it judges", () => {
  const [, list = ""] =
    /<h3>Arguments that it denies<\/h3>(.*?)<\/dl>/s.exec(readSiteFile("servers/torrent-client/index.html")) ?? [];
  const rules = [...list.matchAll(/<dt>(.*?)<\/dt>/g)].map(([, name]) => name);
  expect(rules).toContain("Everything as an id");
  expect(new Set(rules).size).toBe(rules.length);
  expect(readSiteFile("servers/torrent-client/index.md")).toContain("2 tools: `pause_torrent` (`hashes`), ");
});

test("what is counted over the catalogue has its day", () => {
  for (const page of [
    "index.html",
    "servers/index.html",
    "tools/index.html",
    "risk/index.html",
    "coverage/index.html",
  ]) {
    expect(readSiteFile(page), page).toMatch(/as of <time datetime="\d{4}-\d\d-\d\d">/);
  }
  expect(readSiteFile("llms.txt")).toMatch(/tools, as of \d{4}-\d\d-\d\d, read/);
  expect(JSON.parse(readSiteFile("api/v1/index.json"))).toMatchObject({ asOf: expect.stringMatching(/^\d{4}-/) });
});
