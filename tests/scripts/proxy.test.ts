/** Commands behind a proxy, which stands on loopback and leads to a GitHub on loopback. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeEnv } from "../support/environment.ts";
import { startGithubServer } from "../support/github-server.ts";
import type { Loopback } from "../support/loopback.ts";
import { startProxyServer } from "../support/proxy-server.ts";

const execute = promisify(execFile);

let folder: string;
let github: Loopback;
let proxy: Loopback;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-proxy-"));
  github = await startGithubServer({ "o/r": { files: { "index.js": "" } } });
  proxy = await startProxyServer(github);
  await writeFile(join(folder, "sources.json"), '["github:o/r"]');
});

afterEach(async () => {
  await Promise.all([proxy.close(), github.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** GitHub stands at an address that only the proxy knows. */
async function crawl(env: Record<string, string>, apiUrl = "http://github.invalid") {
  const command = [resolve("scripts/crawl.ts"), "--sources", "sources.json", "--out", "out"];
  return execute(process.execPath, command, {
    cwd: folder,
    env: makeEnv(folder, { GITHUB_API_URL: apiUrl, ...env }),
  }).then(
    ({ stderr }) => stderr,
    (error: { stderr: string }) => error.stderr,
  );
}

it.each(["HTTP_PROXY", "http_proxy"])("asks GitHub through %s", async (name) => {
  expect(await crawl({ [name]: proxy.url })).toContain("1 servers, 0 tools");
  expect(new Set(proxy.requests)).toEqual(new Set(["github.invalid:80"]));
  expect(github.requests).toContain("GET /repos/o/r/commits/HEAD");
});

it("takes an address without a scheme for one of http", async () => {
  expect(await crawl({ HTTP_PROXY: proxy.url.replace("http://", "") })).toContain("1 new");
});

it("asks directly what NO_PROXY names, and what is on this machine", async () => {
  expect(await crawl({ HTTP_PROXY: proxy.url, NO_PROXY: "github.invalid" })).toContain("GitHub cannot be reached");
  expect(await crawl({ HTTP_PROXY: proxy.url }, github.url)).toContain("1 new");
  expect(proxy.requests).toEqual([]);
});

it("says which variable is no address", async () => {
  const stderr = await crawl({ HTTPS_PROXY: "socks5://127.0.0.1:1" });
  expect(stderr.trim()).toBe("HTTPS_PROXY is not the address of a proxy. Expected http://host:port.");
});
