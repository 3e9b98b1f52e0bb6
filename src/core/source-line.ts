/** One line of a list that people keep: a source, or any sentence with the address of one in it. */
import { formatGithubSpec } from "./registry-entry.ts";
import type { FoundServer } from "./schema/discovered.ts";
import { GithubSpec, NpmSpec } from "./schema/source.ts";

const NPM_PAGE = /https?:\/\/(?:www\.)?npmjs\.com\/package\/((?:@[\w.~-]+\/)?[\w.~-]+)/;
const GITHUB_PAGE = /https?:\/\/(?:www\.)?github\.com\/[\w.-]+\/[\w.-]+(?:\/tree\/[^/\s)\]]+\/[^\s)\]#?]+)?/;
/** Pages of GitHub that look like a repository of someone called so. */
const NO_OWNER = /^github:(?:topics|orgs|sponsors|features|apps|marketplace|settings|search|about|collections)\//i;

/** `undefined` for a line that names none. */
export function parseSourceLine(line: string): FoundServer | undefined {
  const text = line.trim().replace(/^[-*+]\s+/, "");
  if (NpmSpec.safeParse(text).success) return { package: text, found: [{ in: "file", as: text }] };
  const spec = GithubSpec.safeParse(text).success ? text : formatGithubSpec(GITHUB_PAGE.exec(text)?.[0]);
  if (spec && !NO_OWNER.test(spec) && GithubSpec.safeParse(spec).success) {
    return { repository: spec, found: [{ in: "file", as: spec }] };
  }
  const npm = NPM_PAGE.exec(text)?.[1];
  return npm ? { package: `npm:${npm}`, found: [{ in: "file", as: `npm:${npm}` }] } : undefined;
}
