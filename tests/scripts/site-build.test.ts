/** Building the site: where it may go, and what is left where it was built. The pages themselves are tested in tests/site. */
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { buildSite } from "../../scripts/lib/site/build.ts";
import { writeSyntheticCatalogue } from "../../scripts/lib/synthetic-data.ts";

const run = promisify(execFile);

function makeFolder(parent: string): string {
  const folder = mkdtempSync(join(parent, "permitbook-build-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort();
}

/** A folder in memory, where the machine has one: another file system than the checkout's. */
const ELSEWHERE = existsSync("/dev/shm") && statSync("/dev/shm").dev !== statSync(".").dev ? "/dev/shm" : tmpdir();

test("two builds at once do not meet, wherever each goes, and give the same bytes", async () => {
  const dataDir = makeFolder(tmpdir());
  await writeSyntheticCatalogue(dataDir, { servers: 3, toolsPerServer: 4 });
  const [here, there] = [join(makeFolder(tmpdir()), "site"), join(makeFolder(ELSEWHERE), "deep", "site")];
  mkdirSync(here);
  const builds = await Promise.all([here, there].map((outDir) => buildSite({ dataDir, outDir, force: true })));
  const files = listFiles(here);
  expect(builds.map(({ pages }) => pages)).toEqual(
    Array(2).fill(files.filter((file) => file.endsWith(".html")).length),
  );
  expect(listFiles(there)).toEqual(files);
  for (const file of files)
    expect(readFileSync(join(there, file)).equals(readFileSync(join(here, file))), file).toBe(true);
  expect(readdirSync(join(here, ".."))).toEqual(["site"]);
  expect(files.filter((file) => file.endsWith(".mjs"))).toEqual([]);
  const again = await buildSite({ dataDir, outDir: there });
  expect(again).toMatchObject({ skipped: true, pages: builds[0]?.pages });
});

test("a site below a path of its host has that path in every address", async () => {
  const dataDir = makeFolder(tmpdir());
  await writeSyntheticCatalogue(dataDir, { servers: 2, toolsPerServer: 2 });
  const outDir = join(makeFolder(tmpdir()), "site");
  await buildSite({ dataDir, outDir, siteUrl: "https://owner.example/book" });
  const files = listFiles(outDir);
  const strays: string[] = [];
  for (const file of files.filter((name) => /\.(?:html|css|js|json|jsonl|md|txt|xml)$|\/[^.]+$/.test(name))) {
    const text = readFileSync(join(outDir, file), "utf8");
    const isMarkup = file.endsWith(".html") || file.endsWith(".css");
    const relative = isMarkup ? [...text.matchAll(/(?:\s(?:href|src|action)="|url\(["']?|; url=)(\/[^"')]*)/g)] : [];
    const inCode = file.endsWith(".js")
      ? [...text.matchAll(/["'`](\/(?:api|search|servers|policy|stack)\/[^"'`]*)/g)]
      : [];
    const absolute = text.matchAll(/https:\/\/owner\.example(\/[^\s"'<>)\\]*)/g);
    for (const [, address = ""] of [...relative, ...inCode, ...absolute]) {
      const path = decodeURI(address.replace(/[?#].*$/, "").replace(/^\/book(?:\/|$)/, "/"));
      // A client's setting names a registry without what the client appends.
      const isRegistry = files.includes(`${path}/v0.1/servers`);
      const isFile = inCode.length > 0 || isRegistry || files.includes(path.endsWith("/") ? `${path}index.html` : path);
      if (!/^\/book(?:\/(?!book\/)|$)/.test(address) || (isMarkup && !isFile)) strays.push(`${file}: ${address}`);
    }
  }
  expect(strays).toEqual([]);
  expect(files).toContain("/index.html");
});

test("data that cannot be read ends the build with a message, and leaves the site that was there", async () => {
  const dataDir = makeFolder(tmpdir());
  const outDir = join(makeFolder(tmpdir()), "site");
  mkdirSync(join(dataDir, "servers", "broken"), { recursive: true });
  mkdirSync(outDir);
  writeFileSync(join(dataDir, "servers", "broken", "server.json"), "{");
  writeFileSync(join(outDir, "index.html"), "the last good one");
  // Also what only stands in the output: a sentence about the file, and no stack.
  const failed = run(process.execPath, ["scripts/build.ts", "--data", dataDir, "--out", outDir]);
  const { stderr } = await failed.catch((error: { stderr: string }) => error);
  expect(stderr).toMatch(/broken\/server\.json is not JSON .+\nThe site was not built: .+\n$/s);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(listFiles(outDir)).toEqual(["/index.html"]);
});
