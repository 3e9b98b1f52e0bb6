/**
 * A page in a real browser that reports everything that must not happen: errors, requests to other hosts, run scripts.
 * A test file that imports this has one browser for all of its tests.
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, inject, onTestFinished } from "vitest";
import { launchBrowser } from "../../../scripts/lib/browser.ts";

export interface OpenedPage {
  page: Page;
  /** What went wrong so far, in words. */
  faults: string[];
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Closed when the test has ended. */
export async function openPage(path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const siteUrl = inject("siteUrl");
  const context = await browser.newContext({ viewport: { width: 1440, height: 950 }, ...options });
  onTestFinished(() => context.close());
  // As long as the tests' own polling.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => faults.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(siteUrl)) faults.push(`request: ${request.url()}`);
  });
  await page.goto(new URL(path, siteUrl).href, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  return { page, faults };
}

/** Of a page with the permission `clipboard-read`. */
export function readClipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
