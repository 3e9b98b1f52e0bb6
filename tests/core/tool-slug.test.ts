import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESERVED_FILE_NAME } from "../../src/core/reserved-file-name.ts";
import { computeToolSlugs } from "../../src/core/tool-slug.ts";

function slugOf(name: string, siblings: string[] = []): string | undefined {
  return computeToolSlugs([name, ...siblings]).get(name);
}

describe("computeToolSlugs", () => {
  it.each(["pause_torrent", "stop-pod", "getIssue", "files.list"])("keeps the safe name %s", (name) => {
    expect(slugOf(name)).toBe(name);
  });

  it.each([
    ["../../x", /^x-[0-9a-f]{8}$/],
    ["CON", /^CON-[0-9a-f]{8}$/],
    ["policy.json", /^policy-json-[0-9a-f]{8}$/],
    ["index.html", /^index-html-[0-9a-f]{8}$/],
    ["…", /^tool-[0-9a-f]{8}$/],
    ["a".repeat(5000), /^a{60}-[0-9a-f]{8}$/],
  ])("makes %j safe", (name, expected) => {
    expect(slugOf(name)).toMatch(expected);
  });

  it("tells apart names that differ only in case", () => {
    const slugs = [...computeToolSlugs(["Delete", "delete"]).values()].map((slug) => slug.toLowerCase());
    expect(new Set(slugs).size).toBe(2);
  });

  it("tells apart a tool that bears the slug made for another", () => {
    const made = slugOf("a b") ?? "";
    const slugs = computeToolSlugs(["a b", made]);
    expect(slugs.get(made)).toBe(made);
    expect(slugs.get("a b")).toBe(`${made}-2`);
  });

  it("is safe, unique and independent of order for any names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), (names) => {
        const slugs = computeToolSlugs(names);
        const values = [...slugs.values()];
        expect(new Set(values.map((slug) => slug.toLowerCase())).size).toBe(names.length);
        for (const slug of values) {
          expect(slug).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
          expect(slug).not.toMatch(RESERVED_FILE_NAME);
          expect(slug.length).toBeLessThanOrEqual(110);
        }
        expect(computeToolSlugs([...names].reverse())).toEqual(slugs);
      }),
      { seed: 13 },
    );
  });
});
