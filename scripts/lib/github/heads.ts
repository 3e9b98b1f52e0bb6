/**
 * Where repositories stand: the newest commit, its date, and whether the repository is archived, private or gone. A
 * hundred a request by GraphQL, which wants a token; one a request by REST without.
 */
import type { Octokit } from "octokit";
import { z } from "zod";
import type { Repository } from "../../../src/core/schema/server.ts";
import { CrawlFailure } from "../crawl/failure.ts";

export interface RepositoryPlace {
  owner: string;
  name: string;
  ref?: string;
}

export interface RepositoryHead {
  /** As GitHub calls the repository now, which a rename may have changed. */
  owner: string;
  name: string;
  commit: string;
  committedAt?: string;
  /** GitHub's number for the repository, which tells it from another that takes its name later. */
  id?: number;
  /** `owner/name` of the repository that it was forked from, where that one can still be seen. */
  forkOf?: string;
  state?: Extract<Repository["state"], "archived" | "disabled">;
  /** Nothing was asked of the state: it is as it was. */
  isStateUnknown?: true;
}

/** Equal for places that have one head. */
export function keyOf({ owner, name, ref = "HEAD" }: RepositoryPlace): string {
  return `${owner}/${name}`.toLowerCase().concat("@", ref);
}

/** As many repositories as one query may name. */
export const HEADS_PER_REQUEST = 100;

const Commit = z.looseObject({
  oid: z.string().regex(/^[0-9a-f]{40}$/),
  committedDate: z.iso.datetime({ offset: true }).optional(),
});
const NameWithOwner = z.string().regex(/^[^/\s]+\/[^/\s]+$/);
const RepositoryId = z.int().positive();
const RepositoryNode = z.looseObject({
  nameWithOwner: NameWithOwner,
  databaseId: RepositoryId.nullish(),
  parent: z.looseObject({ nameWithOwner: NameWithOwner }).nullish(),
  isArchived: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
  isPrivate: z.boolean().optional(),
  defaultBranchRef: z.looseObject({ target: Commit }).nullish(),
  object: Commit.nullish(),
});

/** What GraphQL says of single repositories beside the data of the others. */
const QueryErrors = z.array(z.looseObject({ type: z.string().optional(), path: z.array(z.unknown()).optional() }));

/**
 * At most a hundred places; for each of them an answer, the reason for none, or `undefined` where the query says nothing
 * of it, so that it has to be asked for by itself. Throws when GitHub gives no answer.
 */
export async function fetchHeads(
  octokit: Octokit,
  places: readonly RepositoryPlace[],
  signal: AbortSignal,
): Promise<(RepositoryHead | CrawlFailure | undefined)[]> {
  const { data, errors } = await octokit
    .graphql<Record<string, unknown>>(formatQuery(places), { request: { signal } })
    .then((data) => ({ data, errors: [] as unknown }))
    .catch((error) => {
      const { name, data, errors } = error as { name: string; data?: Record<string, unknown> | null; errors?: unknown };
      if (name === "GraphqlResponseError" && data) return { data, errors };
      throw error;
    });
  const types = new Map((QueryErrors.safeParse(errors).data ?? []).map(({ type, path }) => [path?.[0], type]));
  return places.map((place, index) => {
    const key = `r${index}`;
    // Only this error says that there is no such repository: blocked ones and moments of weakness have others.
    if (types.get(key) === "NOT_FOUND") return failNotFound(place);
    return types.has(key) || !data[key] ? undefined : readNode(data[key], place);
  });
}

function failNotFound({ owner, name }: RepositoryPlace): CrawlFailure {
  return new CrawlFailure("repository-not-found", { repository: `${owner}/${name}` });
}

const REPOSITORY_FIELDS = "nameWithOwner databaseId isArchived isDisabled isPrivate parent { nameWithOwner }";

function formatQuery(places: readonly RepositoryPlace[]): string {
  const commit = "oid ... on Commit { committedDate }";
  const fields = places.map(({ owner, name, ref }, index) => {
    const head = ref
      ? `object(expression: ${JSON.stringify(ref)}) { ${commit} }`
      : `defaultBranchRef { target { ${commit} } }`;
    const repository = `repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)})`;
    return `r${index}: ${repository} { ${REPOSITORY_FIELDS} ${head} }`;
  });
  return `query { ${fields.join("\n")} }`;
}

