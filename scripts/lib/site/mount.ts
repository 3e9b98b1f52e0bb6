/**
 * Moves a finished site below a path of its host, such as the pages of a project on GitHub, `https://owner.github.io/name`.
 * Pages are written for the root of a host, so every address in the site's own markup and code gets the path in front;
 * texts of others, which stand there as text, stay as they are.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";

type Rule = [pattern: RegExp, replacement: string];

/** Rewrites the files in `folder`, one at a time: there are too many of them to hold. Does nothing for the root. */
export function mountSite(folder: string, siteUrl: string): void {
  const { origin, pathname } = new URL(siteUrl);
  const base = pathname.replace(/\/+$/, "");
  if (base === "") return;
  const rules = makeRules(origin, base, readdirSync(folder));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const of = rules[extname(entry.name)] ?? (extname(entry.name) === "" ? rules[".json"] : undefined);
    if (!entry.isFile() || !of) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, "utf8");
    const mounted = of.reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), text);
    if (mounted !== text) writeFileSync(path, mounted);
  }
}

/** By the ending of a file. `names` are what stands at the top of the site: only what begins with them is an address. */
function makeRules(origin: string, base: string, names: readonly string[]): Record<string, Rule[]> {
  const top = names.map((name) => escapePattern(name)).join("|");
  const absolute: Rule = [
    new RegExp(`${escapePattern(origin)}/(?!${escapePattern(base.slice(1))}(?:/|\\b))`, "g"),
    `${origin}${base}/`,
  ];
  const inMarkup: Rule[] = [
    [/(\s(?:href|src|action|data-copy)=")\/(?!\/)/g, `$1${base}/`],
    [/(<meta http-equiv="refresh" content="0; url=)\//g, `$1${base}/`],
  ];
  const inCode: Rule = [new RegExp(`(["'\`])/(?=(?:${top})(?:[/?#"'\`]))`, "g"), `$1${base}/`];
  const inJson: Rule = [/("url":\s?")\/(?=api\/v1\/servers\/[^"]+\.json")/g, `$1${base}/`];
  const inMarkdown: Rule = [new RegExp(`(\\]\\()/(?=(?:${top})[/)])`, "g"), `$1${base}/`];
  return {
    ".html": [...inMarkup, absolute],
    ".css": [[/(url\(["']?)\/(?!\/)/g, `$1${base}/`]],
    ".js": [inCode],
    ".json": [inJson, absolute],
    ".jsonl": [inJson, absolute],
    ".md": [inMarkdown, absolute],
    ".txt": [inMarkdown, absolute],
    ".xml": [absolute],
  };
}

function escapePattern(text: string): string {
  return text.replace(/[^\w]/g, "\\$&");
}
