/**
 * One server is one record, however often it is listed: by package, by name in the registry, by repository and folder.
 * A repository alone says less: several servers may live in one.
 */
import { compareCodePoints } from "./compare.ts";
import type { DiscoveredServer, FoundServer, Sighting } from "./schema/discovered.ts";
import { Slug } from "./schema/slug.ts";
import { shortHash } from "./short-hash.ts";
import { type Candidate, deriveSlug, identify, parseSpec, type ServerSource } from "./sources.ts";

type Listed = FoundServer & Partial<Pick<DiscoveredServer, "slug" | "formerSlugs" | "formerRepositories">>;

/**
 * Adds what was found to what is known. Slugs that were given stay; where two known records turn out to be one server,
 * the slug of the later one becomes a former slug. The same input in the same order gives the same result.
 */
export function mergeDiscovered(known: readonly DiscoveredServer[], found: readonly FoundServer[]): DiscoveredServer[] {
  const renames = new Map<string, string>();
  for (const { repository, formerRepositories = [] } of known) {
    for (const former of formerRepositories) if (repository) renames.set(former.toLowerCase(), repository);
  }
  const groups = groupByRepository(groupByKey([...known, ...found.map((server) => followRename(server, renames))]));
  const taken = new Set(known.flatMap(({ slug, formerSlugs = [] }) => [slug, ...formerSlugs]));
  return groups.map((group) => mergeGroup(group, taken)).sort((a, b) => compareCodePoints(a.slug, b.slug));
}

/** Without these sightings; a record of which none is left goes with them. */
export function forgetSightings(known: readonly DiscoveredServer[], gone: readonly Sighting[]): DiscoveredServer[] {
  const keys = new Set(gone.map(formatSighting));
  return known.flatMap((server) => {
    const found = server.found.filter((sighting) => !keys.has(formatSighting(sighting)));
    return found.length === server.found.length ? [server] : found.length > 0 ? [{ ...server, found }] : [];
  });
}

/** A list may call a repository by the name that it had before. */
function followRename(server: FoundServer, renames: ReadonlyMap<string, string>): FoundServer {
  const present = server.repository && renames.get(formatRepository(server.repository).toLowerCase());
  return present ? { ...server, repository: renameRepository(server.repository ?? present, present) } : server;
}

