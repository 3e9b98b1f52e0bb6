/** A page in a real browser that reports everything that must not happen: errors, requests to other hosts, run scripts. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inject } from "vitest";

export interface OpenedPage {
  page: Page;
  /** What went wrong so far, in words. */
  faults: string[];
  close: () => Promise<void>;
}

export async function openPage(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const siteUrl = inject("siteUrl");
  const context = await browser.newContext({ viewport: { width: 1440, height: 950 }, ...options });
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
  return { page, faults, close: () => context.close() };
}
