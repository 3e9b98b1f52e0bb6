/**
 * Some packages only start what another package of the same maker holds. Where a package's own source shows no tool, the
 * dependencies that may hold them are read too, a few and bounded, under `node_modules/` in the tree.
 */
import type { Extraction } from "../../../src/core/extract/types.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import type { Extractor } from "../extract/extractor.ts";
import type { NpmClient, PackageVersion } from "../npm/npm.ts";
import { SOURCE_LIMITS, type SourceFiles } from "./archive.ts";
import { CrawlFailure } from "./failure.ts";

const MOST_DEPENDENCIES = 16;

interface Clients {
  npm: NpmClient;
  extractor: Pick<Extractor, "extract">;
}

interface WiderExtraction {
  extraction: Extraction;
  /** Of the package and of its dependencies. */
  issues: Issue[];
}

/** What the dependencies add, or `undefined` where none of them can be thought to hold tools, or none does. */
export async function extractWithDependencies(
  version: PackageVersion,
  source: SourceFiles,
  { npm, extractor }: Clients,
): Promise<WiderExtraction | undefined> {
  const { trees, issues } = await fetchDependencies(version, source, npm);
  if (trees.size === 0) return undefined;
  const whole = new Map(source.files);
  for (const [folder, files] of trees) for (const [path, text] of files) whole.set(`${folder}/${path}`, text);
  const followed = await extractor.extract(whole);
  if (isReadFromSource(followed)) return { extraction: followed, issues };
  // What leads from one package to the other may be out of sight; the dependency by itself may still show its tools.
  for (const [folder, files] of trees) {
    const alone = await extractor.extract(files);
    if (isReadFromSource(alone)) return { extraction: placeBelow(folder, alone), issues };
  }
  return undefined;
}

/** Whether code shows the tools; a list in a manifest or a README is only what its author says. */
export function isReadFromSource({ tools, method }: Extraction): boolean {
  return tools.length > 0 && method === "static";
}

async function fetchDependencies(version: PackageVersion, source: SourceFiles, npm: NpmClient) {
  const trees = new Map<string, SourceFiles["files"]>();
  const issues: Issue[] = [...source.issues];
  let bytes = 0;
  for (const name of chooseDependencies(version, source)) {
    try {
      const { files } = await npm.fetchFiles(await npm.fetchVersion(name, version.dependencies[name]));
      for (const text of files.values()) bytes += text.length;
      if (bytes > SOURCE_LIMITS.keptBytes) break;
      trees.set(`node_modules/${name}`, files);
    } catch (error) {
      if (!(error instanceof CrawlFailure)) throw error;
      issues.push({ code: "dependency-not-read", args: { name, reason: error.message } });
    }
  }
  return { trees, issues };
}

function placeBelow(folder: string, extraction: Extraction): Extraction {
  return {
    ...extraction,
    tools: extraction.tools.map((tool) =>
      tool.source ? { ...tool, source: { ...tool.source, path: `${folder}/${tool.source.path}` } } : tool,
    ),
    issues: extraction.issues.map((issue) => (issue.path ? { ...issue, path: `${folder}/${issue.path}` } : issue)),
    coverage: "partial",
  };
}

/**
 * Dependencies that the package's own code imports and that are of the same maker (by scope, or by the first word of
 * the name), or speak of MCP in their name; the SDK itself defines no tools.
 */
function chooseDependencies({ name, dependencies }: PackageVersion, { files }: SourceFiles): string[] {
  const maker = readMaker(name);
  // Declarations of types name packages that nothing is taken from at run time.
  const isCode = (path: string) => /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
  const code = [...files].filter(([path]) => isCode(path)).map(([, text]) => text);
  return Object.keys(dependencies)
    .filter((dependency) => !/^@(?:modelcontextprotocol|types)\//.test(dependency))
    .filter((dependency) => readMaker(dependency) === maker || /(?:^|[-/])mcp(?:[-/]|$)/i.test(dependency))
    .filter((dependency) => code.some((text) => isImported(dependency, text)))
    .slice(0, MOST_DEPENDENCIES);
}

/** By itself or by a path inside it; the quotes tell `x` from `x-core`. */
function isImported(dependency: string, text: string): boolean {
  return [`"${dependency}"`, `'${dependency}'`, `"${dependency}/`, `'${dependency}/`].some((quoted) =>
    text.includes(quoted),
  );
}

/** `@maker/x`, `maker-x` and `maker`: the same maker. */
function readMaker(name: string): string {
  const words = name.replace(/^@/, "").split(/[/-]/);
  return words.find((word) => !/^(?:mcp|server|node|js)$/.test(word)) ?? name;
}