/** The same ref and folder in the repository of `name`, which is a specification too. */
export function renameRepository(spec: string, name: string): string {
  return spec.replace(/^[^@#]+/, formatRepository(name));
}

/** `github:<owner>/<name>`, without ref and folder. */
export function formatRepository(spec: string): string {
  return /^[^@#]+/.exec(spec)?.[0] ?? spec;
}

/**
 * Puts what people list first: a discovered server that is one of theirs only adds what they left out, and its slug
 * becomes a former one. `unreadable` counts those that have no place to look.
 */
export function addDiscovered(
  sources: readonly ServerSource[],
  discovered: readonly DiscoveredServer[],
): { sources: ServerSource[]; unreadable: number } {
  const byPlace = new Map<string, ServerSource>();
  const all = sources.map((source) => ({ ...source }));
  for (const source of all) for (const place of source.candidates) byPlace.set(identify(place), source);
  const slugs = new Set(all.map(({ slug }) => slug));
  const shared = Map.groupBy(discovered, ({ repository }) => repository?.toLowerCase());
  let unreadable = 0;
  for (const server of discovered) {
    const listed = listCandidates(server);
    // Of a repository with several servers and no word on where each of them lies, only the packages tell them apart.
    const isShared = (shared.get(server.repository?.toLowerCase())?.length ?? 0) > 1;
    const packaged = listed.filter(({ kind }) => kind === "npm");
    const candidates = isShared && packaged.length > 0 ? packaged : listed;
    const { packages, remotes, name } = server;
    const extra = { ...(packages && { packages }), ...(remotes && { remotes }) };
    const own = candidates.map((place) => byPlace.get(identify(place))).find((source) => source !== undefined);
    if (own) {
      const former = [server.slug, ...(server.formerSlugs ?? [])].filter(
        (slug) => slug !== own.slug && !slugs.has(slug),
      );
      Object.assign(
        own,
        extra,
        former.length > 0 && { formerSlugs: [...new Set([...(own.formerSlugs ?? []), ...former])] },
      );
    } else if (candidates.length === 0) {
      unreadable += 1;
    } else {
      const slug = slugs.has(server.slug) ? claimSlug([server], slugs) : server.slug;
      slugs.add(slug);
      const { formerSlugs } = server;
      all.push({ slug, ...(name && { name }), candidates, ...(formerSlugs && { formerSlugs }), ...extra });
    }
  }
  return { sources: all, unreadable };
}

export function listCandidates({ repository, package: npm }: Pick<FoundServer, "repository" | "package">): Candidate[] {
  return [repository, npm].filter((spec) => spec !== undefined).map(parseSpec);
}

/** What tells for sure that two records are one server. */
function listKeys(server: Listed): string[] {
  const places = listCandidates(server).filter((place) => place.kind === "npm" || hasSubfolder(place));
  const others = (server.packages ?? []).map(({ registry, name }) => `${registry}:${name.toLowerCase()}`);
  const names = server.registryName ? [`registry:${server.registryName.toLowerCase()}`] : [];
  return [...places.map(identify), ...others, ...names];
}

function hasSubfolder(place: Candidate): boolean {
  return place.kind === "github" && place.subfolder !== undefined;
}

/** Groups in the order of their first members. */
function groupByKey(servers: readonly Listed[]): Listed[][] {
  const groups = new Map<number, Listed[]>();
  const owners = new Map<string, number>();
  const renamed = new Map<number, number>();
  const resolve = (id: number): number => {
    let present = id;
    for (let next = renamed.get(present); next !== undefined; next = renamed.get(present)) present = next;
    return present;
  };
  for (const [id, server] of servers.entries()) {
    const keys = listKeys(server);
    const [target = id, ...others] = [...new Set(keys.flatMap((key) => owners.get(key) ?? []).map(resolve))].sort(
      (a, b) => a - b,
    );
    const members = groups.get(target) ?? [];
    for (const other of others) {
      members.push(...(groups.get(other) ?? []));
      groups.delete(other);
      renamed.set(other, target);
    }
    members.push(server);
    groups.set(target, members);
    for (const key of keys) owners.set(key, target);
  }
  return [...groups.values()];
}

/** Records that name a whole repository and no package belong to the one server in it, where there is only one. */
function groupByRepository(groups: Listed[][]): Listed[][] {
  const byRepository = Map.groupBy(groups, (group) => {
    const place = group.flatMap(listCandidates).find((candidate) => candidate.kind === "github");
    return place && !hasSubfolder(place) ? identify(place) : undefined;
  });
  const result: Listed[][] = [...(byRepository.get(undefined) ?? [])];
  byRepository.delete(undefined);
  for (const sharing of byRepository.values()) {
    const [packaged, bare] = [sharing.filter(hasPackage), sharing.filter((group) => !hasPackage(group))];
    if (packaged.length <= 1) result.push(sharing.flat());
    else result.push(...packaged, ...(bare.length > 0 ? [bare.flat()] : []));
  }
  return result;
}

function hasPackage(group: Listed[]): boolean {
  return group.some((server) => server.package !== undefined || (server.packages?.length ?? 0) > 0);
}

function mergeGroup(group: Listed[], taken: Set<string>): DiscoveredServer {
  const given = group.flatMap(({ slug }) => slug ?? []);
  const [slug = claimSlug(group, taken), ...later] = given;
  const former = new Set([...later, ...group.flatMap(({ formerSlugs }) => formerSlugs ?? [])]);
  former.delete(slug);
  const formerRepositories = new Set(group.flatMap((server) => server.formerRepositories ?? []));
  // What was found last is the news; what is known fills the gaps.
  const latest = [...group].reverse();
  const pick = <Key extends keyof FoundServer>(key: Key) => latest.find((server) => server[key] !== undefined)?.[key];
  const [name, registryName, repository] = [pick("name"), pick("registryName"), pick("repository")];
  const [npm, packages, remotes] = [pick("package"), pick("packages"), pick("remotes")];
  return {
    slug,
    ...(former.size > 0 && { formerSlugs: [...former].sort(compareCodePoints) }),
    ...(formerRepositories.size > 0 && { formerRepositories: [...formerRepositories].sort(compareCodePoints) }),
    ...(name && { name }),
    ...(registryName && { registryName }),
    ...(repository && { repository }),
    ...(npm && { package: npm }),
    ...(packages && { packages }),
    ...(remotes && { remotes }),
    found: mergeSightings(group.flatMap(({ found }) => found)),
  };
}

function mergeSightings(sightings: Sighting[]): Sighting[] {
  const unique = new Map(sightings.map((sighting) => [formatSighting(sighting), sighting]));
  return [...unique].sort(([a], [b]) => compareCodePoints(a, b)).map(([, sighting]) => sighting);
}

function formatSighting({ in: place, as }: Sighting): string {
  return `${place} ${as}`;
}

function claimSlug(group: Listed[], taken: Set<string>): Slug {
  const places = group.flatMap(listCandidates);
  const place = places.find(({ kind }) => kind === "github") ?? places[0];
  const [first] = group;
  const named = first?.registryName ?? first?.packages?.[0]?.name ?? first?.found[0]?.as ?? "server";
  const wanted = deriveSlug(place ?? { kind: "npm", name: named });
  const keys = group.flatMap(listKeys);
  let slug = wanted;
  // Two servers may derive one slug; what tells them apart also makes the second slug, so that it stays the same.
  for (let round = 0; taken.has(slug); round += 1) {
    slug = Slug.parse(`${wanted.slice(0, 91).replace(/-+$/, "")}-${shortHash(`${keys.join(" ")} ${round}`)}`);
  }
  taken.add(slug);
  return slug;
}
