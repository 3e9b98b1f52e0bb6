/** A tool's place in addresses: its name where that is safe, else a readable part of it and a hash. */
import { compareCodePoints } from "./compare.ts";
import { RESERVED_FILE_NAME } from "./reserved-file-name.ts";
import { shortHash } from "./short-hash.ts";

const SAFE = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?$/;
/** Files that stand beside the tools' folders under `/servers/<slug>/`. */
const TAKEN = /^(?:index|policy)(?:\.|$)/i;

function sanitise(name: string): string {
  const readable = name
    .slice(0, 400)
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "")
    .slice(0, 60);
  return `${readable || "tool"}-${shortHash(name)}`;
}

/**
 * Slugs of one server's tools, by tool name. Each is safe as a path segment on every operating system and unique even
 * where letters' case does not count; the same names give the same slugs in whatever order they come.
 */
export function computeToolSlugs(names: readonly string[]): Map<string, string> {
  const sharing = new Map<string, number>();
  for (const name of names) sharing.set(name.toLowerCase(), (sharing.get(name.toLowerCase()) ?? 0) + 1);
  const isFree = (name: string) =>
    SAFE.test(name) && !RESERVED_FILE_NAME.test(name) && !TAKEN.test(name) && sharing.get(name.toLowerCase()) === 1;

  const slugs = new Map(names.filter(isFree).map((name) => [name, name]));
  const taken = new Set([...slugs.values()].map((slug) => slug.toLowerCase()));
  // Sorted, so that where two names sanitise to one slug the order of the input does not decide who keeps it.
  for (const name of names.filter((name) => !isFree(name)).sort(compareCodePoints)) {
    const base = sanitise(name);
    let slug = base;
    for (let copy = 2; taken.has(slug.toLowerCase()); copy++) slug = `${base}-${copy}`;
    taken.add(slug.toLowerCase());
    slugs.set(name, slug);
  }
  return slugs;
}
