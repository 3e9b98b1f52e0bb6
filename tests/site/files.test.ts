/** The built site as files: links resolve, HTML validates, the words keep to what we promise. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { describe, expect, inject, test } from "vitest";
import { Policy } from "../../src/core/schema/policy.ts";
import { findLanguageFaults, readText } from "./support/language-faults.ts";
import { listFiles, listPages, ONE_OF_EACH, readSiteFile } from "./support/list-pages.ts";

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
