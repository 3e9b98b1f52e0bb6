/** The built site in a real browser: search and copy, reading without JavaScript, accessibility, hostile texts. */
import type { Browser, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "../../scripts/lib/browser.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { listFiles, ONE_OF_EACH, readSiteFile } from "./support/list-pages.ts";
import { openPage } from "./support/open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("search", () => {
  test("is reached by /, walked by arrows, and Enter opens the chosen entry", async () => {
    const { page, faults, close } = await openPage(browser, "/methodology/");
    await page.keyboard.press("/");
    await page.keyboard.type("pause torrent");
    const options = page.locator(".results [role=option]");
    await options.first().waitFor();
    expect(await options.first().innerText()).toContain("pause_torrent");
    await page.keyboard.press("ArrowDown");
    expect(await options.first().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/pause_torrent/");
    expect(await page.locator("h1").innerText()).toBe("pause_torrent");
    expect(faults).toEqual([]);
    await close();
  });

  test("goes round from the last entry to the field and closes on Escape", async () => {
    const { page, close } = await openPage(browser, "/servers/");
    await page.getByLabel("Search servers and tools").fill("torrent");
    await page.locator(".results [role=option]").first().waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await page.locator(".results [role=option]").last().getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("[aria-selected=true]").count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("listbox").isVisible()).toBe(false);
    await close();
  });

  test("Enter without a choice lists every result as links", async () => {
    const { page, faults, close } = await openPage(browser, "/");
    await page.keyboard.press("/");
    await page.keyboard.type("delete");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=delete");
    await page.locator("#found a", { hasText: "delete_torrent" }).first().waitFor();
    expect(await page.locator("#found li").count()).toBeGreaterThan(20);
    expect(faults).toEqual([]);
    await close();
  });

  test("filters by category and by facts", async () => {
    const { page, close } = await openPage(browser, "/search/?q=torrent&category=destructive");
    await page.locator("#found li").first().waitFor();
    const names = await page.locator("#found a").allInnerTexts();
    expect(new Set(names)).toEqual(new Set(["delete_torrent"]));
    await page.getByLabel("Category").selectOption("execute");
    await page.waitForURL(/category=execute/);
    await page.locator("#found a", { hasText: "pause_torrent" }).first().waitFor();
    await close();
  });

  test("says so when nothing is found", async () => {
    const { page, close } = await openPage(browser, "/search/?q=zzzzqqq");
    await page.getByText("Nothing found.").waitFor();
    await close();
  });

  test("loads less than 100 KB before its first result", async () => {
    const { page, close } = await openPage(browser, "/servers/");
    const finished: Request[] = [];
    page.on("requestfinished", (request) => {
      if (request.url().includes("/search/")) finished.push(request);
    });
    await page.keyboard.press("/");
    await page.keyboard.type("list account");
    await page.locator(".results [role=option]").first().waitFor();
    // Asked here and not in the listener: an answer that comes after the page is closed would end the whole run.
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(100_000);
    await close();
  });
});

