/**
 * What `data/sources.json` asks for: entries, as people write them, to servers with places to look, in the order in
 * which they are tried. A bad entry is named and left out; the others stay.
 */

import { RESERVED_FILE_NAME } from "./reserved-file-name.ts";
import type { Issue } from "./schema/issue.ts";
import type { Package, Remote } from "./schema/server.ts";
import { Slug } from "./schema/slug.ts";
import { DIR_SPEC, GITHUB_SPEC, NPM_SPEC, Source, type SourceSpec } from "./schema/source.ts";
import { shortHash } from "./short-hash.ts";

/** One place where a server's source may be found. */
export type Candidate =
  | { kind: "github"; owner: string; name: string; ref?: string; subfolder?: string }
  | { kind: "npm"; name: string; version?: string }
  | { kind: "dir"; path: string };

export interface ServerSource {
  slug: Slug;
  /** As people call the server; absent when the entry does not say. */
  name?: string;
  /** In the order in which they are tried; never empty. */
  candidates: Candidate[];
  /** The place of the entry in the list, counted from 1; absent for a server that the discovery found. */
  entry?: number;
  formerSlugs?: Slug[];
  /** What the discovery knows beside the places to look. */
  packages?: Package[];
  remotes?: Remote[];
}

/** Takes the whole file, or a bare list of entries. Issues are in the order of the entries. */
export function parseSources(value: unknown): { sources: ServerSource[]; issues: Issue[] } {
  const entries = Array.isArray(value) ? value : (value as { sources?: unknown } | null)?.sources;
  if (!Array.isArray(entries)) return { sources: [], issues: [{ code: "sources-shape", args: {} }] };
  const sources: ServerSource[] = [];
  const issues: Issue[] = [];
  const claimed = new Map<string, ServerSource>();
  const slugs = new Map<string, ServerSource>();
  for (const [index, entry] of entries.entries()) {
    const parsed = parseEntry(entry, index + 1);
    if ("reason" in parsed) {
      issues.push({ code: "source-invalid", args: { entry: index + 1, reason: parsed.reason } });
      continue;
    }
    const keys = parsed.candidates.map(identify);
    const first = keys.map((key) => claimed.get(key)).find((source) => source !== undefined);
    if (first) {
      issues.push({ code: "source-repeated", args: { entry: index + 1, first: first.entry ?? 0, slug: first.slug } });
      continue;
    }
    const holder = slugs.get(parsed.slug);
    if (holder) {
      const given = Slug.parse(`${parsed.slug.slice(0, 91)}-${shortHash(keys.join(" "))}`);
      const args = { entry: index + 1, first: holder.entry ?? 0, slug: parsed.slug, given };
      issues.push({ code: "source-slug-taken", args });
      parsed.slug = given;
    }
    for (const key of keys) claimed.set(key, parsed);
    slugs.set(parsed.slug, parsed);
    sources.push(parsed);
  }
  return { sources, issues };
}

/** Equal for two candidates exactly when they are the same place, whatever version or commit of it. */
export function identify(candidate: Candidate): string {
  if (candidate.kind === "npm") return `npm:${candidate.name.toLowerCase()}`;
  if (candidate.kind === "dir") return `dir:${candidate.path}`;
  const repository = `github:${candidate.owner}/${candidate.name}`.toLowerCase();
  return candidate.subfolder ? `${repository}#${candidate.subfolder}` : repository;
}

function parseEntry(entry: unknown, position: number): ServerSource | { reason: string } {
  const asked = typeof entry === "string" ? readSpecAsSource(entry) : entry;
  if (asked === undefined) {
    const expected = "expected npm:<package>[@version], github:<owner>/<repository>[@ref][#subfolder] or dir:<path>";
    return { reason: `"${entry}": ${expected}` };
  }
  const parsed = Source.safeParse(asked);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((fault) => `${fault.path.join(".") || "entry"}: ${fault.message}`);
    return { reason: faults.join("; ") };
  }
  const { slug, formerSlugs, name, repository, package: npm, folder } = parsed.data;
  const candidates = [repository, npm, folder].filter((spec) => spec !== undefined).map(parseSpec);
  const [first] = candidates;
  if (!first) return { reason: "a source names at least one of repository, package, folder" };
  const outside = candidates.find((place) => place.kind === "github" && isUnsafe(place.subfolder));
  if (outside) return { reason: "the subfolder has to be a relative path inside the repository, without .." };
  return {
    slug: slug ?? deriveSlug(first),
    ...(name && { name }),
    ...(formerSlugs && { formerSlugs }),
    candidates,
    entry: position,
  };
}

function readSpecAsSource(spec: string): unknown {
  if (NPM_SPEC.test(spec)) return { package: spec };
  if (GITHUB_SPEC.test(spec)) return { repository: spec };
  return DIR_SPEC.test(spec) ? { folder: spec } : undefined;
}

/** The specification has passed its schema. */
export function parseSpec(spec: SourceSpec): Candidate {
  const [, packageName, version] = NPM_SPEC.exec(spec) ?? [];
  if (packageName) return { kind: "npm", name: packageName, ...(version && { version }) };
  const [, owner, name, ref, folder] = GITHUB_SPEC.exec(spec) ?? [];
  if (!owner || !name) return { kind: "dir", path: spec.replace(DIR_SPEC, "$1") };
  const subfolder = folder?.replace(/\/+$/, "");
  return { kind: "github", owner, name, ...(ref && { ref }), ...(subfolder && { subfolder }) };
}

function isUnsafe(subfolder: string | undefined): boolean {
  return subfolder?.split("/").some((part) => part === ".." || part === "." || part === "") ?? false;
}

/** `@scope/name` is `scope-name`, `owner/name#path` is `owner-name-path`: the same place always has the same slug. */
export function deriveSlug(candidate: Candidate): Slug {
  const text =
    candidate.kind === "github"
      ? [candidate.owner, candidate.name, candidate.subfolder].filter(Boolean).join("-")
      : candidate.kind === "npm"
        ? candidate.name
        : (candidate.path.split(/[\\/]+/).findLast((part) => /[a-z0-9]/i.test(part)) ?? "folder");
  const readable = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const short = readable.length > 100 ? `${readable.slice(0, 90).replace(/-+$/, "")}-${shortHash(text)}` : readable;
  if (short === "") return Slug.parse(`server-${shortHash(text)}`);
  return Slug.parse(RESERVED_FILE_NAME.test(short) ? `${short}-server` : short);
}
