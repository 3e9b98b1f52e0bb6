/** From a candidate to a version or commit that can be read: npm, GitHub and local folders behind one shape. */
import { isAbsolute, relative, resolve } from "node:path";
import { formatCanonicalJson } from "../../../src/core/canonical.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import type { Server } from "../../../src/core/schema/server.ts";
import type { Candidate } from "../../../src/core/sources.ts";
import type { GithubClient, RepositoryHead, RepositoryPlace } from "../github/github.ts";
import { sha256 } from "../hash.ts";
import type { NpmClient, PackageVersion } from "../npm/npm.ts";
import type { SourceFiles } from "./archive.ts";
import { CrawlFailure } from "./failure.ts";
import { loadFolder } from "./folder.ts";

/** A place at one version: equal fingerprints are equal files. */
export interface Place {
  /** `provenance.from`. */
  from: string;
  fingerprint: string;
  /** The fingerprint tells nothing of the state of the repository, which may follow it. */
  isStateUnknown?: true;
  subfolder?: string;
  repository?: NonNullable<Server["repository"]>;
  version?: PackageVersion;
  /** What is worth saying of the place itself. */
  issues?: Issue[];
  fetchFiles(): Promise<SourceFiles>;
}

export interface PlaceClients {
  npm: NpmClient;
  github: GithubClient;
  /** Where relative folders are looked for, in this order. */
  folders: string[];
}

/** Throws `CrawlFailure` when the place cannot be reached. */
export async function locate(candidate: Candidate, { npm, github, folders }: PlaceClients): Promise<Place> {
  switch (candidate.kind) {
    case "npm": {
      const version = await npm.fetchVersion(candidate.name, candidate.version);
      return {
        from: `npm:${version.name}@${version.version}`,
        fingerprint: `npm:${version.name}@${version.version} ${version.integrity}`,
        version,
        fetchFiles: () => npm.fetchFiles(version),
      };
    }
    case "github": {
      const head = await github.fetchHead(candidate);
      const { owner, name, commit, committedAt, id, forkOf, state, isStateUnknown } = head;
      const { subfolder } = candidate;
      const from = `github:${owner}/${name}@${commit}`;
      return {
        from,
        // Archiving a repository moves no commit, and is worth a new record all the same.
        fingerprint: [from, subfolder && `#${subfolder}`, state && ` ${state}`].filter(Boolean).join(""),
        ...(isStateUnknown && { isStateUnknown }),
        ...(subfolder && { subfolder }),
        repository: {
          host: new URL(github.webUrl).host,
          owner,
          name,
          url: `${github.webUrl}/${owner}/${name}`,
          commit,
          ...(committedAt && { committedAt }),
          ...(subfolder && { subfolder }),
          ...(id && { id }),
          ...(forkOf && { forkOf }),
          ...(state && { state }),
        },
        issues: describeRename(candidate, head),
        fetchFiles: () => github.fetchFiles(head),
      };
    }
    case "dir": {
      const { path, source } = await loadFirstFolder(candidate.path, folders);
      const from = `dir:${path}`;
      const hash = sha256(formatCanonicalJson(Object.fromEntries(source.files)));
      return { from, fingerprint: `${from} ${hash}`, fetchFiles: async () => source };
    }
  }
}

/** Whether a place is at the version that was seen: one whose state was not asked for stands as it was. */
export function isAt({ fingerprint, isStateUnknown }: Place, seen: string): boolean {
  return seen === fingerprint || (isStateUnknown === true && seen.startsWith(`${fingerprint} `));
}

function describeRename(asked: RepositoryPlace, { owner, name }: RepositoryHead): Issue[] {
  const [from, to] = [`${asked.owner}/${asked.name}`, `${owner}/${name}`];
  return from.toLowerCase() === to.toLowerCase() ? [] : [{ code: "repository-renamed", args: { from, to } }];
}

/** The path as it was written; one below the working folder is made relative, so that data names no machine. */
async function loadFirstFolder(written: string, folders: string[]): Promise<{ path: string; source: SourceFiles }> {
  const below = relative(process.cwd(), resolve(written));
  const path = isAbsolute(written) && below !== "" && !below.startsWith("..") && !isAbsolute(below) ? below : written;
  let failure: unknown;
  for (const folder of folders) {
    try {
      return { path, source: await loadFolder(resolve(folder, written)) };
    } catch (error) {
      failure ??= error instanceof CrawlFailure && error.issue.code !== "folder-not-found" ? error : undefined;
    }
  }
  throw failure ?? new CrawlFailure("folder-not-found", { path: written });
}
