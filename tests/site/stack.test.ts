/** The stack page: from servers, by name or from a configuration, to policies that are valid, tool by tool. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { validatePolicyText } from "../../src/core/policy/validate.ts";
import { expectAccessible } from "./support/expect-accessible.ts";
import { openPage } from "./support/open-page.ts";

/** Three servers of the fixtures come from the repository that the second one names, so that it says nothing. */
const CONFIG = `{
  // The team's servers
  "mcpServers": {
    "pay": { "command": "npx", "args": ["-y", "@example/payments-mcp@2.3.1"], "env": { "KEY": "secret" } },
    "torrents": { "command": "uvx", "args": ["--from", "git+https://github.com/Example/torrent-mcp@main", "torrent"] },
    "ours": { "command": "node", "args": ["./server.js"] },
  },
}`;

async function pasteConfig(page: Page, text: string): Promise<void> {
  await page.locator("#config-text").fill(text);
  await page.getByRole("button", { name: "Read it" }).click();
}

function isSorted(names: string[]): boolean {
  return names.every((name, index) => index === 0 || (names[index - 1] ?? "") <= name);
}

describe("the stack page", () => {
  test("goes from a pasted configuration to a downloaded policy that is valid", async () => {
    const { page, faults } = await openPage("/stack/");
    await pasteConfig(page, CONFIG);
    await page.getByText("Found in the catalogue: 1 of 3.").waitFor();
    await page.getByText("Unknown: torrents, ours.").waitFor();
    await page.locator("#stack-tools tr", { hasText: "create_refund" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download payments.policy.json" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(validatePolicyText(text).faults).toEqual([]);
    expect(JSON.parse(text).tools.create_refund.deny_if).toBeDefined();
    await page.waitForURL(({ hash }) => hash === "#s=payments");
    expect(faults).toEqual([]);
  });

  test("adds the first server found by the return key", async () => {
    const { page } = await openPage("/stack/");
    await page.locator("#add-server").fill("torrent");
    await page.getByRole("button", { name: /^Add / }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(({ hash }) => hash.startsWith("#s="));
    expect(await page.locator("#server-hits li").count()).toBe(0);
  });

  test("adds a server by its name, and keeps the choice in the address", async () => {
    const { page } = await openPage("/stack/");
    await page.locator("#add-server").fill("torrent");
    await page.getByRole("button", { name: "Add Torrent Client MCP" }).click();
    const row = page.locator("#stack-tools tr", { hasText: "delete_torrent" });
    await row.filter({ hasText: "Hidden" }).waitFor();
    const policy = page.locator("#stack-policy");
    for (const [choice, text] of [
      ["deny", '"delete_torrent": { "deny_if": [{ "conditions": []'],
      ["hide", '"hide": ["delete_torrent"]'],
      ["allow", '"delete_torrent": {}'],
    ] as const) {
      await row.getByRole("combobox").focus();
      await row.getByRole("combobox").selectOption(choice);
      await page.waitForURL((url) => url.hash.includes(`${choice}=torrent-client`));
      await policy.filter({ hasText: text }).waitFor();
      expect(await policy.locator("mark").innerText()).toBe('"delete_torrent"');
      // The control is a new one, and still has the focus.
      expect(await row.getByRole("combobox").evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await page.reload();
    await row.waitFor();
    expect(await row.getByRole("combobox").inputValue()).toBe("allow");
  });

  test("builds a rule from what the tool's schema offers, with the JSON beside it, and gives a valid policy", async () => {
    const { page, faults } = await openPage("/stack/?s=payments");
    const row = page.locator("#stack-tools tr", { hasText: "create_refund" }).first();
    await row.getByRole("combobox").selectOption("custom");
    const editor = page.getByRole("group", { name: "Rule of create_refund" });
    const policy = page.locator("#stack-policy code");
    await editor.getByRole("button", { name: "Add a limit" }).click();
    await editor.getByLabel("Calls").fill("2");
    await editor.getByLabel("In any").selectOption("day");
    await policy.filter({ hasText: '"window": "day", "max": 2' }).waitFor();
    await editor.getByLabel("Argument").selectOption({ label: "amount" });
    await editor.getByLabel("Rule", { exact: true }).selectOption("at-most");
    await editor.getByRole("button", { name: "Add a rule" }).click();
    await editor.getByText("Write a number.").waitFor();
    await editor.getByLabel("Value").fill("500");
    await editor.getByRole("button", { name: "Add a rule" }).click();
    await policy.filter({ hasText: '"op": "gt", "value": 500' }).waitFor();
    await editor.getByText("Denied when amount is more than 500.").waitFor();
    await page.reload();
    await row.getByText("Denied when amount is more than 500. At most 2 calls in any day.").waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download payments.policy.json" }).click(),
    ]);
    const { policy: valid, faults: wrong } = validatePolicyText(await readFile(await download.path(), "utf8"));
    expect(wrong).toEqual([]);
    expect(valid?.tools?.create_refund).toEqual({
      deny_if: [
        {
          conditions: [{ path: "args.amount", op: "gt", value: 500 }],
          on_deny: "Denied when amount is more than 500.",
        },
      ],
      limits: [{ counter: "create_refund_rate", window: "day", max: 2, scope: "grant" }],
    });
    expect(faults).toEqual([]);
  });

  test("offers the rules that the definition gives ground for, and takes them away again", async () => {
    const { page } = await openPage("/stack/?s=torrent-client");
    const row = page.locator("#stack-tools tr", { hasText: "delete_torrent" }).first();
    await row.getByRole("combobox").selectOption("custom");
    const editor = page.getByRole("group", { name: "Rule of delete_torrent" });
    await editor.getByRole("button", { name: "Add", exact: true }).click();
    await editor.getByText("A call whose hashes is all or a wildcard.").first().waitFor();
    await editor.getByRole("button", { name: "Add", exact: true }).waitFor({ state: "detached" });
    await editor.getByRole("button", { name: "Remove" }).click();
    await editor.getByRole("button", { name: "Add", exact: true }).waitFor();
    await editor.getByRole("button", { name: "Done" }).click();
    await editor.waitFor({ state: "detached" });
  });

  test("begins with a policy of the reader's own, and names the faults of one that has any", async () => {
    const { page } = await openPage("/stack/?s=payments");
    await page.getByText("Begin with a policy.json of your own").click();
    const paste = page.getByLabel(/^Or paste it/);
    await paste.fill('{ "version": "1", "default": "deny", "tools": { "list_charges": { "rate_limit": 5 } } }');
    await page.getByRole("button", { name: "Import it" }).click();
    await page.getByText(/did you mean "limits"\?/).waitFor();
    const own = { version: "1", default: "deny", tools: { list_charges: {}, list_chargers: {} } };
    await page.getByLabel("From a file").setInputFiles({
      name: "policy.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(own)),
    });
    await expect.poll(() => paste.inputValue()).toBe(JSON.stringify(own));
    await page.getByRole("button", { name: "Import it" }).click();
    await page.getByText("It names tools that the server does not have: list_chargers.").waitFor();
    const row = page.locator("#stack-tools tr", { hasText: "create_refund" });
    await row.getByText("Every call is denied.").waitFor();
    await row.getByRole("combobox").selectOption("allow");
    await expect
      .poll(async () => JSON.parse(await page.locator("#stack-policy code").innerText()))
      .toEqual({ ...own, tools: { ...own.tools, create_refund: {} } });
    await page.reload();
    await page.getByRole("button", { name: "Drop your policy.json" }).click();
    await page.locator("#stack-policy", { hasText: "all_calls" }).waitFor();
  });

  test("lists the tools of a large server in parts, in the order and with the words that are asked for", async () => {
    const { page, faults } = await openPage("/stack/?s=many-tools");
    const rows = page.locator("#stack-tools tbody tr");
    await expect.poll(() => rows.count()).toBe(100);
    await page.getByRole("button", { name: "Show more of the 500 left" }).click();
    await expect.poll(() => rows.count()).toBe(200);
    await page.getByLabel("Has the words").fill("critical refund");
    await expect.poll(() => rows.count()).toBeLessThan(100);
    for (const text of await rows.allInnerTexts()) expect(text).toMatch(/refund_.*Critical/s);
    await page.getByLabel("Order").selectOption("name");
    await expect.poll(async () => isSorted(await rows.locator("th .name").allInnerTexts())).toBe(true);
    expect(faults).toEqual([]);
  });

  test("exports every policy in a dialect", async () => {
    const { page } = await openPage("/stack/?s=payments,torrent-client");
    await page.getByLabel("Format", { exact: true }).selectOption("codex");
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.suggestedFilename()));
    await page.getByRole("button", { name: "Download all 2 files" }).click();
    await expect
      .poll(() => downloads.toSorted())
      .toEqual(["payments.policy.codex.toml", "torrent-client.policy.codex.toml"]);
  });

  test("names a dangerous combination, and what breaks it", async () => {
    const { page } = await openPage("/stack/?s=payments,hostile-texts");
    const together = page.locator("#combinations");
    await together.getByRole("heading", { name: "A stranger can get access" }).waitFor();
    expect(await together.innerText()).toMatch(/create_restricted_key.* of payments/);
    await together.getByRole("button", { name: "Hide that tool" }).first().click();
    await together.getByRole("heading", { name: "A stranger can get access" }).waitFor({ state: "detached" });
    await page.locator("#stack-policy", { hasText: '"hide": ["create_restricted_key"]' }).waitFor();
  });

  test("reads Codex, and says what it cannot read", async () => {
    const { page } = await openPage("/stack/");
    await pasteConfig(page, '[mcp_servers.pay]\ncommand = "npx"\nargs = ["-y", "@example/payments-mcp"]\n');
    await page.getByText("Found in the catalogue: 1 of 1.").waitFor();
    await page.getByText("Or paste a configuration").click();
    await page.locator("#config-text").fill("not a configuration");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByText("This is neither JSON nor TOML.").waitFor();
  });

  test("says that a server is unknown, whatever its address is called", async () => {
    const { page } = await openPage("/stack/?s=no-such-server");
    await page.getByText("no-such-server: not in the catalogue").waitFor();
    await page.getByRole("button", { name: "Remove no-such-server" }).click();
    await expect.poll(() => page.locator("#chosen li").count()).toBe(0);
  });

  test("is accessible with hostile tools and an open rule, and runs nothing", async () => {
    const { page, faults } = await openPage("/stack/?s=hostile-texts,payments");
    const row = page.locator("#stack-tools tr", { hasText: "create_refund" }).first();
    await row.getByRole("combobox").selectOption("custom");
    await page.getByRole("button", { name: "Add a limit" }).click();
    await page.getByText("Begin with a policy.json of your own").click();
    await expectAccessible(page);
    expect(await page.evaluate(() => "__executed" in globalThis)).toBe(false);
    expect(faults).toEqual([]);
  });
});
