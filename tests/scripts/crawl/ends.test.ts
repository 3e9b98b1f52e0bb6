/** A crawl that ends before its end. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting } from "../../support/crawl-setting.ts";
import type { FakePackage } from "../../support/npm-server.ts";

describe("a run that was killed", () => {
  it("leaves nothing behind that the next one does not clear away", async () => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("a") } } });
    const folder = join(test.dataDir, "servers", "p");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "server.json.1234567"), '{"half');
    await writeFile(join(test.folder, "state.jsonl"), '{"slug":"p","source":"hal');
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "new" });
    expect(await readdir(folder)).toEqual(["server.json"]);
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "unchanged" });
  });
});

describe("Ctrl-C", () => {
  it("stops at once, keeps what is written, and the next run does the rest only", async () => {
    const packages: Record<string, FakePackage> = { a: { files: makeServerFiles("a") }, z: { answer: "hang" } };
    const { test } = await makeSetting({ packages });
    const stop = new AbortController();
    const running = test.run(["npm:a", "npm:z"], { signal: stop.signal });
    await expect.poll(() => readdir(join(test.dataDir, "servers", "a")).catch(() => [])).toEqual(["server.json"]);
    stop.abort(new Error("stopped"));
    const report = await running;
    expect(report).toMatchObject({ interrupted: true, totals: { servers: 1 } });
    packages["z"] = { files: makeServerFiles("z") };
    expect(listStates(await test.run(["npm:a", "npm:z"]))).toEqual({ a: "unchanged", z: "new" });
  });
});
