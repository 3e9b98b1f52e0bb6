/** Policies in the browser: the page that judges calls, and the tabs of dialects on the pages of servers and tools. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { DIALECTS } from "../../src/core/policy/dialects/index.ts";
import { DIALECT_IDS } from "../../src/core/policy/dialects/types.ts";
import { validatePolicyText } from "../../src/core/policy/validate.ts";
import { readSiteFile } from "./support/list-pages.ts";
import { openPage, readClipboard } from "./support/open-page.ts";

describe("the policy page", () => {
  test("allows, then denies when the limit is used up", async () => {
    const { page, faults } = await openPage("/policy/");
    const decision = page.locator("#decision");
    const judge = page.getByRole("button", { name: "Judge the call" });
    for (const expected of ["Allowed", "Allowed", "Denied"]) {
      await judge.click();
      await expect.poll(() => decision.locator("p").first().innerText()).toBe(expected);
    }
    expect(await decision.innerText()).toContain("/tools/create_note/limits/create_note_rate");
    expect(faults).toEqual([]);
  });

  test("judges a call of a server's tool by the server's own policy", async () => {
    const { page } = await openPage("/policy/?server=torrent-client&tool=delete_torrent");
    await page.waitForFunction(() => document.querySelector("textarea")?.value.includes("pause_torrent"));
    await page.getByRole("button", { name: "Judge the call" }).click();
    await page.locator("#decision", { hasText: "(hidden)" }).waitFor();
    const call = JSON.parse(await page.locator("#call-text").inputValue());
    const { inputSchema } = JSON.parse(readSiteFile("api/v1/servers/torrent-client/delete_torrent.json"));
    expect(inputSchema.required.length).toBeGreaterThan(0);
    expect(Object.keys(call.arguments)).toEqual(inputSchema.required);
  });

  test("names an unknown key and the right one", async () => {
    const { page } = await openPage("/policy/");
    await page
      .locator("#policy-text")
      .fill('{ "version": "1", "default": "deny", "tools": { "a": { "rate_limit": 10 } } }');
    await page.locator("#policy-faults", { hasText: /"rate_limit".*"limits"/ }).waitFor();
  });
});

describe("dialects", () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const download = async (page: Page) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download", exact: true }).click(),
    ]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  };
  const expectCopied = async (page: Page, text: string) => {
    await page.getByRole("button", { name: "Copy", exact: true }).first().click();
    await expect.poll(() => readClipboard(page)).toBe(text);
  };

  test("of a server: what is shown, copied and downloaded is the file, in each of them", async () => {
    const { page, faults } = await openPage("/servers/torrent-client/", { permissions });
    const tabs = page.getByRole("tab");
    expect(await tabs.count()).toBe(DIALECT_IDS.length);
    for (const dialect of Object.values(DIALECTS)) {
      await page.getByRole("tab", { name: dialect.name, exact: true }).click();
      const file = readSiteFile(`servers/torrent-client/policy.${dialect.ending}`);
      await expect.poll(() => page.locator("#policy").textContent()).toBe(file);
      expect(await page.locator("#policy-panel ul").isVisible()).toBe(dialect.id !== "policy-v1");
    }
    await page.getByRole("tab", { name: "Codex" }).click();
    const file = readSiteFile("servers/torrent-client/policy.codex.toml");
    await expect.poll(() => page.locator("#policy").textContent()).toBe(file);
    await expectCopied(page, file);
    expect(await download(page)).toEqual({ name: "torrent-client.policy.codex.toml", text: file });
    expect(faults).toEqual([]);
  });

  test("of one tool: copied and downloaded as shown, for that tool alone", async () => {
    const { page, faults } = await openPage("/servers/torrent-client/pause_torrent/", { permissions });
    await page.getByRole("tab", { name: "Claude Code" }).click();
    await page.locator("#policy", { hasText: "mcp__torrent-client__pause_torrent" }).waitFor();
    const shown = (await page.locator("#policy").textContent()) ?? "";
    expect(shown).not.toContain("list_torrents");
    await expectCopied(page, shown);
    expect(await download(page)).toEqual({
      name: "torrent-client.pause_torrent.policy.claude-code.json",
      text: shown,
    });
    await page.getByRole("tab", { name: "policy.json" }).click();
    await page.locator("#policy", { hasText: '"default": "deny"' }).waitFor();
    const { text } = await download(page);
    expect(validatePolicyText(text).faults).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("are walked by the arrow keys, Home and End, and only the chosen one is in the order of Tab", async () => {
    const { page } = await openPage("/servers/torrent-client/pause_torrent/");
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
      await expect.poll(() => chosen.allInnerTexts()).toEqual([name]);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      expect(await page.locator("[role=tab][tabindex='0']").count()).toBe(1);
    }
    const panel = page.getByRole("tabpanel", { name: "policy.json" });
    expect(await panel.count()).toBe(1);
  });

  test("are links to the files without JavaScript", async () => {
    const { page } = await openPage("/servers/torrent-client/", { javaScriptEnabled: false });
    await page.getByRole("link", { name: "Claude Code" }).click();
    await page.waitForURL("**/servers/torrent-client/policy.claude-code.json");
  });
});
