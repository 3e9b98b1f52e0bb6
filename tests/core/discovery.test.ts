import { describe, expect, it } from "vitest";
import { addDiscovered, mergeDiscovered } from "../../src/core/discovery.ts";
import { formatGithubSpec, parseRegistryEntry } from "../../src/core/registry-entry.ts";
import { parseRepositoryUrl } from "../../src/core/repository-url.ts";
import type { DiscoveredServer, FoundServer } from "../../src/core/schema/discovered.ts";
import { parseSourceLine } from "../../src/core/source-line.ts";
import { parseSources } from "../../src/core/sources.ts";

function makeFound(fields: Partial<FoundServer>): FoundServer {
  const as = fields.registryName ?? fields.package ?? fields.repository ?? "x";
  return { found: [{ in: "registry", as }], ...fields };
}

function check(found: Partial<FoundServer>[], slugs: string[], known: DiscoveredServer[] = []) {
  const merged = mergeDiscovered(known, found.map(makeFound));
  expect(merged.map(({ slug }) => slug)).toEqual(slugs);
  return merged;
}

describe("one server is one record", () => {
  it.each([
    ["the same package", { package: "npm:a" }, { package: "npm:A" }],
    ["the same name in the registry", { registryName: "io.x/a", package: "npm:a" }, { registryName: "io.x/a" }],
    ["the same repository, whatever the case", { repository: "github:o/r" }, { repository: "github:O/R" }],
    [
      "the same folder of a repository",
      { repository: "github:o/r#x" },
      { repository: "github:o/r#x", package: "npm:a" },
    ],
    [
      "a repository and the one package in it",
      { repository: "github:o/r" },
      { repository: "github:o/r", package: "npm:a" },
    ],
  ] satisfies [string, Partial<FoundServer>, Partial<FoundServer>][])("by %s", (_, first, second) => {
    const merged = mergeDiscovered([], [makeFound(first), makeFound(second)]);
    expect(merged).toHaveLength(1);
  });

  it.each([
    [
      "two packages of one repository",
      { repository: "github:o/r", package: "npm:a" },
      { repository: "github:o/r", package: "npm:b" },
    ],
    ["two folders of one repository", { repository: "github:o/r#x" }, { repository: "github:o/r#y" }],
    ["a fork", { repository: "github:o/r" }, { repository: "github:p/r" }],
    ["packages of two registries", { packages: [{ registry: "pypi", name: "a" }] }, { package: "npm:a" }],
  ] satisfies [string, Partial<FoundServer>, Partial<FoundServer>][])("but not by %s", (_, first, second) => {
    expect(mergeDiscovered([], [makeFound(first), makeFound(second)])).toHaveLength(2);
  });

  it("keeps where it was seen, and what each place knew", () => {
    const [server] = check(
      [
        { registryName: "io.x/a", package: "npm:a" },
        { package: "npm:a", repository: "github:o/r", found: [{ in: "npm", as: "a" }] },
      ],
      ["o-r"],
    );
    expect(server).toMatchObject({ registryName: "io.x/a", repository: "github:o/r", package: "npm:a" });
    expect(server?.found).toEqual([
      { in: "npm", as: "a" },
      { in: "registry", as: "io.x/a" },
    ]);
  });
});

describe("slugs", () => {
  const known: DiscoveredServer[] = [{ slug: "given", ...makeFound({ package: "npm:a" }) }];

  it("stay when more becomes known", () => {
    check([{ package: "npm:a", repository: "github:o/r" }], ["given"], known);
  });

  it("become former slugs when two records turn out to be one", () => {
    const two = [...known, { slug: "other", ...makeFound({ repository: "github:o/r#x" }) }];
    const [server] = check([{ package: "npm:a", repository: "github:o/r#x" }], ["given"], two);
    expect(server?.formerSlugs).toEqual(["other"]);
  });

  it("are told apart where two servers would have one, and stay so", () => {
    const merged = check(
      [{ repository: "github:a-b/c" }, { repository: "github:a/b-c" }],
      ["a-b-c", expect.stringMatching(/^a-b-c-[0-9a-f]{8}$/) as unknown as string],
    );
    expect(mergeDiscovered(merged, [])).toEqual(merged);
  });

  it("are not given a second time while an old address still leads there", () => {
    const old = [{ slug: "given", formerSlugs: ["b"], ...makeFound({ package: "npm:a" }) }];
    check([{ package: "npm:b" }], [expect.stringMatching(/^b-/) as unknown as string, "given"], old);
  });

  it("are safe whatever the name", () => {
    check([{ registryName: "../../etc" }, { package: "npm:con" }], ["con-server", "etc"]);
  });
});

