/** The GitHub client against a GitHub on loopback: what is read, and what each fault is called. */
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createGithubClient, type GithubClientOptions } from "../../scripts/lib/github/github.ts";
import { commitOf, FAULTS, type FakeRepository, refuse, startGithubServer } from "../support/github-server.ts";
import { type Loopback, startLoopback } from "../support/loopback.ts";
import { makeTarball } from "../support/tarball.ts";

const PLACE = { owner: "o", name: "r" };
let server: Loopback | undefined;

afterEach(() => server?.close());

async function makeClient(repository: FakeRepository, options: GithubClientOptions = {}) {
  server = await startGithubServer({ "o/r": repository });
  return createGithubClient({ apiUrl: server.url, secondMs: 10, ...options });
}

describe("a repository that is there", () => {
  const repository = { files: { "src/index.ts": "1", "README.md": "# R" } };

  it("is read commit first, then the archive of that commit behind its redirect", async () => {
    const client = await makeClient(repository);
    const head = await client.fetchHead(PLACE);
    expect(head).toEqual({ ...PLACE, commit: commitOf(repository), isStateUnknown: true });
    const { files } = await client.fetchFiles(head);
    expect([...files.keys()]).toEqual(["src/index.ts", "README.md"]);
    expect(server?.requests).toEqual([
      "GET /rate_limit",
      "GET /repos/o/r/commits/HEAD",
      `GET /repos/o/r/tarball/${head.commit}`,
      `GET /codeload/o/r/${head.commit}`,
    ]);
  });

  it("is asked for once, however many servers live in it", async () => {
    const client = await makeClient(repository);
    const heads = await Promise.all([client.fetchHead(PLACE), client.fetchHead(PLACE)]);
    await Promise.all(heads.map((head) => client.fetchFiles(head)));
    expect(server?.requests).toHaveLength(4);
  });

  it("is read at the branch that is asked for", async () => {
    const client = await makeClient(repository);
    await client.fetchHead({ ...PLACE, ref: "release/1" });
    expect(server?.requests.at(-1)).toBe("GET /repos/o/r/commits/release/1");
  });

  it("is followed to its new name", async () => {
    const client = await makeClient({ ...repository, movedTo: "new-owner/new-name" });
    const head = await client.fetchHead(PLACE);
    expect(head).toMatchObject({ owner: "new-owner", name: "new-name", commit: commitOf(repository) });
  });
});

describe("many repositories", () => {
  const files = { "a.js": "1" };

  async function makeTokenClient(repositories: Record<string, FakeRepository>, options: GithubClientOptions = {}) {
    server = await startGithubServer(repositories);
    return createGithubClient({ apiUrl: server.url, secondMs: 10, token: "t", ...options });
  }

  it("are asked for a hundred a request", async () => {
    const places = Array.from({ length: 150 }, (_, index) => ({ owner: "o", name: `r${index}` }));
    const client = await makeTokenClient(Object.fromEntries(places.map(({ name }) => [`o/${name}`, { files }])));
    await client.prefetchHeads([...places, ...places]);
    const heads = await Promise.all(places.map((place) => client.fetchHead(place)));
    expect(heads[149]).toEqual({
      owner: "o",
      name: "r149",
      commit: commitOf({ files }),
      committedAt: "2026-01-02T03:04:05Z",
    });
    expect(server?.requests).toEqual(["GET /rate_limit", "POST /graphql", "POST /graphql"]);
  });

  it("say how they are", async () => {
    const client = await makeTokenClient({
      "o/old": { files, archived: true },
      "o/moved": { files, movedTo: "p/q" },
      "o/hidden": { files, private: true },
      "o/empty": {},
    });
    const names = ["old", "moved", "hidden", "empty", "nothing"];
    await client.prefetchHeads(names.map((name) => ({ owner: "o", name })));
    const answers = await Promise.allSettled(names.map((name) => client.fetchHead({ owner: "o", name })));
    expect(answers).toMatchObject([
      { value: { state: "archived" } },
      { value: { owner: "p", name: "q" } },
      { reason: { issue: { code: "repository-private" } } },
      { reason: { issue: { code: "repository-empty" } } },
      { reason: { issue: { code: "repository-not-found" } } },
    ]);
    expect(server?.requests).toHaveLength(2);
  });

  it("are asked for one by one where the query is refused", async () => {
    const client = await makeTokenClient({ "o/r": { files, faults: Array(3).fill(FAULTS.serverError) } });
    await client.prefetchHeads([PLACE]);
    await expect(client.fetchHead(PLACE)).resolves.toMatchObject(PLACE);
    expect(server?.requests.at(-1)).toBe("GET /repos/o/r/commits/HEAD");
  });

  it.each(["FORBIDDEN", "SERVICE_UNAVAILABLE"])("are not gone because the query says %s of one", async (queryError) => {
    const blocked: FakeRepository = { files, queryError };
    const client = await makeTokenClient({ "o/r": { files, queryError }, "o/blocked": blocked, "o/good": { files } });
    const names = ["r", "blocked", "good"];
    await client.prefetchHeads(names.map((name) => ({ owner: "o", name })));
    blocked.faults = [FAULTS.blocked];
    const answers = await Promise.allSettled(names.map((name) => client.fetchHead({ owner: "o", name })));
    expect(answers).toMatchObject([
      { value: { commit: commitOf({ files }) } },
      { reason: { issue: { code: "repository-blocked" } } },
      { value: { commit: commitOf({ files }) } },
    ]);
  });

  it("are as private and as archived where they are asked for one by one", async () => {
    const client = await makeTokenClient({
      "o/hidden": { files, private: true, queryError: "INTERNAL" },
      "o/old": { files, archived: true, movedTo: "p/q", queryError: "INTERNAL" },
    });
    const names = ["hidden", "old"];
    await client.prefetchHeads(names.map((name) => ({ owner: "o", name })));
    const answers = await Promise.allSettled(names.map((name) => client.fetchHead({ owner: "o", name })));
    expect(answers).toMatchObject([
      { reason: { issue: { code: "repository-private" } } },
      { value: { owner: "p", name: "q", state: "archived" } },
    ]);
  });

  it("are not asked for any more where the limit is used up", async () => {
    const client = await makeTokenClient({ "o/r": { files, faults: [FAULTS.primaryLimit] } });
    await client.prefetchHeads([PLACE]);
    await expect(client.fetchHead(PLACE)).rejects.toMatchObject({ issue: { code: "github-rate-limited" } });
    expect(server?.requests).toEqual(["GET /rate_limit", "POST /graphql"]);
  });

  it("are not asked for any more where the token is not valid", async () => {
    const client = await makeTokenClient({ "o/r": { files, faults: [FAULTS.badToken] } });
    await client.prefetchHeads([PLACE]);
    await expect(client.fetchHead(PLACE)).rejects.toThrow("GITHUB_TOKEN is not valid");
    expect(server?.requests).toEqual(["GET /rate_limit", "POST /graphql"]);
  });

  it("are not asked for ahead without a token, which GraphQL wants", async () => {
    const client = await makeTokenClient({ "o/r": { files } }, { token: undefined });
    await client.prefetchHeads([PLACE]);
    expect(server?.requests).toEqual([]);
  });
});

