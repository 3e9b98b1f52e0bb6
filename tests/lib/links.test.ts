import { expect, test } from "vitest";
import type { Server } from "../../src/core/schema/server.ts";
import type { Tool } from "../../src/core/schema/tool.ts";
import { sourceUrl } from "../../src/lib/links.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

function findSource(from: string, source: Tool["source"]): string | undefined {
  return sourceUrl({ provenance: { from } } as Server, { source } as Tool);
}

test.each<[string, string, string, string | undefined]>([
  ["a commit", `github:acme/kiln@${COMMIT}`, "src/a.ts", `https://github.com/acme/kiln/blob/${COMMIT}/src/a.ts#L7`],
  [
    "a folder at a commit",
    `github:acme/kiln@${COMMIT}#packages/mcp`,
    "src/a b.ts",
    `https://github.com/acme/kiln/blob/${COMMIT}/packages/mcp/src/a%20b.ts#L7`,
  ],
  ["a package", "npm:kiln-mcp@1.2.3", "dist/index.js", "https://app.unpkg.com/kiln-mcp@1.2.3/files/dist/index.js#L7"],
  [
    "a package in a scope, with signs in a path",
    "npm:@acme/kiln@1.0.0-rc.1+2",
    "dist/@a/x#y?.js",
    "https://app.unpkg.com/@acme/kiln@1.0.0-rc.1%2B2/files/dist/%40a/x%23y%3F.js#L7",
  ],
  ["a folder of this machine", "dir:kiln", "src/a.ts", undefined],
])("the line of %s", (_, from, path, url) => {
  expect(findSource(from, { path, line: 7 })).toBe(url);
  expect(findSource(from, undefined)).toBeUndefined();
});
