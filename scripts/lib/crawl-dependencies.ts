/**
 * Some packages only start what another package of the same maker holds. Where a package shows no tool of its own, the
 * dependencies that may hold them are read too, a few and bounded, under `node_modules/` in the tree.
 */
import type { Issue } from "../../src/core/schema/issue.ts";
import { SOURCE_LIMITS, type SourceFiles } from "./archive.ts";
import { CrawlFailure } from "./crawl-failure.ts";
import type { NpmClient, PackageVersion } from "./npm.ts";

const MOST_DEPENDENCIES = 16;

/** The tree with its dependencies, or `undefined` where none can be thought to hold tools. */
export async function fetchDependencies(
  version: PackageVersion,
  source: SourceFiles,
  npm: NpmClient,
): Promise<SourceFiles | undefined> {
  const chosen = chooseDependencies(version, source);
  if (chosen.length === 0) return undefined;
  const files = new Map(source.files);
  const issues: Issue[] = [...source.issues];
  let bytes = 0;
  for (const name of chosen) {
    try {
      const dependency = await npm.fetchVersion(name, version.dependencies[name]);
      const found = await npm.fetchFiles(dependency);
      for (const [path, text] of found.files) {
        bytes += text.length;
        if (bytes > SOURCE_LIMITS.keptBytes) break;
        files.set(`node_modules/${name}/${path}`, text);
      }
    } catch (error) {
      if (!(error instanceof CrawlFailure)) throw error;
      issues.push({ code: "dependency-not-read", args: { name, reason: error.message } });
    }
  }
  return { files, issues };
}

/**
 * Dependencies that the package's own code imports and that are of the same maker (the scope, or the scope's name), or
 * speak of MCP in their name; the SDK itself defines no tools.
 */
function chooseDependencies({ name, dependencies }: PackageVersion, { files }: SourceFiles): string[] {
  const scope = /^@([^/]+)\//.exec(name)?.[1];
  const code = [...files].filter(([path]) => /\.[cm]?[jt]sx?$/.test(path)).map(([, text]) => text);
  return Object.keys(dependencies)
    .filter((dependency) => !dependency.startsWith("@modelcontextprotocol/") && !/^@types\//.test(dependency))
    .filter((dependency) => {
      const kin = scope !== undefined && (dependency.startsWith(`@${scope}/`) || dependency.split("-")[0] === scope);
      return kin || /(?:^|[-/])mcp(?:[-/]|$)/i.test(dependency);
    })
    .filter((dependency) => code.some((text) => text.includes(`"${dependency}`) || text.includes(`'${dependency}`)))
    .slice(0, MOST_DEPENDENCIES);
}
