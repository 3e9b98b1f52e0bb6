/** The npm client against a registry on loopback: what is read, and what each fault is called. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadNpmOptions, type NpmOptions } from "../../scripts/lib/npm/config.ts";
import { createNpmClient } from "../../scripts/lib/npm/npm.ts";
import type { Loopback } from "../support/loopback.ts";
import { type FakePackage, startNpmServer } from "../support/npm-server.ts";
import { makeTarball } from "../support/tarball.ts";

const packages: Record<string, FakePackage> = {
  good: { version: "1.2.3", files: { "index.js": "1" }, dependencies: { zod: "^4" } },
  "@scope/good": { files: { "index.js": "1" } },
  wrong: { integrity: `sha512-${Buffer.alloc(64).toString("base64")}` },
  page: { answer: "html" },
  down: { answer: 503 },
  forbidden: { answer: 403 },
  silent: { answer: "hang" },
  gone: { download: 404 },
  dropped: { download: "drop", files: { "index.js": "x".repeat(100_000) } },
  dripping: { download: "hang" },
  cut: { tarball: Buffer.alloc(0) },
};

let server: Loopback;
let folder: string;
let options: NpmOptions;

beforeAll(async () => {
  const whole = await makeTarball({ "index.js": "x".repeat(1000) });
  packages["cut"] = { tarball: whole.subarray(0, whole.length - 20) };
  server = await startNpmServer(packages);
  folder = await mkdtemp(join(tmpdir(), "permitbook-npm-"));
  options = await loadNpmOptions(folder, {
    npm_config_registry: server.url,
    npm_config_cache: folder,
    npm_config_fetch_retries: "1",
  });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function makeClient(seconds = 60) {
  return createNpmClient({ npm: options, lookupSeconds: seconds, downloadSeconds: seconds });
}

describe("a package that is there", () => {
  it.each(["good", "@scope/good"])("is read as the registry describes it: %s", async (name) => {
    const before = server.requests.length;
    const client = makeClient();
    const version = await client.fetchVersion(name);
    expect(version).toMatchObject({ name, version: packages[name]?.version ?? "1.0.0" });
    const { files } = await client.fetchFiles(version);
    expect([...files.keys()]).toEqual(["package.json", "index.js"]);
    expect(server.requests.slice(before)).toEqual([`GET /${name}`, expect.stringContaining(".tgz")]);
  });

  it("is asked for again only whether it has changed", async () => {
    await makeClient().fetchVersion("good");
    expect(await makeClient().fetchVersion("good", "1.2.3")).toMatchObject({ version: "1.2.3" });
  });
});

describe("faults have names", () => {
  async function check(name: string, code: string, range?: string) {
    const client = makeClient(code === "request-timeout" ? 1 : 60);
    const attempt = client.fetchVersion(name, range).then((version) => client.fetchFiles(version));
    await expect(attempt).rejects.toMatchObject({ issue: { code } });
  }

  it.each([
    ["no such package", "nothing", "package-not-found"],
    ["another archive than the registry says", "wrong", "integrity-mismatch"],
    ["a page instead of JSON", "page", "registry-answer-unreadable"],
    ["a server error that stays", "down", "registry-refused"],
    ["no permission", "forbidden", "registry-refused"],
    ["no answer", "silent", "request-timeout"],
    ["an archive that is not there", "gone", "package-not-found"],
    ["a connection closed midway", "dropped", "registry-unreachable"],
    ["an archive that never ends", "dripping", "request-timeout"],
    ["an archive that is cut off", "cut", "archive-broken"],
  ])("%s", (_, name, code) => check(name, code));

  it("no such version", () => check("good", "version-not-found", "9.9.9"));

  it("no registry at all", async () => {
    const client = createNpmClient({ npm: { ...options, registry: "http://127.0.0.1:9" } });
    await expect(client.fetchVersion("good")).rejects.toMatchObject({
      issue: { code: "registry-unreachable" },
      transient: true,
    });
  });
});

describe("loadNpmOptions", () => {
  it("reads the user's own npmrc: registries and credentials by scope", async () => {
    const npmrc = join(folder, "npmrc");
    await writeFile(npmrc, "@scope:registry=http://127.0.0.1:1/x/\n//127.0.0.1:1/x/:_authToken=secret\n");
    const read = await loadNpmOptions(folder, { npm_config_userconfig: npmrc });
    expect(read["@scope:registry"]).toBe("http://127.0.0.1:1/x/");
    expect(read["//127.0.0.1:1/x/:_authToken"]).toBe("secret");
  });
});
