/** Addresses: of our own pages, and of the places in other people's sources. An outside link is http(s) or absent. */
import type { Package, Server } from "../core/schema/server.ts";
import type { Tool } from "../core/schema/tool.ts";

export function serverHref(slug: string): string {
  return `/servers/${slug}/`;
}

export function toolHref(serverSlug: string, toolSlug: string): string {
  return `/servers/${serverSlug}/${toolSlug}/`;
}

/** The same facts for programs, the definition as JSON among them. */
export function toolApiHref(serverSlug: string, toolSlug: string): string {
  return `/api/v1/servers/${serverSlug}/${toolSlug}.json`;
}

export function policyHref(serverSlug: string): string {
  return `/servers/${serverSlug}/policy.json`;
}

/** The registry's page of the package, where there is one that a browser can open. */
export function packageUrl({ registry, name, version }: Package): string | undefined {
  const path = encodePath(name);
  if (registry === "npm")
    return `https://www.npmjs.com/package/${path}${version ? `/v/${encodeURIComponent(version)}` : ""}`;
  if (registry === "pypi")
    return `https://pypi.org/project/${path}/${version ? `${encodeURIComponent(version)}/` : ""}`;
  return undefined;
}

/**
 * The line of the tool's definition: on GitHub at the commit, or in the file browser of unpkg.com, which shows each file of a
 * published npm package and marks the line. The registry's own page can lead to no file.
 */
export function sourceUrl(server: Server, tool: Tool): string | undefined {
  const { from } = server.provenance;
  if (tool.source === undefined) return undefined;
  const { path, line } = tool.source;
  const github = /^github:([^/]+)\/([^@]+)@([0-9a-f]{40})(?:#(\S+))?$/.exec(from);
  if (github) {
    const [, owner = "", name = "", commit, subfolder] = github;
    const file = encodePath(subfolder === undefined ? path : `${subfolder}/${path}`);
    return `https://github.com/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/blob/${commit}/${file}#L${line}`;
  }
  const npm = parseNpm(from);
  if (npm === undefined) return undefined;
  return `https://app.unpkg.com/${encodePath(npm.name)}@${encodeURIComponent(npm.version)}/files/${encodePath(path)}#L${line}`;
}

/** Where the definitions were read: the repository at its commit, or the package at its version. */
export function provenanceUrl(server: Server): string | undefined {
  const { from } = server.provenance;
  const github = /^github:([^/]+)\/([^@]+)@([0-9a-f]{40})/.exec(from);
  if (github) return `https://github.com/${github[1]}/${github[2]}/tree/${github[3]}`;
  const npm = parseNpm(from);
  return npm && packageUrl({ registry: "npm", ...npm });
}

/** "npm:name@1.2.3" as "name 1.2.3 on npm"; a commit is cut to ten digits. */
export function formatProvenance(from: string): string {
  const github = /^github:([^@]+)@([0-9a-f]{40})/.exec(from);
  if (github) return `${github[1]} at ${github[2]?.slice(0, 10)}`;
  const npm = parseNpm(from);
  return npm ? `${npm.name} ${npm.version} on npm` : "a local folder";
}

function parseNpm(from: string): { name: string; version: string } | undefined {
  const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(from) ?? [];
  return name === undefined || version === undefined ? undefined : { name, version };
}

/** The scope's sign stays readable. */
function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/").replace(/^%40/, "@");
}
