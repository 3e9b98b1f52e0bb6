/** Addresses: of our own pages, and of the places in other people's sources. An outside link is http(s) or absent. */
import type { Package, Server } from "../core/schema/server.ts";
import type { Tool } from "../core/schema/tool.ts";

export function serverHref(slug: string): string {
  return `/servers/${slug}/`;
}

export function toolHref(serverSlug: string, toolSlug: string): string {
  return `/servers/${serverSlug}/${toolSlug}/`;
}

export function policyHref(serverSlug: string): string {
  return `/servers/${serverSlug}/policy.json`;
}

/** The registry's page of the package, where there is one that a browser can open. */
export function packageUrl({ registry, name, version }: Package): string | undefined {
  const path = name.split("/").map(encodeURIComponent).join("/").replace(/^%40/, "@");
  if (registry === "npm")
    return `https://www.npmjs.com/package/${path}${version ? `/v/${encodeURIComponent(version)}` : ""}`;
  if (registry === "pypi")
    return `https://pypi.org/project/${path}/${version ? `${encodeURIComponent(version)}/` : ""}`;
  return undefined;
}

/** The line of the tool's definition at the commit, when the definition was read from a repository on GitHub. */
export function sourceUrl(server: Server, tool: Tool): string | undefined {
  const from = /^github:([^/]+)\/([^@]+)@([0-9a-f]{40})(?:#(\S+))?$/.exec(server.provenance.from);
  if (from === null || tool.source === undefined) return undefined;
  const [, owner = "", name = "", commit, subfolder] = from;
  const path = [...(subfolder?.split("/") ?? []), ...tool.source.path.split("/")].map(encodeURIComponent).join("/");
  return `https://github.com/${encodeURIComponent(owner)}/${encodeURIComponent(name)}/blob/${commit}/${path}#L${tool.source.line}`;
}

/** Where the definitions were read: the repository at its commit, or the package at its version. */
export function provenanceUrl(server: Server): string | undefined {
  const { from } = server.provenance;
  const github = /^github:([^/]+)\/([^@]+)@([0-9a-f]{40})/.exec(from);
  if (github) return `https://github.com/${github[1]}/${github[2]}/tree/${github[3]}`;
  const npm = /^npm:(.+)@([^@]+)$/.exec(from);
  return npm ? packageUrl({ registry: "npm", name: npm[1] ?? "", version: npm[2] }) : undefined;
}

/** "npm:name@1.2.3" as "name 1.2.3 on npm"; a commit is cut to ten digits. */
export function formatProvenance(from: string): string {
  const github = /^github:([^@]+)@([0-9a-f]{40})/.exec(from);
  if (github) return `${github[1]} at ${github[2]?.slice(0, 10)}`;
  const npm = /^npm:(.+)@([^@]+)$/.exec(from);
  return npm ? `${npm[1]} ${npm[2]} on npm` : "a local folder";
}
