/** Which folders of a repository are servers of their own. */
import { expect, test } from "vitest";
import { findServerFolders } from "../../../src/core/extract/server-folders.ts";

function makePackage(manifest: object = {}): string {
  return JSON.stringify({ dependencies: { "@modelcontextprotocol/sdk": "1.0.0" }, bin: "./index.js", ...manifest });
}

const SCRIPT = 'from fastmcp import FastMCP\nmcp = FastMCP("a")\nif __name__ == "__main__":\n    mcp.run()\n';
const PYTHON = '[project]\ndependencies = ["fastmcp>=2", "boto3"]\n\n[project.scripts]\nx = "x.server:main"\n';
/** A second server, without which there is nothing to tell apart. */
const OTHER = { "servers/other/package.json": makePackage() };

function find(files: Record<string, string>): string[] {
  return findServerFolders(new Map(Object.entries({ ...OTHER, ...files }))).filter((path) => path !== "servers/other");
}

test.each([
  ["a package with a program", { "packages/a/package.json": makePackage() }, ["packages/a"]],
  [
    "a package that is deployed",
    { "apps/a/package.json": makePackage({ bin: undefined, scripts: { deploy: "x" } }) },
    ["apps/a"],
  ],
  [
    "a package that gets the SDK through another one",
    {
      "packages/common/package.json": makePackage({ name: "@x/common", bin: undefined }),
      "apps/a/package.json": makePackage({ name: "a-mcp", dependencies: { "@x/common": "*" } }),
    },
    ["apps/a"],
  ],
  ["a Python project with a command", { "src/a/pyproject.toml": PYTHON }, ["src/a"]],
  [
    "a Python project of Poetry",
    { "a/pyproject.toml": '[tool.poetry.dependencies]\nmcp = "^1"\n[tool.poetry.scripts]\na = "a:b"' },
    ["a"],
  ],
  ["a Go module with a program", { "a/go.mod": "require github.com/mark3labs/mcp-go v1", "a/main.go": "" }, ["a"]],
  [
    "a script beside other servers",
    { "servers/one/pyproject.toml": PYTHON, "servers/a/a-server.py": SCRIPT },
    ["servers/a", "servers/one"],
  ],
  ["a Rust crate with a program", { "a/Cargo.toml": '[dependencies]\nrmcp = "1"', "a/src/main.rs": "" }, ["a"]],
])("is %s", (_name, files, folders) => expect(find(files)).toEqual(folders));

test.each([
  ["a script that is no server", { "servers/a/a.py": SCRIPT.replace("FastMCP(", "Client(") }],
  ["a script elsewhere", { "docs/a/a.py": SCRIPT }],
  ["a library", { "packages/a/package.json": makePackage({ bin: undefined }) }],
  [
    "a program that only tests with the SDK",
    { "a/package.json": makePackage({ dependencies: {}, devDependencies: { "@modelcontextprotocol/sdk": "1" } }) },
  ],
  ["a Python project that is no program", { "a/pyproject.toml": '[project]\ndependencies = ["mcp"]' }],
  [
    "a Python project with another dependency of that beginning",
    { "a/pyproject.toml": PYTHON.replace("fastmcp", "mcphub") },
  ],
  ["a Go module without a program", { "a/go.mod": "require github.com/mark3labs/mcp-go v1" }],
  ["what evaluates servers", { "packages/a-evals/package.json": makePackage() }],
  [
    "an app that only shares code with servers",
    {
      "packages/common/package.json": makePackage({ name: "@x/common", bin: undefined }),
      "apps/a/package.json": makePackage({ name: "site", dependencies: { "@x/common": "*" } }),
    },
  ],
  ["an example", { "examples/a/package.json": makePackage() }],
  ["a test", { "tests/a/pyproject.toml": PYTHON }],
  ["an installed package", { "node_modules/a/package.json": makePackage() }],
  ["the root", { "package.json": makePackage() }],
  ["a manifest that cannot be read", { "a/package.json": "{" }],
  ["a manifest of another shape", { "a/package.json": '["bin"]' }],
])("is not %s", (_name, files) => expect(find(files)).toEqual([]));

test("one server alone is the repository's", () => {
  expect(findServerFolders(new Map(Object.entries(OTHER)))).toEqual([]);
});
