import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedSite, serveSite } from "../../scripts/lib/site/static-server.ts";

let folder: string;
let site: ServedSite;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "permitbook-serve-"));
  const root = join(folder, "site");
  mkdirSync(join(root, "servers", "one"), { recursive: true });
  mkdirSync(join(root, "empty"));
  writeFileSync(join(root, "index.html"), "<p>home</p>");
  writeFileSync(join(root, "404.html"), "<p>no such page</p>");
  writeFileSync(join(root, "servers", "one", "index.html"), "<p>one</p>".repeat(500));
  writeFileSync(join(root, "data.json"), "{}");
  writeFileSync(join(folder, "secret.txt"), "secret");
  symlinkSync(join(folder, "secret.txt"), join(root, "link.txt"));
  site = await serveSite({ dir: root, port: 0 });
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The path as it is written; `fetch` would resolve `..` itself. */
function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((done, fail) => {
    const { hostname, port } = new URL(site.url);
    const sent = request({ hostname, port, path, headers, method }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on("error", fail);
    sent.end();
  });
}

async function check(path: string, expected: { status: number; body?: string; location?: string; type?: string }) {
  const { status, headers, body } = await get(path);
  expect(status, path).toBe(expected.status);
  if (expected.body !== undefined) expect(body).toBe(expected.body);
  if (expected.location !== undefined) expect(headers.location).toBe(expected.location);
  if (expected.type !== undefined) expect(headers["content-type"]).toContain(expected.type);
}

describe("paths", () => {
  test("a file with its content type", () =>
    check("/data.json", { status: 200, body: "{}", type: "application/json" }));
  test("a folder's page", () => check("/", { status: 200, body: "<p>home</p>", type: "text/html" }));
  test("a query does not count", () => check("/?q=..", { status: 200, body: "<p>home</p>" }));
  test("a missing last slash", () => check("/servers/one?a=b", { status: 301, location: "/servers/one/?a=b" }));
  test("no redirect to another host", () => check("//servers/one", { status: 301, location: "/servers/one/" }));
  test("the site's own page for what is not there", () =>
    check("/nothing/", { status: 404, body: "<p>no such page</p>" }));
  test("a folder without a page", () => check("/empty", { status: 404 }));
});

describe("nothing outside the folder", () => {
  test.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/servers/..%5c..%5csecret.txt",
    "/..\\secret.txt",
    "/link.txt",
    "/%00",
    "/%zz",
    "/data.json%00.html",
  ])("%s", (path) => check(path, { status: 404, body: "<p>no such page</p>" }));
});

describe("headers", () => {
  test("security headers stand on every answer", async () => {
    for (const path of ["/", "/nothing", "/servers/one"]) {
      const { headers } = await get(path);
      expect(headers["content-security-policy"]).toContain("script-src 'self'");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  test("an unchanged file is not sent again", async () => {
    const { headers } = await get("/");
    const again = await get("/", { "if-none-match": String(headers.etag) });
    expect(again).toMatchObject({ status: 304, body: "" });
  });

  test("text is compressed for those who take it", async () => {
    const { headers: plain } = await get("/servers/one/");
    const { headers: brotli } = await get("/servers/one/", { "accept-encoding": "gzip, br" });
    const { headers: gzip } = await get("/servers/one/", { "accept-encoding": "gzip, br;q=0" });
    expect(plain["content-encoding"]).toBeUndefined();
    expect(brotli["content-encoding"]).toBe("br");
    expect(gzip["content-encoding"]).toBe("gzip");
    expect(Number(brotli["content-length"])).toBeLessThan(Number(plain["content-length"]) / 10);
  });

  test("HEAD sends no body, other methods are refused", async () => {
    expect(await get("/", {}, "HEAD")).toMatchObject({ status: 200, body: "" });
    expect(await get("/", {}, "POST")).toMatchObject({ status: 405 });
  });
});

test("a port that is taken is said in a sentence", async () => {
  const port = Number(new URL(site.url).port);
  await expect(serveSite({ dir: folder, port })).rejects.toThrow(`Port ${port} is taken.`);
});

test("a folder that is not there is said in a sentence", async () => {
  await expect(serveSite({ dir: join(folder, "missing"), port: 0 })).rejects.toThrow("There is no site at");
});
