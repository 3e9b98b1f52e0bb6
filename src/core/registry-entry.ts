/** An entry of the official MCP Registry (`/v0.1/servers`), as one of our found servers. */
import { z } from "zod";
import { formatPrintable } from "./printable.ts";
import { parseRepositoryUrl } from "./repository-url.ts";
import { FoundServer } from "./schema/discovered.ts";
import { HttpUrl, type Package, type Remote } from "./schema/server.ts";
import { NpmSpec } from "./schema/source.ts";

const text = z.string().trim().min(1).max(500);

const Entry = z.looseObject({
  server: z.looseObject({
    name: text,
    title: text.optional().catch(undefined),
    repository: z
      .looseObject({ url: text, subfolder: text.optional().catch(undefined) })
      .optional()
      .catch(undefined),
    packages: z.array(z.unknown()).optional().catch(undefined),
    remotes: z.array(z.unknown()).optional().catch(undefined),
  }),
  _meta: z
    .looseObject({
      "io.modelcontextprotocol.registry/official": z
        .looseObject({ status: z.string().optional(), updatedAt: z.iso.datetime({ offset: true }).optional() })
        .optional(),
    })
    .optional()
    .catch(undefined),
});

const PackageEntry = z.looseObject({
  registryType: z.string(),
  identifier: text,
  version: text.optional().catch(undefined),
});
const RemoteEntry = z.looseObject({ type: z.enum(["streamable-http", "sse"]), url: HttpUrl });

/** By the registry's names for package registries. */
const REGISTRIES: Record<string, Package["registry"]> = {
  npm: "npm",
  pypi: "pypi",
  oci: "oci",
  mcpb: "mcpb",
  nuget: "nuget",
  cargo: "cargo",
};

export interface RegistryEntry {
  server: FoundServer;
  isDeleted: boolean;
  updatedAt?: string;
}

/** `undefined` for what has no name, or nothing that the schema takes. */
export function parseRegistryEntry(value: unknown): RegistryEntry | undefined {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return undefined;
  const { server, _meta } = parsed.data;
  const meta = _meta?.["io.modelcontextprotocol.registry/official"];
  const packages = (server.packages ?? []).flatMap(readPackage);
  const npm = packages.find(({ registry, name }) => registry === "npm" && NpmSpec.safeParse(`npm:${name}`).success);
  const others = packages.filter(({ registry }) => registry !== "npm");
  const remotes = (server.remotes ?? []).flatMap((remote): Remote[] => {
    const known = RemoteEntry.safeParse(remote);
    return known.success ? [{ type: known.data.type, url: known.data.url }] : [];
  });
  const repository = formatGithubSpec(server.repository?.url, server.repository?.subfolder);
  const found = FoundServer.safeParse({
    ...(server.title && { name: formatPrintable(server.title, 200) }),
    registryName: server.name,
    ...(repository && { repository }),
    ...(npm && { package: `npm:${npm.name}` }),
    ...(others.length > 0 && { packages: others }),
    ...(remotes.length > 0 && { remotes }),
    found: [{ in: "registry", as: server.name }],
  });
  if (!found.success) return undefined;
  return {
    server: found.data,
    isDeleted: meta?.status === "deleted",
    ...(meta?.updatedAt && { updatedAt: meta.updatedAt }),
  };
}

function readPackage(value: unknown): Package[] {
  const parsed = PackageEntry.safeParse(value);
  const registry = parsed.success ? REGISTRIES[parsed.data.registryType] : undefined;
  if (!parsed.success || !registry) return [];
  const { identifier: name, version } = parsed.data;
  return [{ registry, name, ...(version && { version }) }];
}

/** Absent where the address is not one of a repository on GitHub. */
export function formatGithubSpec(url: string | undefined, subfolder?: string): string | undefined {
  const place = url === undefined ? undefined : parseRepositoryUrl(url);
  if (place?.host !== "github.com") return undefined;
  const folder = (subfolder ?? place.subfolder)?.split("/").filter((part) => part !== "" && part !== ".");
  const isInside = folder && folder.length > 0 && !folder.includes("..") && !/\s/.test(folder.join("/"));
  return `github:${place.owner}/${place.name}${isInside ? `#${folder.join("/")}` : ""}`;
}
