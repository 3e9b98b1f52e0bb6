import { describe, expect, it } from "vitest";
import { deriveSlug, parseSources, parseSpec } from "../../src/core/sources.ts";

function check(entries: unknown, expected: { slugs: string[]; issues?: string[] }) {
  const { sources, issues } = parseSources(entries);
  expect(sources.map(({ slug }) => slug)).toEqual(expected.slugs);
  expect(issues.map(({ code }) => code)).toEqual(expected.issues ?? []);
}

describe("parseSources", () => {
  it("takes a file, and a bare list", () => {
    check({ sources: ["npm:a"] }, { slugs: ["a"] });
    check(["npm:a"], { slugs: ["a"] });
  });

  it.each([["a text"], [{}], [null], [{ sources: {} }]])("says that %j is no list of sources", (value) =>
    check(value, { slugs: [], issues: ["sources-shape"] }),
  );

  it("tries the repository first, the package next, the folder last", () => {
    const entry = { folder: "dir:./x", package: "npm:@a/b@1.2.3", repository: "github:O/r.js@main#packages/x/" };
    expect(parseSources([{ slug: "s", formerSlugs: ["r"], name: "S", ...entry }]).sources).toEqual([
      {
        slug: "s",
        name: "S",
        formerSlugs: ["r"],
        entry: 1,
        candidates: [
          { kind: "github", owner: "O", name: "r.js", ref: "main", subfolder: "packages/x" },
          { kind: "npm", name: "@a/b", version: "1.2.3" },
          { kind: "dir", path: "./x" },
        ],
      },
    ]);
  });

  it.each([
    ["an unknown scheme", "pypi:x"],
    ["a name with a path", "npm:../../x"],
    ["a climbing subfolder", "github:a/b#../c"],
    ["an absolute subfolder", "github:a/b#/c"],
    ["a slug that is no slug", { slug: "../x", package: "npm:a" }],
    ["a device's name", { slug: "con", package: "npm:a" }],
    ["nothing to look for", { slug: "x" }],
    ["a field that does not exist", { package: "npm:a", url: "x" }],
    ["no entry at all", 7],
  ])("names %s and keeps the rest", (_, entry) =>
    check([entry, "npm:good"], { slugs: ["good"], issues: ["source-invalid"] }),
  );

  it.each([
    ["the same package", "npm:a", "npm:a@2"],
    ["the same repository, whatever the case", "github:A/b", "github:a/B@main"],
    ["the same package beside a repository", { repository: "github:a/b", package: "npm:x" }, "npm:x"],
  ])("crawls a source listed twice once: %s", (_, first, second) => {
    const { sources, issues } = parseSources([first, second]);
    expect(sources).toHaveLength(1);
    expect(issues).toMatchObject([{ code: "source-repeated", args: { entry: 2, first: 1 } }]);
  });

  it("tells servers of one repository apart by their subfolder", () =>
    check(["github:a/b#x", "github:a/b#y"], { slugs: ["a-b-x", "a-b-y"] }));

  it("gives the second claim on a slug another one, always the same", () => {
    const entries = [
      { slug: "s", package: "npm:a" },
      { slug: "s", package: "npm:b" },
    ];
    const { sources, issues } = parseSources(entries);
    expect(sources.map(({ slug }) => slug)).toEqual(["s", expect.stringMatching(/^s-[0-9a-f]{8}$/)]);
    expect(issues.map(({ code }) => code)).toEqual(["source-slug-taken"]);
    expect(parseSources(entries)).toEqual({ sources, issues });
  });
});

describe("deriveSlug", () => {
  it.each([
    ["npm:@modelcontextprotocol/server-memory", "modelcontextprotocol-server-memory"],
    ["npm:con", "con-server"],
    ["github:Owner/Repo_Name", "owner-repo-name"],
    ["github:o/r#a/b", "o-r-a-b"],
    ["dir:../some/Folder/", "folder"],
    ["dir:..", "folder"],
  ])("%s is %s", (spec, slug) => expect(deriveSlug(parseSpec(spec))).toBe(slug));

  it("shortens what is too long, and keeps it apart", () => {
    const [a, b] = ["a", "b"].map((end) =>
      deriveSlug({ kind: "github", owner: "o", name: "r".repeat(100), subfolder: end }),
    );
    expect(a?.length).toBeLessThanOrEqual(100);
    expect(a).not.toBe(b);
  });
});
