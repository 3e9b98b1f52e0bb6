/**
 * Several servers in one repository: the folders that are a project of their own, depend on an SDK of MCP, and can be started.
 * Beside these, a folder with a script that is a server counts too. A library that only depends on it, a test and an example are none.
 */
import { z } from "zod";
import { compareCodePoints } from "../compare.ts";
import { basename, dirname, isExamplePath, isForeignPath, isTestPath, isWithin } from "./paths.ts";
import type { FileTree } from "./types.ts";

/** What is in a package's dependencies, by name. */
const NODE_SDK =
  /^(?:@modelcontextprotocol\/(?:sdk|server[\w-]*)|(?:@[\w-]+\/)?fastmcp|mcp-(?:framework|handler|use)|xmcp|agents|@rekog\/mcp-nest|@vercel\/mcp-adapter|@leanmcp\/core)$/;
const PYTHON_SDK = /(?:^|["'])(?:mcp|fastmcp)(?=[[\s<>=~!;"']|$)/m;
const PYTHON_PROGRAM = /^\[(?:project|tool\.poetry)\.scripts\]/m;
const GO_SDK = /\b(?:mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|metoro-io\/mcp-golang)\s/;
const RUST_SDK = /^(?:rmcp|rust-mcp-sdk)\b/m;

/** What tests, measures or calls servers is none. */
const NO_SERVER = /(?:^|[-_.])(?:evals?|tests?|mocks?|clients?|cli|benchmarks?|e2e)$/i;

interface Repository {
  files: FileTree;
  /** Names of its own packages that depend on an SDK: what depends on them does so too. */
  shared: ReadonlySet<string>;
}
type Manifest = (text: string, folder: string, repository: Repository) => boolean;

const MANIFESTS: Readonly<Record<string, Manifest>> = {
  "package.json": (text, _folder, { shared }) => {
    const { name, dependencies, bin, scripts } = readPackage(text);
    const isNamedSo = /mcp/i.test(name);
    const isOfMcp = Object.keys(dependencies).some((key) => NODE_SDK.test(key) || (isNamedSo && shared.has(key)));
    return isOfMcp && [bin, scripts["start"], scripts["deploy"]].some((way) => way !== undefined);
  },
  "pyproject.toml": (text) => PYTHON_SDK.test(text) && PYTHON_PROGRAM.test(text),
  "go.mod": (text, folder, { files }) => GO_SDK.test(text) && files.has(`${folder}/main.go`),
  "Cargo.toml": (text, folder, { files }) => RUST_SDK.test(text) && files.has(`${folder}/src/main.rs`),
};

/** Sorted; empty unless there are at least two. */
export function findServerFolders(files: FileTree): string[] {
  const repository = { files, shared: findShared(files) };
  const found = new Set<string>();
  for (const [path, text] of files) {
    const folder = dirname(path);
    const isServer = Object.hasOwn(MANIFESTS, basename(path)) ? MANIFESTS[basename(path)] : undefined;
    if (!isServer || folder === "" || NO_SERVER.test(folder)) continue;
    if (isTestPath(path) || isExamplePath(path) || isForeignPath(path)) continue;
    if (isServer(text, folder, repository)) found.add(folder);
  }
  if (found.size < 2) return [];
  return [...found, ...scriptFolders(files, found)].sort(compareCodePoints);
}

/** A script imports the SDK, makes a server and runs. */
const PYTHON_SERVER = [
  /^[ \t]*(?:from|import) (?:fast)?mcp\b/m,
  /\b(?:FastMCP|MCPServer|Server)\(/,
  /^if __name__ ?== ?["']__main__["']/m,
];

/** Beside servers with a manifest: folders with a script that is a server, whatever else is written of it. */
function scriptFolders(files: FileTree, found: ReadonlySet<string>): Set<string> {
  const parents = new Set([...found].map(dirname));
  const folders = new Set<string>();
  for (const [path, text] of files) {
    const folder = dirname(path);
    if (!path.endsWith(".py") || found.has(folder) || !parents.has(dirname(folder)) || folder === "") continue;
    if (NO_SERVER.test(folder) || isTestPath(path) || isExamplePath(path) || isForeignPath(path)) continue;
    if ([...found].some((server) => isWithin(folder, server))) continue;
    if (PYTHON_SERVER.every((mark) => mark.test(text))) folders.add(folder);
  }
  return folders;
}

function findShared(files: FileTree): Set<string> {
  const names = new Set<string>();
  for (const [path, text] of files) {
    if (basename(path) !== "package.json" || isForeignPath(path)) continue;
    const { name, dependencies } = readPackage(text);
    if (name !== "" && Object.keys(dependencies).some((key) => NODE_SDK.test(key))) names.add(name);
  }
  return names;
}

const Package = z.object({
  name: z.string().catch(""),
  dependencies: z.record(z.string(), z.unknown()).catch({}),
  scripts: z.record(z.string(), z.unknown()).catch({}),
  bin: z.unknown().optional(),
});

/** What cannot be read depends on nothing. */
function readPackage(text: string): z.infer<typeof Package> {
  const nothing = { name: "", dependencies: {}, scripts: {}, bin: undefined };
  try {
    return Package.safeParse(JSON.parse(text)).data ?? nothing;
  } catch {
    return nothing;
  }
}