describe("a list", () => {
  test("filters by words and by choice, says how much is left, and keeps it in the address", async () => {
    const { page, faults, close } = await openPage(browser, "/servers/");
    const shown = page.locator(".tools tbody tr:visible");
    const all = await shown.count();
    await page.keyboard.press("Tab");
    await page.getByLabel("Has the words").fill("PAYMENTS npm");
    expect(await shown.count()).toBe(1);
    expect(await page.locator(".filters [role=status]").innerText()).toBe(`1 of ${all} servers`);
    await page.getByLabel("Language").selectOption("rust");
    expect(await shown.count()).toBe(0);
    await page.getByLabel("Language").selectOption("javascript");
    await page.reload();
    expect(new URL(page.url()).search).toBe("?has=PAYMENTS+npm&language=javascript");
    await expect.poll(() => shown.count()).toBe(1);
    expect(await page.getByLabel("Has the words").inputValue()).toBe("PAYMENTS npm");
    await page.getByLabel("Has the words").fill("");
    await page.getByLabel("Language").selectOption("");
    expect(await shown.count()).toBe(all);
    expect(new URL(page.url()).search).toBe("");
    expect(faults).toEqual([]);
    await close();
  });

  test("finds a server by a risk that one of its tools has", async () => {
    const { page, close } = await openPage(browser, "/servers/?risk=critical&has=torrent");
    await expect.poll(() => page.locator(".tools tbody tr:visible").count()).toBe(1);
    await close();
  });

  test("with more pages leads to the search, with what was chosen", async () => {
    const { page, close } = await openPage(browser, "/categories/read/?risk=low");
    const link = page.getByRole("link", { name: /^Search all/ });
    await page.getByLabel("Has the words").fill("list");
    await expect.poll(() => link.getAttribute("href")).toMatch(/\/search\/\?category=read&risk=low&q=list$/);
    await link.click();
    await page.locator("#found li").first().waitFor();
    expect(await page.getByLabel("Category").inputValue()).toBe("read");
    await close();
  });

  test("of one server's tools leads to what the search finds of that server", async () => {
    const { page, close } = await openPage(browser, "/servers/many-tools/~2/");
    const link = page.getByRole("link", { name: "Search all 400" });
    await page.getByLabel("Has the words").fill("pause");
    await expect.poll(() => link.getAttribute("href")).toMatch(/\/search\/\?q=Many\+Tools\+pause$/);
    await link.click();
    await page.locator("#found li").first().waitFor();
    for (const where of await page.locator("#found .where").allInnerTexts()) expect(where).toContain("Many Tools");
    await close();
  });

  test("that the search has no filter for leads there only with something to look for", async () => {
    const { page, close } = await openPage(browser, "/tools/s/");
    const link = page.getByRole("link", { name: "Search the whole catalogue" });
    expect(await link.isVisible()).toBe(false);
    await page.getByLabel("Risk").selectOption("high");
    expect(await link.getAttribute("href")).toMatch(/\/search\/\?risk=high$/);
    await close();
  });

  test("shows no filter without JavaScript, and every row", async () => {
    const { page, close } = await openPage(browser, "/servers/?has=torrent", { javaScriptEnabled: false });
    expect(await page.locator(".filters").isVisible()).toBe(false);
    expect(await page.locator(".tools tbody tr:visible").count()).toBeGreaterThan(40);
    await close();
  });

  test("does not jump when its script comes", async () => {
    const { page, close } = await openPage(browser, "/servers/");
    const shift = await page.evaluate(
      () =>
        new Promise((done) => {
          const observer = new PerformanceObserver((list) => done(list.getEntries().length));
          observer.observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(0), 500);
        }),
    );
    expect(shift).toBe(0);
    await close();
  });
});

test("a list can be sorted by its columns, both ways and back", async () => {
  const { page, faults, close } = await openPage(browser, "/servers/torrent-client/");
  const names = () => page.locator(".tools tbody th").allInnerTexts();
  const first = await names();
  await page.getByRole("button", { name: "Tool" }).click();
  expect(await names()).toEqual(first.toSorted());
  await page.getByRole("button", { name: "Tool" }).click();
  expect(await names()).toEqual(first.toSorted().toReversed());
  expect(await page.getByRole("columnheader", { name: "Tool" }).getAttribute("aria-sort")).toBe("descending");
  expect(new URL(page.url()).search).toBe("?sort=-tool");
  await page.getByRole("button", { name: "Tool" }).click();
  expect(await names()).toEqual(first);
  await page.getByRole("button", { name: "Risk" }).click();
  expect(await page.locator(".tools .risk").first().innerText()).toBe("Critical");
  expect(faults).toEqual([]);
  await close();
});

