/** Archives of others: what is read, what is left out and named, what is refused as a whole. */
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { SOURCE_LIMITS, type SourceLimits, unpackArchive } from "../../scripts/lib/crawl/archive.ts";
import {
  makeRawTarball,
  makeRenamedTarball,
  makeRepeatedTarball,
  makeTarball,
  type TarEntry,
} from "../support/tarball.ts";

const MB = 2 ** 20;

function unpack(archive: Uint8Array, limits: Partial<SourceLimits> = {}) {
  return unpackArchive(Readable.from([archive]), { place: "x@1", limits: { ...SOURCE_LIMITS, ...limits } });
}

async function check(entries: TarEntry[], expected: { paths: string[]; issues: string[] }) {
  const { files, issues } = await unpack(await makeRawTarball(entries));
  expect([...files.keys()]).toEqual(expected.paths);
  expect(issues.map(({ code }) => code)).toEqual(expected.issues);
}

async function checkRefused(archive: Uint8Array, code: string, limits: Partial<SourceLimits> = {}) {
  await expect(unpack(archive, limits)).rejects.toMatchObject({ issue: { code } });
}

describe("what is read", () => {
  it("reads source below the top folder, and no other text", () =>
    check(
      [
        { name: "package/index.js", content: "1" },
        { name: "package/lib/tools.py", content: "2" },
        { name: "package/logo.svg", content: "<svg/>" },
        { name: "package/package-lock.json", content: "{}" },
      ],
      { paths: ["index.js", "lib/tools.py"], issues: [] },
    ));

  it("leaves out the code of others and what is not text", () =>
    check(
      [
        { name: "package/node_modules/a/index.js", content: "1" },
        { name: "package/.git/config.json", content: "{}" },
        { name: "package/binary.js", content: new Uint8Array([1, 0, 2]) },
      ],
      { paths: [], issues: [] },
    ));

  it("keeps the text as it is, a byte order mark aside", async () => {
    const { files } = await unpack(await makeTarball({ "a.js": "\ufeffconst é = '</script>';\r\n" }));
    expect(files.get("a.js")).toBe("const é = '</script>';\r\n");
  });
});

describe("the ways of writing long and foreign names", () => {
  const long = `${"a".repeat(120)}/${"b".repeat(120)}`;

  it.each([`${long}.js`, "caf\u00e9.js"])("reads the name in a pax header: %s", (name) =>
    check([{ name: `package/${name}`, content: "1" }], { paths: [name], issues: [] }),
  );

  it.each([
    ["../../evil.js", undefined],
    ["package/good.js", "good.js"],
  ])("goes by the name in a pax header or one of GNU and not by the short one: %s", async (name, path) => {
    for (const kind of ["pax", "gnu"] as const) {
      const { files, issues } = await unpack(makeRenamedTarball("package/short.js", name, kind));
      expect([...files.keys()]).toEqual(path ? [path] : []);
      expect(issues.map(({ code }) => code)).toEqual(path ? [] : ["unsafe-paths"]);
    }
  });
});

