/** Policies in the browser: the page that judges calls, and the tabs of dialects on the pages of servers and tools. */
import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../scripts/lib/browser.ts";
import { DIALECTS } from "../../src/core/policy/dialects/index.ts";
import { DIALECT_IDS } from "../../src/core/policy/dialects/types.ts";
import { validatePolicyText } from "../../src/core/policy/validate.ts";
import { readSiteFile } from "./support/list-pages.ts";
import { openPage } from "./support/open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("the policy page", () => {
  test("allows, then denies when the limit is used up", async () => {
    const { page, faults, close } = await openPage(browser, "/policy/");
    const decision = page.locator("#decision");
    const judge = page.getByRole("button", { name: "Judge the call" });
    for (const expected of ["Allowed", "Allowed", "Denied"]) {
      await judge.click();
      expect(await decision.locator("p").first().innerText()).toBe(expected);
    }
    expect(await decision.innerText()).toContain("/tools/create_note/limits/create_note_rate");
    expect(faults).toEqual([]);
    await close();
  });

  test("judges a call of a server's tool by the server's own policy", async () => {
    const { page, close } = await openPage(browser, "/policy/?server=torrent-client&tool=delete_torrent");
    await page.waitForFunction(() => document.querySelector("textarea")?.value.includes("pause_torrent"));
    await page.getByRole("button", { name: "Judge the call" }).click();
    expect(await page.locator("#decision").innerText()).toContain("(hidden)");
    await close();
  });

  test("names an unknown key and the right one", async () => {
    const { page, close } = await openPage(browser, "/policy/");
    await page
      .locator("#policy-text")
      .fill('{ "version": "1", "default": "deny", "tools": { "a": { "rate_limit": 10 } } }');
    const faults = page.locator("#policy-faults");
    expect(await faults.innerText()).toContain("rate_limit");
    expect(await faults.innerText()).toContain("limits");
    await close();
  });
});

describe("dialects", () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const download = async (page: Page) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download", exact: true }).click(),
    ]);
    await page.getByRole("button", { name: "Downloaded" }).waitFor();
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  };
  const copy = async (page: Page) => {
    await page.getByRole("button", { name: "Copy", exact: true }).first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test("of a server: what is shown, copied and downloaded is the file, in each of them", async () => {
    const { page, faults, close } = await openPage(browser, "/servers/torrent-client/", { permissions });
    const tabs = page.getByRole("tab");
    expect(await tabs.count()).toBe(DIALECT_IDS.length);
    for (const dialect of Object.values(DIALECTS)) {
      await page.getByRole("tab", { name: dialect.name, exact: true }).click();
      const file = readSiteFile(`servers/torrent-client/policy.${dialect.ending}`);
      await page.waitForFunction((text) => document.querySelector("#policy")?.textContent === text, file);
      expect(await page.locator("#policy-panel ul").isVisible()).toBe(dialect.id !== "policy-v1");
    }
    await page.getByRole("tab", { name: "Codex" }).click();
    const file = readSiteFile("servers/torrent-client/policy.codex.toml");
    expect(await copy(page)).toBe(file);
    expect(await download(page)).toEqual({ name: "torrent-client.policy.codex.toml", text: file });
    expect(faults).toEqual([]);
    await close();
  });

  test("of one tool: copied and downloaded as shown, for that tool alone", async () => {
    const { page, faults, close } = await openPage(browser, "/servers/torrent-client/pause_torrent/", { permissions });
    await page.getByRole("tab", { name: "Claude Code" }).click();
    await page.locator("#policy", { hasText: "mcp__torrent-client__pause_torrent" }).waitFor();
    const shown = await page.locator("#policy").evaluate(({ textContent }) => textContent);
    expect(shown).not.toContain("list_torrents");
    expect(await copy(page)).toBe(shown);
    expect(await download(page)).toEqual({
      name: "torrent-client.pause_torrent.policy.claude-code.json",
      text: shown,
    });
    await page.getByRole("tab", { name: "policy.json" }).click();
    await page.locator("#policy", { hasText: '"default": "deny"' }).waitFor();
    const { text } = await download(page);
    expect(validatePolicyText(text).faults).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test("are walked by the arrow keys, Home and End, and only the chosen one is in the order of Tab", async () => {
    const { page, close } = await openPage(browser, "/servers/torrent-client/pause_torrent/");
    const chosen = page.locator("[role=tab][aria-selected=true]");
    await page.getByRole("tab", { name: "policy.json" }).focus();
    for (const [key, name] of [
      ["ArrowRight", "Claude Code"],
      ["End", "CEL (agentgateway)"],
      ["ArrowRight", "policy.json"],
      ["ArrowLeft", "CEL (agentgateway)"],
      ["Home", "policy.json"],
    ] as const) {
      await page.keyboard.press(key);
      expect(await chosen.allInnerTexts()).toEqual([name]);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      expect(await page.locator("[role=tab][tabindex='0']").count()).toBe(1);
    }
    const panel = page.getByRole("tabpanel", { name: "policy.json" });
    expect(await panel.count()).toBe(1);
    await close();
  });

  test("are links to the files without JavaScript", async () => {
    const { page, close } = await openPage(browser, "/servers/torrent-client/", { javaScriptEnabled: false });
    await page.getByRole("link", { name: "Claude Code" }).click();
    expect(page.url()).toContain("/servers/torrent-client/policy.claude-code.json");
    await close();
  });
});
