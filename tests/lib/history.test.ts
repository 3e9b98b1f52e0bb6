/** The history of a tool out of the records of changes, in whatever order their files are called. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeDataFile } from "../../scripts/lib/data-file.ts";
import { sha256 } from "../../scripts/lib/hash.ts";
import { Changes, type ToolChange } from "../../src/core/schema/changes.ts";
import { readChangeFiles } from "../../src/lib/change-files.ts";
import { makeToolHistory } from "../../src/lib/history.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "permitbook-history-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const READ = { category: "read", risk: "low" } as const;
const WRITE = { category: "write", risk: "medium" } as const;
const TOOL = { tool: "t", hash: sha256("t") };

async function write(name: string, at: string | undefined, ...tools: ToolChange[]) {
  const servers = tools.length === 0 ? [] : [{ slug: "s", name: "S", kind: "changed" as const, tools }];
  const states = { before: "a", after: "b", ...(at && { at }) };
  await writeDataFile(join(folder, `${name}.json`), Changes, { schemaVersion: 1, ...states, servers });
}

async function check(expected: object | undefined) {
  expect(makeToolHistory(await readChangeFiles(folder), "s", "t")).toEqual(expected);
}

it("is not known where nothing was ever compared", () => check(undefined));

it("begins before the records where they do not tell of its beginning", async () => {
  await write("x", "2026-01-02T03:00:00Z");
  const firstSeen = "before 2026-01-02, when the records begin";
  await check({ firstSeen, lastChanged: "not since 2026-01-02", events: [] });
});

it("tells when it was first seen, what changed last, and the risk before and after", async () => {
  await write("c", "2026-01-04T03:00:00Z", { kind: "changed", ...TOOL, fields: [], before: READ, after: WRITE });
  await write("a", "2026-01-03T03:00:00Z", {
    kind: "changed",
    ...TOOL,
    fields: ["description"],
    before: READ,
    after: READ,
  });
  await write("b", "2026-01-02T03:00:00Z", { kind: "added", ...TOOL, after: READ });
  const last = "judged anew; was Read, low risk, is Write, medium risk";
  await check({
    firstSeen: "2026-01-02",
    lastChanged: `2026-01-04: ${last}`,
    events: [
      { day: "2026-01-04", says: last },
      { day: "2026-01-03", says: "changed in description; low risk as before" },
      { day: "2026-01-02", says: "added: Read, low risk" },
    ],
  });
});

it("goes on under the name that the tool had before", async () => {
  const old = { tool: "old", hash: sha256("old") };
  await write("a", "2026-01-02T03:00:00Z", { kind: "added", ...old, after: READ });
  await write(
    "b",
    "2026-01-03T03:00:00Z",
    { kind: "added", ...TOOL, formerly: "old", after: READ },
    { kind: "removed", ...old, now: "t", before: READ },
  );
  await check({
    firstSeen: "2026-01-02",
    lastChanged: "2026-01-03: formerly old: Read, low risk",
    events: [
      { day: "2026-01-03", says: "formerly old: Read, low risk" },
      { day: "2026-01-02", says: "added: Read, low risk" },
    ],
  });
});

it("says so where a record has no day", async () => {
  await write("x", undefined, { kind: "added", ...TOOL });
  const day = "on a day that was not recorded";
  await check({ firstSeen: day, lastChanged: "not since the first record", events: [{ day, says: "added" }] });
});

it("keeps of old records only what tools' pages tell", async () => {
  for (let day = 10; day < 45; day += 1) {
    const at = new Date(Date.UTC(2026, 0, day)).toISOString();
    await write(String(day), at, { kind: "changed", ...TOOL, fields: ["title"] });
  }
  const { recent, events, count, begin } = await readChangeFiles(folder);
  expect([recent.length, recent[0]?.at, count, begin]).toEqual([30, "2026-02-13T00:00:00.000Z", 35, "2026-01-10"]);
  expect(events.get("s\nt")).toHaveLength(35);
});
