/** The built site in a real browser: search and copy, reading without JavaScript, accessibility, hostile texts. */
import type { Request } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { expectAccessible } from "./support/expect-accessible.ts";
import { listFiles, ONE_OF_EACH, readSiteFile } from "./support/list-pages.ts";
import { openPage, readClipboard } from "./support/open-page.ts";

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

/** A page with a list, the script of which is held back. */
async function openUnfinished(path: string) {
  const { page } = await openPage("/methodology/");
  const { promise: isAllowed, resolve: letScriptCome } = Promise.withResolvers<void>();
  await page.route("**/list.client.*", async (route) => {
    await isAllowed;
    await route.continue();
  });
  await page.goto(new URL(path, inject("siteUrl")).href);
  return { page, letScriptCome };
}

describe("a list", () => {
  test("filters by words and by choice, says how much is left, and keeps it in the address", async () => {
    const { page, faults } = await openPage("/servers/");
    const shown = page.locator(".tools tbody tr:visible");
    const all = await shown.count();
    await page.getByLabel("Has the words").fill("PAYMENTS npm");
    await expect.poll(() => shown.count()).toBe(1);
    await expect.poll(() => page.locator(".filters [role=status]").innerText()).toBe(`1 of ${all} servers`);
    await page.getByLabel("Language").selectOption("rust");
    await expect.poll(() => shown.count()).toBe(0);
    await page.getByLabel("Language").selectOption("javascript");
    await page.waitForURL(({ search }) => search === "?has=PAYMENTS+npm&language=javascript");
    await page.reload();
    await expect.poll(() => shown.count()).toBe(1);
    await expect.poll(() => page.getByLabel("Has the words").inputValue()).toBe("PAYMENTS npm");
    await page.getByLabel("Has the words").fill("");
    await page.getByLabel("Language").selectOption("");
    await expect.poll(() => shown.count()).toBe(all);
    await page.waitForURL(({ search }) => search === "");
    expect(faults).toEqual([]);
  });

  test("finds a server by a risk that one of its tools has", async () => {
    const { page } = await openPage("/servers/?risk=critical&has=torrent");
    await expect.poll(() => page.locator(".tools tbody tr:visible").count()).toBe(1);
  });

  test("with more pages leads to the search, with what was chosen", async () => {
    const { page } = await openPage("/categories/read/?risk=low");
    const link = page.getByRole("link", { name: /^Search all/ });
    await page.getByLabel("Has the words").fill("list");
    await expect.poll(() => link.getAttribute("href")).toMatch(/\/search\/\?category=read&risk=low&q=list$/);
    await link.click();
    await page.locator("#found li").first().waitFor();
    expect(await page.getByLabel("Category").inputValue()).toBe("read");
  });

  test("of one server's tools leads to what the search finds of that server", async () => {
    const { page } = await openPage("/servers/many-tools/~2/");
    const link = page.getByRole("link", { name: "Search all 600" });
    await page.getByLabel("Has the words").fill("pause");
    await expect.poll(() => link.getAttribute("href")).toMatch(/\/search\/\?q=Many\+Tools\+pause$/);
    await link.click();
    await page.locator("#found li").first().waitFor();
    for (const where of await page.locator("#found .where").allInnerTexts()) expect(where).toContain("Many Tools");
  });

  test("that the search has no filter for leads there only with something to look for", async () => {
    const { page } = await openPage("/tools/s/");
    const link = page.getByRole("link", { name: "Search the whole catalogue" });
    expect(await link.isVisible()).toBe(false);
    await page.getByLabel("Risk").selectOption("high");
    await link.waitFor();
    expect(await link.getAttribute("href")).toMatch(/\/search\/\?risk=high$/);
  });

  test("goes by what was chosen before its script came", async () => {
    const { page, letScriptCome } = await openUnfinished("/servers/?risk=critical");
    await page.getByLabel("Has the words").fill("torrent");
    letScriptCome();
    await expect.poll(() => page.locator(".tools tbody tr:visible").count()).toBe(1);
    expect(await page.getByLabel("Has the words").inputValue()).toBe("torrent");
  });

  test("shows no filter without JavaScript, and every row", async () => {
    const { page } = await openPage("/servers/?has=torrent", { javaScriptEnabled: false });
    expect(await page.locator(".filters").isVisible()).toBe(false);
    expect(await page.locator(".tools tbody tr:visible").count()).toBeGreaterThan(40);
  });

  test("does not jump when its script comes", async () => {
    const { page, letScriptCome } = await openUnfinished("/servers/");
    // Fonts may move a line, and are there by then.
    await page.evaluate(() => document.fonts.ready);
    const since = await page.evaluate(() => performance.now());
    letScriptCome();
    await page.locator("button.sort").first().waitFor();
    const shifts = await page.evaluate(async (since) => {
      const entries: PerformanceEntry[] = [];
      const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      return [...entries, ...observer.takeRecords()].filter(({ startTime }) => startTime >= since).length;
    }, since);
    expect(shifts).toBe(0);
  });
});

