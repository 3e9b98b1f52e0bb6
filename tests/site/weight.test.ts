/** What a browser loads of each page before anything is done there: at most 60 KB compressed, fonts and all. */
import type { Browser, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "../../scripts/lib/browser.ts";
import { weighPages } from "../../scripts/lib/site/page-weight.ts";
import { ONE_OF_EACH } from "./support/list-pages.ts";

const MOST = 60_000;

test("no page of the site is heavier, whatever it shows", () => {
  const weights = weighPages(inject("siteDir"));
  expect(weights.length).toBeGreaterThan(1000);
  expect(weights.filter(({ bytes }) => bytes > MOST)).toEqual([]);
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
