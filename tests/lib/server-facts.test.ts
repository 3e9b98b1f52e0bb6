import { expect, test } from "vitest";
import type { Server } from "../../src/core/schema/server.ts";
import { findLanguage, listTransports } from "../../src/lib/server-facts.ts";

function makeServer(paths: string[], fields: Partial<Server> = {}): Server {
  return {
    schemaVersion: 1,
    slug: "one",
    name: "One",
    packages: [],
    remotes: [],
    provenance: { method: "static", from: "dir:one", coverage: "complete" },
    tools: paths.map((path, index) => ({
      name: `tool_${index}`,
      definitionHash: "0".repeat(64),
      source: { path, line: 1 },
    })),
    issues: [],
    ...fields,
  };
}

const npm = { registry: "npm", name: "one" } as const;

test.each<[string, Server, string | undefined]>([
  ["that of most files", makeServer(["a.py", "b.py", "web/c.ts"]), "python"],
  ["any ending of it", makeServer(["dist/a.mjs", "src/b.tsx"]), "javascript"],
  ["a list that is no source says nothing", makeServer(["manifest.json", "README.md"]), undefined],
  ["the package's, where no source was read", makeServer([], { packages: [npm] }), "javascript"],
  ["the source outweighs the package", makeServer(["main.go"], { packages: [npm] }), "go"],
  ["an image may hold any", makeServer([], { packages: [{ registry: "oci", name: "one" }] }), undefined],
  ["an ending that objects have as a key", makeServer(["a.constructor"]), undefined],
])("language: %s", (_, server, expected) => expect(findLanguage(server)).toBe(expected));

test.each<[string, Partial<Server>, string[]]>([
  ["unknown", {}, []],
  ["a package", { packages: [npm, npm] }, ["package"]],
  ["an address", { remotes: [{ type: "sse", url: "https://one.example/" }] }, ["sse"]],
  [
    "all",
    {
      packages: [npm],
      remotes: [
        { type: "sse", url: "https://one.example/sse" },
        { type: "streamable-http", url: "https://one.example/" },
      ],
    },
    ["package", "streamable-http", "sse"],
  ],
])("transport: %s", (_, fields, expected) => expect(listTransports(makeServer([], fields))).toEqual(expected));