describe("addDiscovered", () => {
  const remotes = [{ type: "sse" as const, url: "https://o.example/sse" }];
  const { sources } = parseSources([{ slug: "mine", package: "npm:a" }]);

  it("keeps what people list, and adds what they left out", () => {
    const found = { slug: "found", remotes, ...makeFound({ package: "npm:a", repository: "github:o/r" }) };
    expect(addDiscovered(sources, [found]).sources).toEqual([{ ...sources[0], remotes, formerSlugs: ["found"] }]);
  });

  it("adds the others under their own slugs, or another where a person took it", () => {
    const others = ["b", "mine"].map((slug) => ({ slug, ...makeFound({ package: `npm:${slug}x` }) }));
    const slugs = addDiscovered(sources, others).sources.map(({ slug }) => slug);
    expect(slugs).toEqual(["mine", "b", "minex"]);
  });

  it("reads the packages of servers that share a repository, which would give all of them the same tools", () => {
    const shared = ["a1", "a2"].map((slug) => ({
      slug,
      ...makeFound({ package: `npm:${slug}`, repository: "github:o/shared" }),
    }));
    const added = addDiscovered([], shared).sources.map(({ candidates }) => candidates);
    expect(added).toEqual([[{ kind: "npm", name: "a1" }], [{ kind: "npm", name: "a2" }]]);
  });

  it("counts those that have no place to look", () => {
    const found = { slug: "remote", remotes, ...makeFound({ registryName: "x/y" }) };
    expect(addDiscovered(sources, [found])).toEqual({ sources, unreadable: 1 });
  });
});

describe("parseSourceLine", () => {
  it.each([
    ["github:o/r#x", { repository: "github:o/r#x" }],
    ["npm:@a/b", { package: "npm:@a/b" }],
    ["- [R](https://github.com/o/r) - does things", { repository: "github:o/r" }],
    ["https://github.com/o/r/tree/main/src/x", { repository: "github:o/r#src/x" }],
    ["see https://www.npmjs.com/package/@a/b", { package: "npm:@a/b" }],
  ])("%s", (line, expected) => expect(parseSourceLine(line)).toMatchObject(expected));

  it.each(["", "# Servers", "https://github.com/topics/mcp", "https://example.com/o/r", "npm:../x"])(
    "%s names none",
    (line) => expect(parseSourceLine(line)).toBeUndefined(),
  );
});

describe("parseRegistryEntry", () => {
  it("reads packages, remotes and the repository with its folder", () => {
    const entry = parseRegistryEntry({
      server: {
        name: "io.github.o/r",
        title: "R\u0007",
        repository: { url: "https://github.com/o/r", source: "github", subfolder: "packages/x" },
        packages: [
          { registryType: "npm", identifier: "@o/r", version: "1.0.0" },
          { registryType: "pypi", identifier: "r-py" },
          { registryType: "unknown", identifier: "z" },
        ],
        remotes: [
          { type: "streamable-http", url: "https://o.example/mcp" },
          { type: "sse", url: "javascript:alert(1)" },
        ],
      },
      _meta: { "io.modelcontextprotocol.registry/official": { status: "active", updatedAt: "2026-01-02T03:04:05Z" } },
    });
    expect(entry).toEqual({
      server: {
        name: "R?",
        registryName: "io.github.o/r",
        repository: "github:o/r#packages/x",
        package: "npm:@o/r",
        packages: [{ registry: "pypi", name: "r-py" }],
        remotes: [{ type: "streamable-http", url: "https://o.example/mcp" }],
        found: [{ in: "registry", as: "io.github.o/r" }],
      },
      isDeleted: false,
      updatedAt: "2026-01-02T03:04:05Z",
    });
  });

  it.each([[null], [{}], [{ server: {} }], [{ server: { name: 7 } }]])("has nothing of %j", (value) => {
    expect(parseRegistryEntry(value)).toBeUndefined();
  });
});

describe("addresses of repositories", () => {
  it.each([
    ["https://github.com/o/r", { host: "github.com", owner: "o", name: "r" }],
    ["git+https://github.com/o/r.git", { host: "github.com", owner: "o", name: "r" }],
    ["git@github.com:o/r.git", { host: "github.com", owner: "o", name: "r" }],
    ["git+ssh://git@github.com/o/r.git", { host: "github.com", owner: "o", name: "r" }],
    ["o/r", { host: "github.com", owner: "o", name: "r" }],
    ["gitlab:o/r", { host: "gitlab.com", owner: "o", name: "r" }],
    [
      "https://github.com/o/r/tree/main/src/x#readme",
      { host: "github.com", owner: "o", name: "r", subfolder: "src/x" },
    ],
  ])("%s", (url, expected) => expect(parseRepositoryUrl(url)).toEqual(expected));

  it.each(["", "not a url", "https://example.com", "javascript:alert(1)//x/y"])("%s is none", (url) =>
    expect(parseRepositoryUrl(url)).toBeUndefined(),
  );

  it("only those on GitHub become sources", () => {
    expect(formatGithubSpec("https://gitlab.com/o/r")).toBeUndefined();
    expect(formatGithubSpec("https://github.com/o/r", "../../x")).toBe("github:o/r");
  });
});
