import { expect, test } from "vitest";
import { readProjectUrl, readSiteUrl, UNKNOWN_SITE_URL } from "../../src/lib/project.ts";

const RUNNING = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "someone/fork" };

test.each<[NodeJS.ProcessEnv, string]>([
  [{}, UNKNOWN_SITE_URL],
  [{ SITE_URL: "" }, UNKNOWN_SITE_URL],
  [{ SITE_URL: "https://tools.example/" }, "https://tools.example"],
])("site of %j", (env, expected) => expect(readSiteUrl(env)).toBe(expected));

test.each<[NodeJS.ProcessEnv, string | undefined]>([
  [{}, undefined],
  [RUNNING, "https://github.com/someone/fork"],
  [{ ...RUNNING, PROJECT_URL: "https://git.example/own" }, "https://git.example/own"],
])("project of %j", (env, expected) => expect(readProjectUrl(env)).toBe(expected));

test.each(["permitbook.org", "javascript:alert(1)", "ftp://host/"])("%s is no address", (text) => {
  expect(() => readSiteUrl({ SITE_URL: text })).toThrow(/SITE_URL is ".*", which is no address/);
});
