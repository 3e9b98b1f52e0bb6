import { describe, expect, test } from "vitest";
import { formatAtom, formatJsonFeed } from "../../src/lib/change-feeds.ts";
import { readProjectUrl, readSiteUrl, toPublicUrl, UNKNOWN_SITE_URL } from "../../src/lib/project.ts";
import { findXmlFaults } from "../site/support/xml.ts";

const RUNNING = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "someone/fork" };

test.each<[NodeJS.ProcessEnv, string]>([
  [{}, UNKNOWN_SITE_URL],
  [{ SITE_URL: "" }, UNKNOWN_SITE_URL],
  [{ SITE_URL: "https://tools.example/" }, "https://tools.example"],
  [RUNNING, UNKNOWN_SITE_URL],
  [{ SITE_URL: "https://tools.example", PAGES_REPOSITORY: "Owner/book" }, "https://tools.example"],
  [{ SITE_URL: "", PAGES_REPOSITORY: "Owner/Book" }, "https://owner.github.io/Book"],
  [{ PAGES_REPOSITORY: "Owner/owner.github.io" }, "https://owner.github.io"],
  [{ PAGES_REPOSITORY: "nonsense" }, UNKNOWN_SITE_URL],
])("site of %j", (env, expected) => expect(readSiteUrl(env)).toBe(expected));

test.each<[NodeJS.ProcessEnv, string | undefined]>([
  [{}, undefined],
  [RUNNING, "https://github.com/someone/fork"],
  [{ ...RUNNING, PROJECT_URL: "https://git.example/own" }, "https://git.example/own"],
])("project of %j", (env, expected) => expect(readProjectUrl(env)).toBe(expected));

describe("what no address is known of", () => {
  const unknown = new URL(UNKNOWN_SITE_URL);

  test("gets links that are right on any host", () => {
    expect(toPublicUrl("/servers/a/", unknown)).toBe("/servers/a/");
    expect(toPublicUrl("/servers/a/", new URL("https://tools.example"))).toBe("https://tools.example/servers/a/");
  });

  test("has feeds that lead nowhere else, and are feeds all the same", () => {
    const entries = [{ id: "a-1", path: "/servers/a/", title: "A", text: "Changed.", at: "2026-11-19T03:00:00Z" }];
    const atom = formatAtom(entries, unknown);
    expect(findXmlFaults(atom)).toEqual([]);
    expect(atom).not.toMatch(/href="https?:/);
    expect(atom).toContain(`<id>${UNKNOWN_SITE_URL}/changes/#a-1</id>`);
    expect(formatJsonFeed(entries, unknown)).toMatchObject({ items: [{ url: "/servers/a/" }] });
  });
});

test.each(["permitbook.org", "javascript:alert(1)", "ftp://host/"])("%s is no address", (text) => {
  expect(() => readSiteUrl({ SITE_URL: text })).toThrow(/SITE_URL is ".*", which is no address/);
});
