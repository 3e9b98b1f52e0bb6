/** The built site in a real browser: copying, reading without JavaScript, accessibility, hostile texts. */
import { describe, expect, inject, test } from "vitest";
import { expectAccessible } from "./support/expect-accessible.ts";
import { listFiles, ONE_OF_EACH, readSiteFile } from "./support/list-pages.ts";
import { openPage, readClipboard } from "./support/open-page.ts";

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
    await expect.poll(() => readClipboard(page)).toBe(readSiteFile("servers/many-tools/policy.json"));
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

test("nothing moves by itself for whoever asks for that", async () => {
  const countMoving = async (reducedMotion: "reduce" | "no-preference") => {
    const { page } = await openPage("/", { reducedMotion });
    const counts: number[] = [];
    for (const path of [ONE_OF_EACH.home, ONE_OF_EACH.server, ONE_OF_EACH.tool, ONE_OF_EACH.stack]) {
      await page.goto(new URL(path, inject("siteUrl")).href);
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")]
            .map((element) => getComputedStyle(element))
            .filter(
              ({ animationName, transitionDuration, scrollBehavior }) =>
                animationName !== "none" ||
                transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0) ||
                scrollBehavior === "smooth",
            ).length,
      );
      counts.push(moving);
    }
    return counts.reduce((sum, count) => sum + count);
  };
  expect(await countMoving("reduce")).toBe(0);
  // What there is to be stilled.
  expect(await countMoving("no-preference")).toBeGreaterThan(0);
});
