/** Large catalogues: parts, the order of work, and runs that meet. */
import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { CrawlOptions } from "../../../scripts/lib/crawl/crawl.ts";
import { isInShard } from "../../../scripts/lib/crawl/sources.ts";
import { openCrawlState } from "../../../scripts/lib/crawl/state.ts";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting } from "../../support/crawl-setting.ts";

describe("large catalogues", () => {
  const names = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const packages = Object.fromEntries(names.map((name) => [name, { files: makeServerFiles(name) }]));
  const sources = names.map((name) => `npm:${name}`);

  it("are crawled in parts that have nothing in common and together are the whole", async () => {
    const { test } = await makeSetting({ packages });
    const parts: string[][] = [];
    for (const index of [1, 2, 3]) {
      const report = await test.run(sources, { shard: { index, count: 3 } });
      parts.push(report.servers.map(({ slug }) => slug));
    }
    expect(parts.every((part) => part.length > 0 && part.length < 30)).toBe(true);
    expect(parts.flat().sort()).toEqual(names.toSorted());
    expect(new Set(parts.flat()).size).toBe(30);
  });

  it("go on with those that were never seen, then with those seen longest ago", async () => {
    const { test } = await makeSetting({ packages });
    for (const name of ["npm:p0", "npm:p1", "npm:p0"]) await test.run([name]);
    const state = await openCrawlState(join(test.folder, "state.jsonl"));
    const order = ["p0", "p1", "p2"].toSorted((a, b) => state.position(a) - state.position(b));
    expect(order).toEqual(["p2", "p1", "p0"]);
  });
});

describe("two runs on the same data", () => {
  async function runBoth(first: Partial<CrawlOptions>, second: Partial<CrawlOptions>) {
    const { test } = await makeSetting({ packages: { p: { answer: "hang" } } });
    const stop = new AbortController();
    const running = test.run(["npm:p"], { ...first, signal: stop.signal });
    await expect.poll(() => readdir(join(test.dataDir, "servers")).catch(() => [])).toHaveLength(1);
    const other = await test.run([], second).catch((error: Error) => error.message);
    stop.abort();
    await running;
    return { test, other };
  }

  it("lets the second one say so and stop", async () => {
    const { test, other } = await runBoth({}, {});
    expect(other).toContain("Another crawl of this data is at work");
    expect(await readdir(join(test.dataDir, "servers"))).toEqual([]);
  });

  it("lets parts of one division run side by side, and not beside the whole", async () => {
    const [shard, sister] = isInShard("p", { index: 1, count: 2 })
      ? [
          { index: 1, count: 2 },
          { index: 2, count: 2 },
        ]
      : [
          { index: 2, count: 2 },
          { index: 1, count: 2 },
        ];
    expect((await runBoth({ shard }, { shard: sister })).other).toHaveProperty("totals");
    expect((await runBoth({ shard }, {})).other).toContain("Another crawl");
    expect((await runBoth({ shard }, { shard: { index: 3, count: 3 } })).other).toContain("Another crawl");
  });

  it.each([
    ["of a run that was killed", () => spawnSync(process.execPath, ["--version"]).pid],
    ["of a run before a restart, which had our number", () => process.pid],
  ])("takes over the lock %s", async (_, findPid) => {
    const { test } = await makeSetting({ packages: { p: { files: makeServerFiles("a") } } });
    await mkdir(join(test.dataDir, "servers"), { recursive: true });
    await writeFile(
      join(test.dataDir, "servers", ".crawl-1-of-1.lock"),
      JSON.stringify({ pid: findPid(), host: hostname(), run: "earlier" }),
    );
    expect(listStates(await test.run(["npm:p"]))).toEqual({ p: "new" });
    expect(await readdir(join(test.dataDir, "servers"))).toEqual(["p"]);
  });

  it("lets one of many processes have each lock, be it free or left behind", async () => {
    const { test } = await makeSetting({});
    const dead = { pid: spawnSync(process.execPath, ["--version"]).pid, host: hostname(), run: "earlier" };
    const texts = [undefined, JSON.stringify(dead), ""];
    const folders = Array.from({ length: 30 }, (_, index) => join(test.folder, `data-${index}`));
    for (const [index, folder] of folders.entries()) {
      const text = texts[index % texts.length];
      await mkdir(join(folder, "servers"), { recursive: true });
      if (text !== undefined) await writeFile(join(folder, "servers", ".crawl-1-of-1.lock"), text);
    }
    const contenders = Array.from({ length: 4 }, () => fork("tests/support/lock-contender.ts"));
    try {
      await Promise.all(contenders.map((contender) => once(contender, "message")));
      const answers = contenders.map((contender) => once(contender, "message") as Promise<[string[]]>);
      for (const contender of contenders) contender.send(folders);
      const got = (await Promise.all(answers)).flatMap(([list]) => list);
      expect(got.toSorted()).toEqual(folders.toSorted());
    } finally {
      for (const contender of contenders) contender.kill("SIGKILL");
    }
  });
});
