/** Changes between folders, and between revisions of a repository of their own. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashDefinition } from "../../scripts/lib/hash.ts";
import { writeServer } from "../../scripts/lib/store.ts";
import type { Changes } from "../../src/core/schema/changes.ts";
import { makeEnv } from "../support/environment.ts";
import { git } from "../support/git.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-changes-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function write(dataDir: string, slug: string, ...tools: string[]) {
  return writeServer(dataDir, {
    schemaVersion: 1,
    slug,
    name: slug,
    packages: [],
    remotes: [],
    provenance: { method: "static", from: `npm:${slug}@1.0.0`, coverage: "complete" },
    tools: tools.map((name) => hashDefinition({ name })),
    issues: [],
  });
}

function run(...args: string[]) {
  const script = resolve("scripts/changes.ts");
  return spawnSync(process.execPath, [script, ...args], { cwd: folder, env: makeEnv(folder), encoding: "utf8" });
}

function summarise(changes: Changes) {
  return changes.servers.map(({ slug, kind, tools }) => [
    slug,
    kind,
    ...tools.map((tool) => `${tool.kind} ${tool.tool}`),
  ]);
}

describe("npm run changes", () => {
  it("compares two folders", async () => {
    await write(join(folder, "a"), "kept", "x");
    await write(join(folder, "a"), "gone", "x");
    await write(join(folder, "b"), "kept", "x", "y");
    const changes = JSON.parse(run("a", "b", "--json").stdout);
    expect(changes).toMatchObject({ before: "a", after: "b" });
    expect(changes).not.toHaveProperty("at");
    expect(summarise(changes)).toEqual([
      ["gone", "removed", "removed x"],
      ["kept", "changed", "added y"],
    ]);
  });

  it("compares two revisions, and writes a file", async () => {
    git(folder, "init", "-q");
    await write(join(folder, "data"), "s", "x");
    git(folder, "add", "data");
    git(folder, "commit", "-qm", "one");
    await write(join(folder, "data"), "s", "y");
    git(folder, "add", "data");
    git(folder, "commit", "-qm", "two");
    expect(run("HEAD~1", "HEAD").status).toBe(0);
    const changes = JSON.parse(await readFile(join(folder, "data", "changes", "latest.json"), "utf8"));
    expect(summarise(changes)).toEqual([["s", "changed", "removed x", "added y"]]);
    expect(Date.parse(changes.at)).toBeGreaterThan(0);
  });

  it.each([[["a"]], [["a", "b", "c"]], [["nothing", "nowhere"]], [["--output=x", "HEAD"]]])("refuses %j", (args) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
