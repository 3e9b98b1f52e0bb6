/** Lists in a browser: sorted and filtered by what stands in the address. */
import { describe, expect, inject, test } from "vitest";
import { openPage } from "./support/open-page.ts";

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

  test("of which the search knows nothing lays its pages into one, sorted and filtered as a whole", async () => {
    const { page, faults } = await openPage("/changes/~2/?sort=-tool or server");
    const rows = page.locator(".changes tbody tr:visible");
    await expect.poll(() => page.locator(".filters [role=status]").innerText()).toBe("150 changes on this page");
    const button = page.getByRole("button", { name: /^Load all / });
    const all = Number((await button.innerText()).replace("Load all ", ""));
    expect(all).toBeGreaterThan(400);
    await button.click();
    await expect.poll(() => rows.count()).toBe(all);
    expect(await page.locator(".filters [role=status]").innerText()).toBe(`${all} changes`);
    const names = (await page.locator(".changes tbody th > :first-child").allInnerTexts()).map((name) =>
      name.toLowerCase(),
    );
    expect(names.at(0)).toBe(names.toSorted().at(-1));
    expect(await page.locator("ul.pages").count()).toBe(0);
    await page.locator("select[name=change]").selectOption("server");
    await expect.poll(() => rows.count()).toBe(4);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(4);
    expect(faults).toEqual([]);
  });

  test("says so when a page of it does not come, and can be asked again", async () => {
    const { page } = await openPage("/changes/");
    await page.route("**/changes/~3/", (route) => route.fulfill({ status: 503 }));
    await page.getByRole("button", { name: /^Load all / }).click();
    const again = page.getByRole("button", { name: "Not loaded: try again" });
    await again.waitFor();
    expect(await page.locator(".changes tbody tr").count()).toBe(150);
    await page.unroute("**/changes/~3/");
    await again.click();
    await expect.poll(() => page.locator(".changes tbody tr").count()).toBeGreaterThan(400);
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
