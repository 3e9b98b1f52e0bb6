/**
 * A GitHub with as many MCP servers as wanted, on loopback, for benchmarks: heads by GraphQL, archives behind a redirect.
 * Run as a program (`node scripts/lib/bench/simulated-github.ts COUNT [tiny]`), it prints its port, so that its time is not ours.
 * `/_stats` counts requests by kind; `/_change?share=N` moves every N-th repository to another commit.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import tar from "tar-stream";
import { endWithParent } from "./end-with-parent.ts";
import { makeSource, SIMULATED_VARIANTS, type SimulatedMix } from "./simulated-source.ts";

export const SIMULATED_OWNER = "simulated";

/** One in `share`, and of all sizes alike. */
export function isChanged(index: number, share: number): boolean {
  return index % share === Math.floor(index / share) % share;
}

/** The commit of the `index`-th repository after `generation` changes. */
export function commitOf(index: number, generation: number): string {
  return createHash("sha1").update(`${index} ${generation}`).digest("hex");
}

async function makeArchive(variant: number, mix: SimulatedMix): Promise<Buffer> {
  const pack = tar.pack();
  const chunks: Uint8Array[] = [];
  const collected = (async () => {
    for await (const chunk of pack) chunks.push(chunk as Uint8Array);
  })();
  for (const [path, text] of Object.entries(makeSource(variant, mix)))
    pack.entry({ name: `s-r-0000000/${path}` }, text);
  pack.finalize();
  await collected;
  return gzipSync(Buffer.concat(chunks));
}

async function serve(count: number, mix: SimulatedMix): Promise<void> {
  const archives = await Promise.all(
    Array.from({ length: SIMULATED_VARIANTS }, (_, variant) => makeArchive(variant, mix)),
  );
  const stats = { graphql: 0, rest: 0, tarball: 0 };
  const downloads = new Map<number, number>();
  let share = 0;
  const commit = (index: number) => commitOf(index, share > 0 && isChanged(index, share) ? 1 : 0);
  const send = (response: ServerResponse, value: unknown) => {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://loopback");
    const [, index = ""] = /\/r(\d+)(?:\/|$)/.exec(url.pathname) ?? [];
    const number = Number(index);
    if (url.pathname === "/_stats") {
      const repeated = [...downloads.values()].filter((times) => times > 1).length;
      send(response, { ...stats, repositories: downloads.size, repeated });
    } else if (url.pathname === "/_change") {
      share = Number(url.searchParams.get("share"));
      send(response, {});
    } else if (url.pathname === "/graphql") {
      stats.graphql += 1;
      const body = await readBody(request).catch(() => undefined);
      // Of a crawl that was killed meanwhile nothing more comes.
      if (body !== undefined) send(response, { data: answerHeads(body, count, commit) });
    } else if (url.pathname.startsWith("/codeload/")) {
      stats.tarball += 1;
      downloads.set(number, (downloads.get(number) ?? 0) + 1);
      response.writeHead(200, { "content-type": "application/x-gzip" }).end(archives[number % SIMULATED_VARIANTS]);
    } else if (url.pathname.includes("/tarball/")) {
      response.writeHead(302, { location: `/codeload/r${number}` }).end();
    } else {
      stats.rest += 1;
      send(response, url.pathname.includes("/commits/") ? { sha: commit(number) } : {});
    }
  });
  server.listen(0, "127.0.0.1", () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
  });
}

function answerHeads(body: string, count: number, commit: (index: number) => string): Record<string, unknown> {
  const { query } = JSON.parse(body) as { query: string };
  const nodes = [...query.matchAll(/(\w+): repository\(owner: "[^"]*", name: "r(\d+)"\)/g)].map(
    ([, alias = "", index]) => {
      const number = Number(index);
      if (number >= count) return [alias, null];
      const target = { oid: commit(number), committedDate: "2026-01-01T00:00:00Z" };
      const repository = { nameWithOwner: `${SIMULATED_OWNER}/r${number}`, databaseId: 1_000_000_000 + number };
      return [alias, { ...repository, parent: null, defaultBranchRef: { target } }];
    },
  );
  return Object.fromEntries(nodes);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

if (import.meta.main) {
  endWithParent();
  await serve(Number(process.argv[2]), process.argv[3] === "tiny" ? "tiny" : "mixed");
}
