/** What the built site keeps of the past: addresses that pages had before, and what became of a tool. */
import { describe, expect, test } from "vitest";
import { readText } from "./support/language-faults.ts";
import { GONE, isMoved, listFiles, listPages, readSiteFile } from "./support/list-pages.ts";

describe("an address that a server had before", () => {
  const OLD = "servers/example-payments/";
  const NEW = "servers/payments/";

  test("leads on, from each of its pages", () => {
    const moved = listFiles(".html").filter((file) => file.startsWith(OLD));
    const present = listFiles(".html").filter((file) => file.startsWith(NEW));
    expect(moved.map((file) => file.replace(OLD, NEW))).toEqual(
      present.filter((file) => !isMoved(file) && !GONE.includes(file)),
    );
    for (const file of moved) {
      const html = readSiteFile(file);
      const path = `/${file.replace(OLD, NEW).replace("index.html", "")}`;
      expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${path}">`);
      expect(html).toContain(`<link rel="canonical" href="https://permitbook.example${path}">`);
    }
  });

  test("has what programs ask for", () => {
    const policies = listFiles("").filter((name) => name.startsWith(`${NEW}policy.`));
    expect(policies.length).toBeGreaterThan(1);
    for (const file of policies) expect(readSiteFile(file.replace(NEW, OLD)), file).toBe(readSiteFile(file));
    expect(readSiteFile("api/v1/servers/example-payments/index.json")).toContain('"slug":"payments"');
  });

  test("does not take the place of another server", () => {
    expect(readSiteFile("servers/torrent-client/index.html")).not.toContain('http-equiv="refresh"');
  });
});

describe("an address of what is no longer listed", () => {
  const readPage = (file: string) => readText(readSiteFile(file)).replace(/[\s|]+/g, " ");

  test("is named by this list, and by no sitemap", () => {
    const said = listFiles("index.html").filter((file) => readPage(file).includes("No longer listed"));
    expect(said).toEqual(GONE);
    for (const file of GONE) {
      expect(readSiteFile(file)).toContain('<meta name="robots" content="noindex">');
      expect(readSiteFile("sitemap-1.xml")).not.toContain(file.replace("index.html", ""));
    }
  });

  test("says of a tool when it went and what it was", () => {
    const text = readPage("servers/payments/old/index.html");
    expect(text).toContain("Since 2026-11-19 this tool is not among those that are read from");
    expect(text).toContain("Its last verdict was Execute, High");
    expect(text).toContain("2026-11-19: removed: Execute, high risk");
  });

  test("names the same tool elsewhere when the whole server went", () => {
    const html = readSiteFile("servers/gone/list_charges/index.html");
    expect(readPage("servers/gone/list_charges/index.html")).toContain("its server is not in the catalogue");
    expect(html).toContain('href="/servers/payments/list_charges/"');
  });

  test("leads on where the tool only has another name", () => {
    const html = readSiteFile("servers/payments/refund/index.html");
    expect(html).toContain('content="0; url=/servers/payments/create_refund/"');
    expect(readPage("servers/payments/create_refund/index.html")).toContain(
      "First seen before 2026-11-19, when the records begin Last changed 2026-11-19: formerly refund",
    );
  });
});

test("the pages of changes hold every change of the records, each once", () => {
  const pages = listPages().filter((file) => /^changes\/(?:~\d+\/)?index\.html$/.test(file));
  expect(pages.length).toBeGreaterThan(2);
  const rows = pages.flatMap((page) =>
    [...readSiteFile(page).matchAll(/<tr( id="[^"]*")? data-change="([^"]*)">(.*?)<\/tr>/gs)].map(
      ([, id, kind, row = ""]) => ({
        id,
        kind,
        href: /<a [^>]*href="([^"]*)"/.exec(row)?.[1],
        text: readText(row),
      }),
    ),
  );
  // Of the large record 400 tools and their server; of the other five tools and three servers.
  expect(rows).toHaveLength(401 + 8);
  expect(new Set(rows.map(({ href, text, id }) => `${id} ${href} ${text}`)).size).toBe(rows.length);
  expect(rows.filter(({ href }) => href?.startsWith("/servers/many-tools/"))).toHaveLength(401);
  expect(rows[1]?.text).toContain("was Read, low risk, is Execute, high risk");
});

test("a tool's page and its Markdown twin tell its history", () => {
  expect(readSiteFile("servers/payments/list_charges/index.md")).toContain(
    "- Last changed: 2026-11-19: changed in description and input schema; was Read, low risk, is Execute, high risk",
  );
  const read = (path: string) => readText(readSiteFile(`servers/${path}/index.html`)).replace(/[\s|]+/g, " ");
  expect(read("payments/list_charges")).toContain(
    "First seen before 2026-11-19, when the records begin Last changed 2026-11-19: changed in description and input schema; was Read, low risk, is Execute, high risk",
  );
  expect(read("torrent-client/pause_torrent")).toContain("Last changed not since 2026-11-19");
});