test("a list can be sorted by its columns, both ways and back", async () => {
  const { page, faults } = await openPage("/servers/torrent-client/");
  const names = () => page.locator(".tools tbody th").allInnerTexts();
  const first = await names();
  await page.getByRole("button", { name: "Tool" }).click();
  await expect.poll(names).toEqual(first.toSorted());
  await page.getByRole("button", { name: "Tool" }).click();
  await expect.poll(names).toEqual(first.toSorted().toReversed());
  expect(await page.getByRole("columnheader", { name: "Tool" }).getAttribute("aria-sort")).toBe("descending");
  await page.waitForURL(({ search }) => search === "?sort=-tool");
  await page.getByRole("button", { name: "Tool" }).click();
  await expect.poll(names).toEqual(first);
  await page.getByRole("button", { name: "Risk" }).click();
  await expect.poll(() => page.locator(".tools .risk").first().innerText()).toBe("Critical");
  expect(faults).toEqual([]);
});

describe("copy", () => {
  const permissions = ["clipboard-read", "clipboard-write"];

  test("gives exactly the server's policy file, and says so for a while", async () => {
    const { page } = await openPage("/servers/torrent-client/", { permissions });
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await readClipboard(page)).toBe(readSiteFile("servers/torrent-client/policy.json"));
    await page.clock.runFor(5000);
    await page.getByRole("button", { name: "Copy", exact: true }).waitFor();
  });

  test("gives the server's policy file too where it is too long to be printed", async () => {
    const { page } = await openPage("/servers/many-tools/", { permissions });
    expect(await page.locator("#policy").count()).toBe(0);
    await page.getByRole("button", { name: "Copy policy.json" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await readClipboard(page)).toBe(readSiteFile("servers/many-tools/policy.json"));
  });

  test("gives the whole server's file from a tool's page too", async () => {
    const { page } = await openPage("/servers/payments/create_refund/", { permissions });
    await page.getByRole("button", { name: "Copy all" }).click();
    await expect.poll(() => readClipboard(page)).toBe(readSiteFile("servers/payments/policy.json"));
  });

  test("gives the tool's own policy: default deny, one limit", async () => {
    const { page } = await openPage("/servers/torrent-client/pause_torrent/", { permissions });
    await page.getByRole("button", { name: "Copy", exact: true }).first().click();
    await expect
      .poll(async () => JSON.parse((await readClipboard(page)) || "{}"))
      .toEqual({
        version: "1",
        default: "deny",
        tools: {
          pause_torrent: { limits: [{ counter: "pause_torrent_rate", window: "minute", max: 10, scope: "grant" }] },
        },
      });
  });

  test("says when it was not possible", async () => {
    const { page } = await openPage("/servers/torrent-client/");
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("denied"));
    });
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Not copied: select it" }).waitFor();
  });
});

describe("without JavaScript", () => {
  test("a tool's page is readable and shows no button that does nothing", async () => {
    const { page, faults } = await openPage("/servers/torrent-client/delete_torrent/", {
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
  });

  test.each(Object.entries(ONE_OF_EACH))(
    "%s can be read, and has no control that does nothing",
    async (_kind, path) => {
      const { page, faults } = await openPage(path, { javaScriptEnabled: false });
      expect((await page.locator("main").innerText()).length).toBeGreaterThan(100);
      const controls = page.locator("main :is(button, input, select, textarea):visible");
      expect(await controls.evaluateAll((all) => all.filter((one) => !one.closest("form.search")).length)).toBe(0);
      expect(faults.filter((fault) => path !== "/nothing-here/" || !fault.includes("404"))).toEqual([]);
    },
  );

  test("the search form leads to the lists", async () => {
    const { page } = await openPage("/", { javaScriptEnabled: false });
    await page.locator("form.search input").fill("pause");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=pause");
    expect(await page.locator("main").innerText()).toContain("Searching needs JavaScript");
    expect(await page.locator('main a[href="/tools/"]').count()).toBe(1);
  });
});

describe("axe finds nothing and nothing overflows, light and dark, narrow and wide", () => {
  test.each(Object.entries(ONE_OF_EACH))("%s", async (_kind, path) => {
    const { page, faults } = await openPage(path);
    await expectAccessible(page);
    // The browser itself reports the status of the page that is not there.
    expect(faults.filter((fault) => path !== "/nothing-here/" || !fault.includes("404"))).toEqual([]);
  });
});

test("hostile texts run nothing, on any of their pages", async () => {
  const files = listFiles("index.html").filter((file) => file.startsWith("servers/hostile-"));
  expect(files.length).toBeGreaterThan(20);
  const { page, faults } = await openPage("/search/?q=script");
  await page.locator("#found li").first().waitFor();
  for (const file of files) {
    await page.goto(`${inject("siteUrl")}${file.replace(/index\.html$/, "")}`);
    const executed = await page.evaluate(() => "__executed" in globalThis);
    expect(executed, file).toBe(false);
    expect(await page.locator("main img, main script").count(), file).toBe(0);
  }
  expect(faults).toEqual([]);
});

test("hidden characters are shown, and other directions of writing keep to themselves", async () => {
  const { page } = await openPage("/servers/hostile-texts/hidden_text/");
  expect(await page.locator(".hidden-character").allInnerTexts()).toContain("U+202E");
});