describe("copy", () => {
  const permissions = ["clipboard-read", "clipboard-write"];

  test("gives exactly the server's policy file", async () => {
    const { page, close } = await openPage(browser, "/servers/torrent-client/", { permissions });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(readSiteFile("servers/torrent-client/policy.json"));
    await close();
  });

  test("gives the whole server's file from a tool's page too", async () => {
    const { page, close } = await openPage(browser, "/servers/payments/create_refund/", { permissions });
    await page.getByRole("button", { name: "Copy all" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(readSiteFile("servers/payments/policy.json"));
    await close();
  });

  test("gives the tool's own policy: default deny, one limit", async () => {
    const { page, close } = await openPage(browser, "/servers/torrent-client/pause_torrent/", { permissions });
    await page.getByRole("button", { name: "Copy", exact: true }).first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual({
      version: "1",
      default: "deny",
      tools: {
        pause_torrent: { limits: [{ counter: "pause_torrent_rate", window: "minute", max: 10, scope: "grant" }] },
      },
    });
    await close();
  });

  test("says when it was not possible", async () => {
    const { page, close } = await openPage(browser, "/servers/torrent-client/");
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
    });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Not copied: select it" }).waitFor();
    await close();
  });
});

describe("without JavaScript", () => {
  test("a tool's page is readable and shows no button that does nothing", async () => {
    const { page, faults, close } = await openPage(browser, "/servers/torrent-client/delete_torrent/", {
      javaScriptEnabled: false,
    });
    const text = await page.locator("main").innerText();
    for (const part of [
      "Critical risk",
      "a Destructive tool of",
      "Remove torrents from the client",
      "delete_files",
      '"hide"',
    ]) {
      expect(text).toContain(part);
    }
    expect(await page.locator("main button:visible").count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  test.each(Object.entries(ONE_OF_EACH))(
    "%s can be read, and has no control that does nothing",
    async (_kind, path) => {
      const { page, faults, close } = await openPage(browser, path, { javaScriptEnabled: false });
      expect((await page.locator("main").innerText()).length).toBeGreaterThan(100);
      const controls = page.locator("main :is(button, input, select, textarea):visible");
      expect(await controls.evaluateAll((all) => all.filter((one) => !one.closest("form.search")).length)).toBe(0);
      expect(faults.filter((fault) => path !== "/nothing-here/" || !fault.includes("404"))).toEqual([]);
      await close();
    },
  );

  test("the search form leads to the lists", async () => {
    const { page, close } = await openPage(browser, "/", { javaScriptEnabled: false });
    await page.locator("form.search input").fill("pause");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=pause");
    expect(await page.locator("main").innerText()).toContain("Searching needs JavaScript");
    expect(await page.locator('main a[href="/tools/"]').count()).toBe(1);
    await close();
  });
});

describe("axe finds nothing and nothing overflows, light and dark, narrow and wide", () => {
  test.each(Object.entries(ONE_OF_EACH))("%s", async (_kind, path) => {
    const { page, faults, close } = await openPage(browser, path);
    await expectAccessible(page);
    // The browser itself reports the status of the page that is not there.
    expect(faults.filter((fault) => path !== "/nothing-here/" || !fault.includes("404"))).toEqual([]);
    await close();
  });
});

test("hostile texts run nothing, on any of their pages", async () => {
  const files = listFiles("index.html").filter((file) => file.startsWith("servers/hostile-"));
  expect(files.length).toBeGreaterThan(20);
  const { page, faults, close } = await openPage(browser, "/search/?q=script");
  await page.locator("#found li").first().waitFor();
  for (const file of files) {
    await page.goto(`${inject("siteUrl")}${file.replace(/index\.html$/, "")}`);
    const executed = await page.evaluate(() => "__executed" in globalThis);
    expect(executed, file).toBe(false);
    expect(await page.locator("main img, main script").count(), file).toBe(0);
  }
  expect(faults).toEqual([]);
  await close();
});

test("hidden characters are shown, and other directions of writing keep to themselves", async () => {
  const { page, close } = await openPage(browser, "/servers/hostile-texts/hidden_text/");
  expect(await page.locator(".hidden-character").allInnerTexts()).toContain("U+202E");
  await close();
});