describe("what is left out and named", () => {
  it.each([
    ["../", "package/../../evil.js"],
    ["an absolute path", "/etc/evil.js"],
    ["a drive", "C:/evil.js"],
    ["backslashes", "package\\..\\evil.js"],
    ["a control character", "package/a\u0001b.js"],
    ["what turns the direction of text", "package/\u202egpj.js"],
    ["more folders than anyone has", `package/${"a/".repeat(80)}b.js`],
    ["more characters than a file system takes", `package/${"a".repeat(2000)}.js`],
  ])("does not read %s", (_, name) =>
    check(
      [
        { name, content: "1" },
        { name: "package/good.js", content: "1" },
      ],
      {
        paths: ["good.js"],
        issues: ["unsafe-paths"],
      },
    ),
  );

  it("does not read a name that is not UTF-8", async () => {
    // The Latin-1 byte of é instead of two bytes of UTF-8.
    const { files, issues } = await unpack(makeRepeatedTarball("package/caf\u00e9.js", 1));
    expect([...files.keys()]).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(["unsafe-paths"]);
  });

  it("does not follow links, whether they lead out or not", () =>
    check(
      [
        { name: "package/a.js", type: "symlink", linkname: "/etc/passwd" },
        { name: "package/b.js", type: "link", linkname: "../../x" },
        { name: "package/c.js", type: "symlink", linkname: "d.js" },
        { name: "package/logo.svg", type: "symlink", linkname: "other.svg" },
        { name: "package/d.js", content: "1" },
      ],
      { paths: ["d.js"], issues: ["links-not-followed"] },
    ));

  it.each(["S", "Q"])("does not read an entry of the unknown or sparse kind %s", async (type) => {
    const { files, issues } = await unpack(makeRepeatedTarball("package/a.js", 1, { type }));
    expect([...files.keys()]).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(["unsafe-paths"]);
  });

  it("does not read devices", () =>
    check([{ name: "package/a.js", type: "character-device" }], { paths: [], issues: ["unsafe-paths"] }));

  it("does not read a file of 50 MB, and reads the rest", async () => {
    const { files, issues } = await unpack(await makeTarball({ "a.js": Buffer.alloc(50 * MB, 0x20), "b.js": "1" }));
    expect([...files.keys()]).toEqual(["b.js"]);
    expect(issues).toEqual([{ code: "file-too-large", args: { bytes: 50 * MB, limit: 10 * MB }, path: "a.js" }]);
  });

  it("stops keeping where all files together are too much", async () => {
    const { files, issues } = await unpack(await makeTarball({ "a.js": "12345", "b.js": "12345" }), { keptBytes: 8 });
    expect([...files.keys()]).toEqual(["a.js"]);
    expect(issues.map(({ code }) => code)).toEqual(["archive-partly-read"]);
  });
});

it("leaves room for code beside any amount of data", async () => {
  const data = { "a.json": "12345", "b.yaml": "12345", "package.json": "{}", "z.js": "12345" };
  const { files, issues } = await unpack(await makeTarball(data), { dataBytes: 8 });
  expect([...files.keys()]).toEqual(["a.json", "package.json", "z.js"]);
  expect(issues.map(({ code }) => code)).toEqual(["data-partly-read"]);
});

describe("what is refused as a whole", () => {
  it("refuses a bomb before it has unpacked it", async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MB));
    expect(bomb.byteLength).toBeLessThan(MB);
    await checkRefused(bomb, "archive-too-large", { unpackedBytes: 16 * MB });
  });

  it("refuses a bomb of 10 GB, which is a download of 10 MB", async () => {
    // Gzip is read member by member, so that one that was made once can be there many times.
    const member = gzipSync(Buffer.alloc(64 * MB));
    await checkRefused(Buffer.concat(Array.from({ length: 160 }, () => member)), "archive-too-large");
  });

  it("refuses a million files", async () => {
    const member = makeRepeatedTarball("package/a.js", 1000, { isEnded: false });
    await checkRefused(Buffer.concat(Array.from({ length: 1000 }, () => member)), "archive-too-large");
  });

  it("refuses a download that is too large", async () => {
    await checkRefused(await makeTarball({ "a.js": "1" }), "archive-too-large", { compressedBytes: 10 });
  });

  it.each([
    ["cut off", (whole: Buffer) => whole.subarray(0, whole.length / 2)],
    ["damaged", (whole: Buffer) => Buffer.concat([whole.subarray(0, 30), Buffer.alloc(20, 0xff), whole.subarray(50)])],
    ["a page of HTML", () => Buffer.from("<html>Sign in</html>")],
    ["gzip, but no tar", () => gzipSync(Buffer.alloc(2000, 0x41))],
    ["empty", () => Buffer.alloc(0)],
  ])("refuses what is %s", async (_, spoil) => {
    const content = Array.from({ length: 500 }, (_, index) => `const a${index} = ${index * 7919};`).join("\n");
    await checkRefused(spoil(await makeTarball({ "a.js": content })), "archive-broken");
  });
});
