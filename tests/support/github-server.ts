/** A loopback GitHub: commits, and archives behind a redirect, with the limits and faults of the real one. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Loopback, sendJson, startLoopback } from "./loopback.ts";
import { makeTarball } from "./tarball.ts";

type Fault = (response: ServerResponse) => void;

export interface FakeRepository {
  files?: Record<string, string>;
  /** Instead of `files`. */
  tarball?: Buffer;
  /** Faults of the answers about the commit, used up one after the other. */
  faults?: Fault[];
  /** The same, of the archive. */
  downloadFaults?: Fault[];
  /** `owner/name` after a rename. */
  movedTo?: string;
  /** As GraphQL and the repository's own address tell it. */
  archived?: boolean;
  private?: boolean;
  id?: number;
  /** `owner/name` of the repository that it was forked from. */
  forkOf?: string;
  /** The type of the error that GraphQL has in its place. */
  queryError?: string;
}

/** The commit that the fake repository is at: another content, another commit. */
export function commitOf(repository: FakeRepository): string {
  return createHash("sha1")
    .update(repository.tarball ?? JSON.stringify(repository.files ?? {}))
    .digest("hex");
}

export function refuse(status: number, message: string, headers: Record<string, string> = {}): Fault {
  return (response) => sendJson(response, status, { message }, headers);
}

function drip(response: ServerResponse, type: string, start: string, byte: string): void {
  response.writeHead(200, { "content-type": type }).write(Buffer.from(start, "latin1"));
  const timer = setInterval(() => response.write(byte), 20);
  response.once("close", () => clearInterval(timer));
}

export const FAULTS = {
  primaryLimit: refuse(403, "API rate limit exceeded for 127.0.0.1.", {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3000),
  }),
  secondaryLimit: refuse(403, "You have exceeded a secondary rate limit.", { "retry-after": "1" }),
  tooMany: refuse(429, "Too many requests", { "retry-after": "1" }),
  badToken: refuse(401, "Bad credentials"),
  serverError: refuse(502, "Bad gateway"),
  blocked: refuse(451, "Repository access blocked"),
  empty: refuse(409, "Git Repository is empty."),
  noSuchRef: refuse(422, "No commit found for SHA: nope"),
  html: (response: ServerResponse) =>
    void response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>"),
  huge: (response: ServerResponse) =>
    void response.writeHead(200, { "content-type": "application/json" }).end(`["${"x".repeat(40 * 2 ** 20)}"]`),
  /** A byte now and then: spaces before JSON, or the name in the header of a gzip file, which may be as long as it likes. */
  drip: (response: ServerResponse) => drip(response, "application/json", "", " "),
  dripArchive: (response: ServerResponse) =>
    drip(response, "application/x-gzip", "\x1f\x8b\x08\x08\0\0\0\0\0\x03", "a"),
  drop: (response: ServerResponse) => void response.destroy(),
  redirectLoop: (response: ServerResponse) => void response.writeHead(302, { location: "/loop" }).end(),
} satisfies Record<string, Fault>;

export async function startGithubServer(repositories: Record<string, FakeRepository>): Promise<Loopback> {
  const server: Loopback = await startLoopback(async (request, response, path) => {
    if (path === "/rate_limit") return sendJson(response, 200, { resources: {} });
    if (path === "/graphql") return answerQuery(repositories, await readBody(request), response);
    if (path === "/loop") return FAULTS.redirectLoop(response);
    const [, kind = "", id = "", rest = ""] =
      /^\/(repos|codeload|repositories)\/((?<=repositories\/)\d+|[^/]+\/[^/]+)\/?(.*)$/.exec(path) ?? [];
    const name = kind === "repositories" ? (Object.keys(repositories)[Number(id)] ?? "") : id;
    const repository = repositories[name] ?? Object.values(repositories).find(({ movedTo }) => movedTo === name);
    if (!repository) return sendJson(response, 404, { message: "Not Found" });
    const [what, ...ref] = rest.split("/");
    const headers = { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "59" };
    if (kind === "codeload") {
      const fault = repository.downloadFaults?.shift();
      if (fault) return fault(response);
      const body = repository.tarball ?? (await makeTarball(repository.files ?? {}, "owner-name-0000000"));
      return void response.writeHead(200, { "content-type": "application/x-gzip" }).end(body);
    }
    const fault = repository.faults?.shift();
    if (fault) return fault(response);
    if (repository.movedTo && kind === "repos" && name !== repository.movedTo) {
      const number = Object.keys(repositories).indexOf(name);
      return void response.writeHead(301, { location: `/repositories/${number}/${rest}` }).end();
    }
    if (what === "commits") {
      const sha = commitOf(repository);
      if (String(request.headers.accept).includes("sha")) {
        return void response
          .writeHead(200, { ...headers, "content-type": "application/vnd.github.sha; charset=utf-8" })
          .end(sha);
      }
      return sendJson(response, 200, { sha }, headers);
    }
    if (what === "tarball") {
      return void response
        .writeHead(302, { ...headers, location: `${server.url}/codeload/${name}/${ref.join("/")}` })
        .end();
    }
    const [owner, present] = (repository.movedTo ?? name).split("/");
    const { archived = false, private: isPrivate = false, id: number, forkOf } = repository;
    const parent = forkOf === undefined ? {} : { fork: true, parent: { full_name: forkOf } };
    const described = { id: number, name: present, owner: { login: owner }, archived, private: isPrivate, ...parent };
    sendJson(response, 200, described, headers);
  });
  return server;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** As much of GraphQL as one query for the heads of repositories needs. */
function answerQuery(repositories: Record<string, FakeRepository>, body: string, response: ServerResponse) {
  const { query } = JSON.parse(body) as { query: string };
  const data: Record<string, unknown> = {};
  const errors: object[] = [];
  for (const [, alias = "", owner, name] of query.matchAll(/(\w+): repository\(owner: "([^"]*)", name: "([^"]*)"\)/g)) {
    const repository = repositories[`${owner}/${name}`];
    const fault = repository?.faults?.shift();
    if (fault) return fault(response);
    const commit = repository && { oid: commitOf(repository), committedDate: "2026-01-02T03:04:05Z" };
    const error = repository ? repository.queryError : "NOT_FOUND";
    data[alias] =
      repository && !error
        ? {
            nameWithOwner: repository.movedTo ?? `${owner}/${name}`,
            isArchived: repository.archived ?? false,
            isDisabled: false,
            isPrivate: repository.private ?? false,
            ...(query.includes(" databaseId ") && { databaseId: repository.id ?? null }),
            ...(query.includes(" parent { nameWithOwner } ") && {
              parent: repository.forkOf ? { nameWithOwner: repository.forkOf } : null,
            }),
            defaultBranchRef: repository.files || repository.tarball ? { target: commit } : null,
            object: commit,
          }
        : null;
    if (error) errors.push({ type: error, path: [alias], message: "Could not resolve to a Repository" });
  }
  sendJson(response, 200, errors.length > 0 ? { data, errors } : { data });
}
