/** What the built site keeps of the past: addresses that pages had before, and what became of a tool. */
import { describe, expect, test } from "vitest";
import { readText } from "./support/language-faults.ts";
import { listFiles, readSiteFile } from "./support/list-pages.ts";

describe("an address that a server had before", () => {
  const OLD = "servers/example-payments/";
  const NEW = "servers/payments/";

  test("leads on, from each of its pages", () => {
    const moved = listFiles(".html").filter((file) => file.startsWith(OLD));
    const present = listFiles(".html").filter((file) => file.startsWith(NEW));
    expect(moved.map((file) => file.replace(OLD, NEW))).toEqual(present);
    for (const file of moved) {
      const html = readSiteFile(file);
      const path = `/${file.replace(OLD, NEW).replace("index.html", "")}`;
      expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${path}">`);
      expect(html).toContain(`<link rel="canonical" href="https://permitbook.example${path}">`);
    }
  });

  test("has what programs ask for", () => {
    const policies = listFiles("").filter((name) => name.startsWith(`${NEW}policy.`));
    expect(policies.length).toBeGreaterThan(1);
    for (const file of policies) expect(readSiteFile(file.replace(NEW, OLD)), file).toBe(readSiteFile(file));
    expect(readSiteFile("api/v1/servers/example-payments/index.json")).toContain('"slug":"payments"');
  });

  test("does not take the place of another server", () => {
    expect(readSiteFile("servers/torrent-client/index.html")).not.toContain('http-equiv="refresh"');
  });
});

test("a tool's page tells its history", () => {
  const read = (path: string) => readText(readSiteFile(`servers/${path}/index.html`)).replace(/[\s|]+/g, " ");
  expect(read("payments/list_charges")).toContain(
    "First seen before 2026-11-19, when the records begin Last changed 2026-11-19: changed in description and input schema; was Read, low risk, is Execute, high risk",
  );
  expect(read("torrent-client/pause_torrent")).toContain("Last changed not since 2026-11-19");
});