function readNode(node: unknown, { owner, name, ref }: RepositoryPlace): RepositoryHead | CrawlFailure {
  const repository = `${owner}/${name}`;
  const parsed = RepositoryNode.safeParse(node);
  if (!parsed.success) {
    const reason = "it is not of the shape that GitHub documents";
    return new CrawlFailure("repository-answer-unreadable", { repository, reason }, { transient: true });
  }
  const { nameWithOwner, databaseId, parent, isArchived, isDisabled, isPrivate } = parsed.data;
  if (isPrivate) return new CrawlFailure("repository-private", { repository });
  const commit = ref ? parsed.data.object : parsed.data.defaultBranchRef?.target;
  if (!commit) {
    return ref
      ? new CrawlFailure("ref-not-found", { repository, ref })
      : new CrawlFailure("repository-empty", { repository });
  }
  const [presentOwner = owner, presentName = name] = nameWithOwner.split("/");
  const state = isDisabled ? "disabled" : isArchived ? "archived" : undefined;
  return {
    owner: presentOwner,
    name: presentName,
    commit: commit.oid,
    ...(commit.committedDate && { committedAt: commit.committedDate }),
    ...(databaseId && { id: databaseId }),
    ...(parent && { forkOf: parent.nameWithOwner }),
    ...(state && { state }),
  };
}

const RestCommit = z.looseObject({
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  commit: z
    .looseObject({ committer: z.looseObject({ date: z.iso.datetime({ offset: true }) }) })
    .optional()
    .catch(undefined),
});

const RestRepository = z.looseObject({
  id: RepositoryId.optional(),
  name: z.string(),
  owner: z.looseObject({ login: z.string() }),
  private: z.boolean().optional(),
  archived: z.boolean().optional(),
  disabled: z.boolean().optional(),
  parent: z.looseObject({ full_name: NameWithOwner }).nullish(),
});

/** One repository, by REST: in one request where nobody signs it, since what is private is not shown to nobody. */
export async function fetchHead(
  octokit: Octokit,
  place: RepositoryPlace,
  { isSigned, signal }: { isSigned: boolean; signal: AbortSignal },
): Promise<RepositoryHead> {
  const present = isSigned ? await fetchRepository(octokit, place, signal) : undefined;
  const { owner, name } = present ?? place;
  const { ref = "HEAD" } = place;
  // Only the commit itself is of use; the list of its files may be long.
  const parameters = { owner, repo: name, ref, per_page: 1, request: { signal } };
  const answer = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", parameters);
  const parsed = RestCommit.safeParse(answer.data);
  if (!parsed.success) throw failUnreadable(place, "it names no commit");
  const committedAt = parsed.data.commit?.committer.date;
  const isMoved = !present && /\/repositories\/\d+\//.test(answer.url);
  const described = isMoved ? await fetchRepository(octokit, place, signal) : present;
  return {
    ...(described ?? { owner, name, isStateUnknown: true }),
    commit: parsed.data.sha,
    ...(committedAt && { committedAt }),
  };
}

type PresentRepository = Pick<RepositoryHead, "owner" | "name" | "id" | "forkOf" | "state">;

async function fetchRepository(
  octokit: Octokit,
  place: RepositoryPlace,
  signal: AbortSignal,
): Promise<PresentRepository> {
  const parameters = { owner: place.owner, repo: place.name, request: { signal } };
  const { data } = await octokit.request("GET /repos/{owner}/{repo}", parameters);
  const parsed = RestRepository.safeParse(data);
  if (!parsed.success) throw failUnreadable(place, "it does not describe a repository");
  const { owner, name, id, parent, archived, disabled } = parsed.data;
  if (parsed.data.private) throw new CrawlFailure("repository-private", { repository: `${place.owner}/${place.name}` });
  const state = disabled ? "disabled" : archived ? "archived" : undefined;
  return {
    owner: owner.login,
    name,
    ...(id && { id }),
    ...(parent && { forkOf: parent.full_name }),
    ...(state && { state }),
  };
}

function failUnreadable({ owner, name }: RepositoryPlace, reason: string): CrawlFailure {
  return new CrawlFailure("repository-answer-unreadable", { repository: `${owner}/${name}`, reason });
}
