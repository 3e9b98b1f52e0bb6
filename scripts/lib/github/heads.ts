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
  state?: Extract<Repository["state"], "archived" | "disabled">;
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
const RepositoryNode = z.looseObject({
  nameWithOwner: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  isArchived: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
  isPrivate: z.boolean().optional(),
  defaultBranchRef: z.looseObject({ target: Commit }).nullish(),
  object: Commit.nullish(),
});

/** At most a hundred places; an answer, or the reason for none, for each of them. Throws when GitHub gives no answer. */
export async function fetchHeads(
  octokit: Octokit,
  places: readonly RepositoryPlace[],
  signal: AbortSignal,
): Promise<(RepositoryHead | CrawlFailure)[]> {
  const data = await octokit
    .graphql<Record<string, unknown>>(formatQuery(places), { request: { signal } })
    .catch((error) => {
      // Repositories that are not there come as errors beside the data of the others.
      const { name, data } = error as { name: string; data?: Record<string, unknown> | null };
      if (name === "GraphqlResponseError" && data) return data;
      throw error;
    });
  return places.map((place, index) => readNode(data[`r${index}`], place));
}

function formatQuery(places: readonly RepositoryPlace[]): string {
  const commit = "oid ... on Commit { committedDate }";
  const fields = places.map(({ owner, name, ref }, index) => {
    const head = ref
      ? `object(expression: ${JSON.stringify(ref)}) { ${commit} }`
      : `defaultBranchRef { target { ${commit} } }`;
    const repository = `repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)})`;
    return `r${index}: ${repository} { nameWithOwner isArchived isDisabled isPrivate ${head} }`;
  });
  return `query { ${fields.join("\n")} }`;
}

function readNode(node: unknown, { owner, name, ref }: RepositoryPlace): RepositoryHead | CrawlFailure {
  const repository = `${owner}/${name}`;
  if (node === null || node === undefined) return new CrawlFailure("repository-not-found", { repository });
  const parsed = RepositoryNode.safeParse(node);
  if (!parsed.success) {
    const reason = "it is not of the shape that GitHub documents";
    return new CrawlFailure("repository-answer-unreadable", { repository, reason }, { transient: true });
  }
  const { nameWithOwner, isArchived, isDisabled, isPrivate, defaultBranchRef, object } = parsed.data;
  if (isPrivate) return new CrawlFailure("repository-private", { repository });
  const commit = ref ? object : defaultBranchRef?.target;
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

/** One repository, by REST. */
export async function fetchHead(
  octokit: Octokit,
  place: RepositoryPlace,
  signal: AbortSignal,
): Promise<RepositoryHead> {
  const { owner, name, ref = "HEAD" } = place;
  const repository = `${owner}/${name}`;
  // Only the commit itself is of use; the list of its files may be long.
  const parameters = { owner, repo: name, ref, per_page: 1, request: { signal } };
  const answer = await octokit.request("GET /repos/{owner}/{repo}/commits/{ref}", parameters);
  const parsed = RestCommit.safeParse(answer.data);
  if (!parsed.success) {
    throw new CrawlFailure("repository-answer-unreadable", { repository, reason: "it names no commit" });
  }
  const committedAt = parsed.data.commit?.committer.date;
  const present = { owner, name };
  if (/\/repositories\/\d+\//.test(answer.url)) {
    const { data } = await octokit.request("GET /repos/{owner}/{repo}", { owner, repo: name, request: { signal } });
    Object.assign(present, { owner: data.owner.login, name: data.name });
  }
  return { ...present, commit: parsed.data.sha, ...(committedAt && { committedAt }) };
}
