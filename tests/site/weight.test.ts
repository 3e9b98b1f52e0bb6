/** What a browser loads of each page before anything is done there: at most 60 KB compressed, fonts and all. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Browser, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "../../scripts/lib/browser.ts";
import { listFiles, ONE_OF_EACH } from "./support/list-pages.ts";

const MOST = 60_000;
const sizes = new Map<string, number>();

/** As a web server would send it. */
function readCompressedSize(file: string): number {
  const present = sizes.get(file);
  if (present !== undefined) return present;
  const bytes = readFileSync(join(inject("siteDir"), file));
  const isPacked = /\.(?:woff2|png)$/.test(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const size = isPacked ? bytes.length : brotliCompressSync(bytes, { params }).length;
  sizes.set(file, size);
  return size;
}

function readText(file: string): string {
  return readFileSync(join(inject("siteDir"), file), "utf8");
}

/** The page, its styles, fonts and scripts, with what those import, and the script that sorts a list where there is one. */
function listLoaded(page: string): Set<string> {
  const html = readText(page);
  const loaded = new Set([page]);
  const add = (path: string): void => {
    const file = path.replace(/^\//, "");
    if (loaded.has(file)) return;
    loaded.add(file);
    if (!file.endsWith(".js")) return;
    for (const [, name = ""] of readText(file).matchAll(/(?:from|import) ?["'`]\.\/([^"'`]+)["'`]/g))
      add(`_astro/${name}`);
  };
  for (const [, path = ""] of html.matchAll(/(?:rel="(?:stylesheet|preload)" href|<script[^>]* src)="([^"]+)"/g))
    add(path);
  if (html.includes("data-list")) add(listFiles(".js").find((file) => file.includes("/list.client.")) ?? "");
  return loaded;
}

test("no page of the site is heavier, whatever it shows", () => {
  const heavy = listFiles("index.html")
    .map((page) => ({ page, bytes: [...listLoaded(page)].reduce((sum, file) => sum + readCompressedSize(file), 0) }))
    .filter(({ bytes }) => bytes > MOST);
  expect(heavy).toEqual([]);
});

describe("a browser loads no more than that", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each(["home", "server of many tools", "tool", "policy", "stack", "search"] as const)("of %s", async (kind) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const finished: Request[] = [];
    page.on("requestfinished", (request) => finished.push(request));
    await page.goto(new URL(ONE_OF_EACH[kind], inject("siteUrl")).href, { waitUntil: "networkidle" });
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const sum = sizes.reduce((all, { responseBodySize }) => all + responseBodySize, 0);
    expect(sum).toBeGreaterThan(40_000);
    expect(sum).toBeLessThanOrEqual(MOST);
    await context.close();
  });
});
