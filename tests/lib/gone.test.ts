/** What became of addresses, out of the records of changes. */
import { expect, it } from "vitest";
import type { ServerSummary } from "../../src/lib/catalogue.ts";
import type { ChangeFiles, DatedEvent } from "../../src/lib/change-files.ts";
import { keyOf } from "../../src/lib/change-files.ts";
import { findGone } from "../../src/lib/gone.ts";

interface World {
  /** Names of tools of the one server `s` that is there. */
  present?: string[];
  /** Of the server `s`: what each name is called now, or that it went. */
  removed?: Record<string, string | undefined>;
  formerSlugs?: string[];
}

function check({ present = [], removed = {}, formerSlugs = [] }: World, expected: Record<string, string | undefined>) {
  const server = { slug: "s", tools: present.map((name) => ({ name, slug: name })) } as unknown as ServerSummary;
  const events = Object.entries(removed).map(([name, now]): [string, DatedEvent[]] => [
    keyOf("s", name),
    [{ event: { kind: "removed", ...(now && { now }) }, on: "2026-01-02" }],
  ]);
  const files: ChangeFiles = {
    recent: [],
    events: new Map(events),
    removedServers: [],
    begin: "2026-01-01",
    count: 1,
  };
  const catalogue = { bySlug: new Map([["s", server]]), formerSlugs: new Set(formerSlugs) };
  const { tools } = findGone(catalogue, files);
  expect(Object.fromEntries([...tools].map(([address, { now }]) => [address, now]))).toEqual(expected);
}

it("tells of a tool that went", () => check({ removed: { a: undefined } }, { "/servers/s/a/": undefined }));

it("leads to the name that a tool has now, over all that it had", () =>
  check(
    { present: ["c"], removed: { a: "b", b: "c" } },
    { "/servers/s/a/": "/servers/s/c/", "/servers/s/b/": "/servers/s/c/" },
  ));

it("leads nowhere when the last name went too, and ends where names took each other's place", () => {
  check({ removed: { a: "b", b: undefined } }, { "/servers/s/a/": undefined, "/servers/s/b/": undefined });
  check({ removed: { a: "b", b: "a" } }, { "/servers/s/a/": undefined, "/servers/s/b/": undefined });
});

it("takes no address that has a page, also where only the case differs", () =>
  check({ present: ["Twin"], removed: { twin: undefined } }, {}));

it("leaves addresses alone that lead on with their server", () =>
  check({ removed: { a: undefined }, formerSlugs: ["s"] }, {}));
