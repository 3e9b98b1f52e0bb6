/** A disk that takes nothing more: a sentence, whole files, and a next run that goes on. */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { lockDiscovery } from "../../../scripts/lib/crawl/lock.ts";
import { makeServerFiles } from "../../support/crawl-case.ts";
import { listStates, makeSetting } from "../../support/crawl-setting.ts";

/** Mounts a disk of its own for a command, in a namespace that ends with it. */
function runOnDisk(options: string, folder: string, command: string) {
  const script = `mount -t tmpfs -o ${options} none "$1" || exit 99\n${command}`;
  return spawnSync("unshare", ["-m", "sh", "-c", script, "sh", folder, process.execPath], { encoding: "utf8" });
}

const canMount = runOnDisk("size=64k", tmpdir(), "true").status === 0;

async function makeFolders(servers: number) {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-disk-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const sources = [];
  for (let index = 0; index < servers; index++) {
    const source = join(folder, "sources", `s${index}`);
    await mkdir(source, { recursive: true });
    const words = `Reads record ${index}. `.repeat(400);
    await writeFile(join(source, "index.ts"), `server.registerTool("read_${index}", { description: "${words}" }, f);`);
    sources.push({ slug: `s${index}`, folder: `dir:${source}` });
  }
  await writeFile(join(folder, "sources.json"), JSON.stringify({ sources }));
  const [disk, saved] = [join(folder, "disk"), join(folder, "saved")];
  await mkdir(disk);
  const crawl = `"$2" scripts/crawl.ts --sources ${folder}/sources.json --out "$1/data" --state "$1/state.jsonl"`;
  return { disk, saved, crawl };
}

it.skipIf(!canMount)("stops when the disk is full, says so, and goes on when there is room", async () => {
  const { disk, saved, crawl } = await makeFolders(16);
  const more = `mount -o remount,size=8m "$1" && ${crawl}`;
  const run = runOnDisk(
    "size=100k",
    disk,
    `${crawl}; echo "code $?"; cp -r "$1/data" ${saved}; ${more}; echo "code $?"`,
  );
  expect(run.stderr).toMatch(/cannot be written: the disk is full \(ENOSPC\)\. What was written before is whole/);
  expect(run.stderr).not.toContain("please report it");
  expect(run.stdout).toBe("code 1\ncode 0\n");
  const done = (await readdir(join(saved, "servers"))).filter((name) => !name.startsWith("."));
  expect(done.length).toBeGreaterThan(1);
  let whole = 0;
  for (const name of done)
    for (const file of await readdir(join(saved, "servers", name))) {
      expect(file).toBe("server.json");
      expect(JSON.parse(await readFile(join(saved, "servers", name, file), "utf8")).tools).toHaveLength(1);
      whole += 1;
    }
  expect(run.stderr).toContain(`${16 - whole} new`);
});

it.skipIf(!canMount)("says when there is no writing to a folder at all", async () => {
  const { disk, crawl } = await makeFolders(1);
  const run = runOnDisk(
    "size=1m",
    disk,
    `mkdir -p "$1/data/servers"; mount -o remount,ro "$1"; ${crawl}; echo "code $?"`,
  );
  expect(run.stdout).toBe("code 1\n");
  expect(run.stderr).toMatch(/^\S+ cannot be written: the disk is read-only \(EROFS\)\.[^\n]*\n$/);
});

it("leaves a server aside whose folder is a file", async () => {
  const repositories = { "o/a": { files: makeServerFiles("x") }, "o/b": { files: makeServerFiles("y") } };
  const { test } = await makeSetting({ repositories });
  await mkdir(join(test.dataDir, "servers"), { recursive: true });
  await writeFile(join(test.dataDir, "servers", "a"), "");
  const sources = { sources: ["a", "b"].map((slug) => ({ slug, repository: `github:o/${slug}` })) };
  const report = await test.run(sources);
  expect(listStates(report)).toEqual({ a: "failed", b: "new" });
  expect(report.servers[0]?.reasons.join()).toContain("a file stands where a folder is expected");
});

it("lets one discovery at a time write what is known", async () => {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-discover-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const first = await lockDiscovery(folder);
  await expect(lockDiscovery(folder)).rejects.toThrow("Another discovery of this data is at work");
  await first.release();
  await (await lockDiscovery(folder)).release();
});
