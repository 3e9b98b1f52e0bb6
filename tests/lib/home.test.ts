import { expect, test } from "vitest";
import type { Changes, ServerChange } from "../../src/core/schema/changes.ts";
import { listRecentChanges } from "../../src/lib/home.ts";

function makeChange(slug: string, tools: number, kind: ServerChange["kind"] = "changed"): ServerChange {
  const hash = "0".repeat(64);
  return {
    slug,
    name: slug,
    kind,
    tools: Array.from({ length: tools }, (_, i) => ({ kind: "added", tool: `t${i}`, hash })),
  };
}

function makeState(at: string | undefined, servers: ServerChange[]): Changes {
  return { schemaVersion: 1, before: "a", after: "b", servers, ...(at && { at }) };
}

const STATES = [
  makeState("2026-11-19T03:00:00Z", [makeChange("few", 1), makeChange("none", 0), makeChange("many", 5)]),
  makeState(undefined, [makeChange("gone", 0, "removed")]),
];

test("the latest, the servers of which most changed first, and none whose tools stayed", () => {
  expect(listRecentChanges(STATES, 10).map(({ day, change }) => [day, change.slug])).toEqual([
    ["2026-11-19", "many"],
    ["2026-11-19", "few"],
    [undefined, "gone"],
  ]);
});

test("no more than fit", () =>
  expect(listRecentChanges(STATES, 2).map(({ change }) => change.slug)).toEqual(["many", "few"]));
