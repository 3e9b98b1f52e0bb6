/** The pages that compute in the browser: a stack from a pasted configuration, a policy that allows and denies. */
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

const CONFIG = `{
  // The team's servers
  "mcpServers": {
    "pay": { "command": "npx", "args": ["-y", "@example/payments-mcp@2.3.1"], "env": { "KEY": "secret" } },
    "ours": { "command": "node", "args": ["./server.js"] },
  },
}`;

async function pasteConfig(page: Page, text: string): Promise<void> {
  await page.getByText("Or paste a configuration").click();
  await page.locator("#config-text").fill(text);
  await page.getByRole("button", { name: "Read it" }).click();
}

describe("the stack page", () => {
  test("goes from a pasted configuration to a downloaded policy that is valid", async () => {
    const { page, faults, close } = await openPage(browser, "/stack/");
    await pasteConfig(page, CONFIG);
    await page.getByText("1 of 2 servers are in the catalogue.").waitFor();
    expect(await page.locator("#config-result").innerText()).toContain("Unknown: ours.");
    await page.locator("#stack-tools tr", { hasText: "create_refund" }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download payments.policy.json" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(validatePolicyText(text).faults).toEqual([]);
    expect(JSON.parse(text).tools.create_refund.deny_if).toBeDefined();
    expect(page.url()).toContain("s=payments");
    expect(faults).toEqual([]);
    await close();
  });

  test("adds a server by its name, and keeps the choice in the address", async () => {
    const { page, close } = await openPage(browser, "/stack/");
    await page.locator("#add-server").fill("torrent");
    await page.getByRole("button", { name: "Add Torrent Client MCP" }).click();
    const row = page.locator("#stack-tools tr", { hasText: "delete_torrent" });
    await row.waitFor();
    expect(await row.innerText()).toContain("Hidden");
    const policy = page.locator("#stack-policy");
    for (const [choice, text] of [
      ["deny", '"delete_torrent": { "deny_if": [{ "conditions": []'],
      ["hide", '"hide": ["delete_torrent"]'],
      ["allow", '"delete_torrent": {}'],
    ] as const) {
      await row.getByRole("combobox").focus();
      await row.getByRole("combobox").selectOption(choice);
      await page.waitForURL((url) => url.hash.includes(`${choice}=torrent-client`));
      expect(await policy.innerText()).toContain(text);
      // The control is a new one, and still has the focus.
      expect(await row.getByRole("combobox").evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await page.reload();
    await row.waitFor();
    expect(await row.getByRole("combobox").inputValue()).toBe("allow");
    await close();
  });

  test("builds a rule from what the tool's schema offers, with the JSON beside it, and gives a valid policy", async () => {
    const { page, faults, close } = await openPage(browser, "/stack/?s=payments");
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
    await close();
  });

  test("offers the rules that the definition gives ground for, and takes them away again", async () => {
    const { page, close } = await openPage(browser, "/stack/?s=torrent-client");
    const row = page.locator("#stack-tools tr", { hasText: "delete_torrent" }).first();
    await row.getByRole("combobox").selectOption("custom");
    const editor = page.getByRole("group", { name: "Rule of delete_torrent" });
    await editor.getByRole("button", { name: "Add", exact: true }).click();
    await editor.getByText("A call whose hashes is all or a wildcard.").first().waitFor();
    expect(await editor.getByRole("button", { name: "Add", exact: true }).count()).toBe(0);
    await editor.getByRole("button", { name: "Remove" }).click();
    await editor.getByRole("button", { name: "Add", exact: true }).waitFor();
    await editor.getByRole("button", { name: "Done" }).click();
    await editor.waitFor({ state: "detached" });
    await close();
  });

  test("begins with a policy of the reader's own, and names the faults of one that has any", async () => {
    const { page, close } = await openPage(browser, "/stack/?s=payments");
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
    await page.waitForFunction(
      (text) => document.querySelector<HTMLTextAreaElement>("#policy-import")?.value === text,
      JSON.stringify(own),
    );
    await page.getByRole("button", { name: "Import it" }).click();
    await page.getByText("It names tools that the server does not have: list_chargers.").waitFor();
    const row = page.locator("#stack-tools tr", { hasText: "create_refund" });
    await row.getByText("Every call is denied.").waitFor();
    await row.getByRole("combobox").selectOption("allow");
    const text = await page.locator("#stack-policy code").innerText();
    expect(JSON.parse(text)).toEqual({ ...own, tools: { ...own.tools, create_refund: {} } });
    await page.reload();
    await page.getByRole("button", { name: "Drop your policy.json" }).click();
    await page.locator("#stack-policy", { hasText: "all_calls" }).waitFor();
    await close();
  });

  test("exports every policy in a dialect", async () => {
    const { page, close } = await openPage(browser, "/stack/?s=payments,torrent-client");
    await page.getByLabel("Format", { exact: true }).selectOption("codex");
    const downloads: string[] = [];
    page.on("download", (download) => downloads.push(download.suggestedFilename()));
    await page.getByRole("button", { name: "Download all 2 files" }).click();
    await expect
      .poll(() => downloads.toSorted())
      .toEqual(["payments.policy.codex.toml", "torrent-client.policy.codex.toml"]);
    await close();
  });

  test("names a dangerous combination, and what breaks it", async () => {
    const { page, close } = await openPage(browser, "/stack/?s=payments,hostile-texts");
    const together = page.locator("#combinations");
    await together.getByRole("heading", { name: "A stranger can get access" }).waitFor();
    expect(await together.innerText()).toContain("create_restricted_key (payments)");
    await together.getByRole("button", { name: "Hide that tool" }).first().click();
    await together.getByRole("heading", { name: "A stranger can get access" }).waitFor({ state: "detached" });
    expect(await page.locator("#stack-policy").innerText()).toContain('"hide": ["create_restricted_key"]');
    await close();
  });

  test("reads Codex, and says what it cannot read", async () => {
    const { page, close } = await openPage(browser, "/stack/");
    await pasteConfig(page, '[mcp_servers.pay]\ncommand = "npx"\nargs = ["-y", "@example/payments-mcp"]\n');
    await page.getByText("1 of 1 servers are in the catalogue.").waitFor();
    await page.locator("#config-text").fill("not a configuration");
    await page.getByRole("button", { name: "Read it" }).click();
    await page.getByText("This is neither JSON nor TOML.").waitFor();
    await close();
  });
});

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
