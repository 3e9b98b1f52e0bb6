/** The search in a browser: from the field in every page's head, and on its own page. */
import type { Request } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openPage } from "./support/open-page.ts";

describe("search", () => {
  test("is reached by /, walked by arrows, and Enter opens the chosen entry", async () => {
    const { page, faults } = await openPage("/methodology/");
    await page.keyboard.press("/");
    // At once, as from the clipboard: each letter would bring a list of its own, in which nothing is chosen.
    await page.keyboard.insertText("pause torrent");
    const options = page.locator(".results [role=option]");
    await options.first().filter({ hasText: "pause_torrent" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => options.first().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/pause_torrent/");
    expect(await page.locator("h1").innerText()).toBe("pause_torrent");
    expect(faults).toEqual([]);
  });

  test("goes round from the last entry to the field and closes on Escape", async () => {
    const { page } = await openPage("/servers/");
    await page.getByLabel("Search servers and tools").fill("torrent");
    const options = page.locator(".results [role=option]");
    await options.first().waitFor();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => options.last().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator("[aria-selected=true]").count()).toBe(0);
    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
  });

  test("Enter without a choice lists every result as links", async () => {
    const { page, faults } = await openPage("/");
    await page.keyboard.press("/");
    await page.keyboard.type("delete");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=delete");
    await page.locator("#found a", { hasText: "delete_torrent" }).first().waitFor();
    await expect.poll(() => page.locator("#found li").count()).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  });

  test("filters by category and by facts", async () => {
    const { page } = await openPage("/search/?q=torrent&category=destructive");
    await page.locator("#found li").first().waitFor();
    const names = await page.locator("#found a").allInnerTexts();
    expect(new Set(names)).toEqual(new Set(["delete_torrent"]));
    await page.getByLabel("Category").selectOption("execute");
    await page.waitForURL(/category=execute/);
    await page.locator("#found a", { hasText: "pause_torrent" }).first().waitFor();
  });

  test("says so when nothing is found", async () => {
    const { page } = await openPage("/search/?q=zzzzqqq");
    await page.getByText("Nothing found.").waitFor();
  });

  test("loads less than 100 KB before its first result", async () => {
    const { page } = await openPage("/servers/");
    const asked: Request[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/search/")) asked.push(request);
    });
    await page.keyboard.press("/");
    await page.keyboard.type("list account");
    await page.locator(".results [role=option]").first().waitFor();
    // Asked here and not in the listener: an answer that comes after the page is closed would end the whole run.
    const sizes = await Promise.all(asked.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(100_000);
  });
});