describe("limits", () => {
  it.each(["secondaryLimit", "tooMany", "serverError"] as const)("waits and goes on after %s", async (fault) => {
    const client = await makeClient({ faults: [FAULTS[fault]] });
    await expect(client.fetchHead(PLACE)).resolves.toMatchObject(PLACE);
  });

  it("says that it waits", async () => {
    const waits: string[] = [];
    const client = await makeClient({ faults: [FAULTS.tooMany] }, { onWait: (sentence) => waits.push(sentence) });
    await client.fetchHead(PLACE);
    expect(waits).toEqual([expect.stringContaining("1 s")]);
  });

  it("waits once for all, until the limit is renewed, where there is time for it", async () => {
    const waits: string[] = [];
    const soon = String(Math.floor(Date.now() / 1000) + 120);
    const limit = refuse(403, "API rate limit exceeded.", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": soon });
    const onWait = (sentence: string) => waits.push(sentence);
    const client = await makeClient({ faults: [limit] }, { waitSeconds: 200, secondMs: 1, onWait });
    await expect(client.fetchHead(PLACE)).resolves.toMatchObject(PLACE);
    expect(waits).toEqual([expect.stringMatching(/waiting until 20\d\d-.*Z, 3 min$/)]);
  });

  it("gives up at last on a limit that is never renewed", async () => {
    const past = String(Math.floor(Date.now() / 1000) - 120);
    const limit = refuse(403, "API rate limit exceeded.", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": past });
    const client = await makeClient({ faults: Array(99).fill(limit) }, { waitSeconds: 12, secondMs: 1 });
    await expect(client.fetchHead(PLACE)).rejects.toMatchObject({ issue: { code: "github-rate-limited" } });
    expect(server?.requests.length).toBeLessThan(20);
  });

  it("stops, and says when the limit is renewed, where that is later than there is time", async () => {
    const waits: string[] = [];
    const onWait = (sentence: string) => waits.push(sentence);
    const client = await makeClient({ faults: [FAULTS.primaryLimit] }, { waitSeconds: 600, secondMs: 1, onWait });
    await expect(client.fetchHead(PLACE)).rejects.toMatchObject({ issue: { code: "github-rate-limited" } });
    expect(waits).toEqual([expect.stringContaining("later than may be waited for")]);
  });

  it("does not wait for most of an hour, and asks no more", async () => {
    const client = await makeClient({ faults: [FAULTS.primaryLimit] });
    await expect(client.fetchHead(PLACE)).rejects.toMatchObject({
      issue: { code: "github-rate-limited" },
      transient: true,
    });
    const asked = server?.requests.length;
    await expect(client.fetchHead({ owner: "o", name: "other" })).rejects.toThrow("rate limit");
    expect(server?.requests).toHaveLength(asked ?? -1);
  });
});

describe("faults have names", () => {
  it.each([
    ["no such repository", "repository-not-found", { owner: "o", name: "nothing" }, {}],
    ["a blocked one", "repository-blocked", PLACE, { faults: [FAULTS.blocked] }],
    ["an empty one", "repository-empty", PLACE, { faults: [FAULTS.empty] }],
    ["no such branch", "ref-not-found", PLACE, { faults: [FAULTS.noSuchRef] }],
    ["a server error that stays", "github-refused", PLACE, { faults: Array(5).fill(FAULTS.serverError) }],
    ["a page instead of a commit", "repository-answer-unreadable", PLACE, { faults: [FAULTS.html] }],
    [
      "a redirect that never ends",
      "repository-answer-unreadable",
      PLACE,
      { faults: Array(5).fill(FAULTS.redirectLoop) },
    ],
    ["a connection that is closed", "github-unreachable", PLACE, { faults: Array(5).fill(FAULTS.drop) }],
    [
      "an answer that would fill the memory",
      "repository-answer-unreadable",
      PLACE,
      { faults: Array(5).fill(FAULTS.huge) },
    ],
    ["an answer that comes drop by drop", "request-timeout", PLACE, { faults: Array(5).fill(FAULTS.drip) }],
  ])("%s", async (_, code, place, repository) => {
    const client = await makeClient(repository as FakeRepository, {
      requestSeconds: code === "request-timeout" ? 0.5 : 60,
    });
    await expect(client.fetchHead(place)).rejects.toMatchObject({ issue: { code } });
  });

  async function checkDownload(code: string, repository: FakeRepository, options: GithubClientOptions = {}) {
    const client = await makeClient(repository, options);
    const head = await client.fetchHead(PLACE);
    await expect(client.fetchFiles(head)).rejects.toMatchObject({ issue: { code } });
  }

  it("an archive that is cut off", async () => {
    const whole = await makeTarball({ "a.js": "x".repeat(1000) }, "o-r-1");
    await checkDownload("archive-broken", { tarball: whole.subarray(0, whole.length - 30) });
  });

  it("a page instead of an archive", () =>
    checkDownload("archive-broken", { downloadFaults: Array(5).fill(FAULTS.html) }));

  it("a connection that breaks off", () =>
    checkDownload("connection-lost", {
      downloadFaults: Array(5).fill((response: { write(text: string, done: () => void): void; destroy(): void }) =>
        response.write("x", () => response.destroy()),
      ),
    }));

  it.each([
    ["never ends", (response: ServerResponse) => void response.write("x")],
    ["comes drop by drop", FAULTS.dripArchive],
  ])("an archive that %s", (_, fault) =>
    checkDownload("request-timeout", { downloadFaults: [fault] }, { downloadSeconds: 0.3 }),
  );

  it("an archive that comes whole the second time is used", async () => {
    const client = await makeClient({ files: { "a.js": "1" }, downloadFaults: [FAULTS.html] });
    const { files } = await client.fetchFiles(await client.fetchHead(PLACE));
    expect([...files.keys()]).toEqual(["a.js"]);
  });
});

describe("the token", () => {
  it("goes to no other host, wherever GitHub leads", async () => {
    const files = { "a.js": "1" };
    const asked: (string | undefined)[] = [];
    const other = await startLoopback(async (request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(200, { "content-type": "application/x-gzip" }).end(await makeTarball(files, "o-r-1"));
    });
    try {
      const lead = (response: ServerResponse) => void response.writeHead(302, { location: `${other.url}/x` }).end();
      const client = await makeClient({ files, downloadFaults: [lead] }, { token: "t" });
      const { files: read } = await client.fetchFiles(await client.fetchHead(PLACE));
      expect([...read.keys()]).toEqual(["a.js"]);
      expect(asked).toEqual([undefined]);
      expect(server?.tokens).toContain("token t");
    } finally {
      await other.close();
    }
  });
});

describe("no GitHub at all", () => {
  it("is found out by one request, however many are to come", async () => {
    server = await startLoopback((_, response) => void response.destroy());
    const client = createGithubClient({ apiUrl: server.url });
    const asks = Array.from({ length: 36 }, (_, index) => client.fetchHead({ owner: "o", name: `r${index}` }));
    const results = await Promise.allSettled(asks);
    expect(new Set(results.map((result) => (result.status === "rejected" ? result.reason.issue.code : "")))).toEqual(
      new Set(["github-unreachable"]),
    );
    expect(server.requests).toEqual(["GET /rate_limit"]);
  });
});
