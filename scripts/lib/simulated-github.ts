/**
 * A GitHub with as many MCP servers as wanted, on loopback, for benchmarks: heads by GraphQL, archives behind a redirect.
 * Run as a program (`node scripts/lib/simulated-github.ts COUNT`), it prints its port, so that its time is not ours.
 * `/_stats` counts requests by kind; `/_change?share=N` moves every N-th repository to another commit.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import tar from "tar-stream";

export const SIMULATED_OWNER = "simulated";
/** Servers differ in their tools, so that nothing can be answered from what another one had. */
const VARIANTS = 40;
const TOOLS = 15;

/** The commit of the `index`-th repository after `generation` changes. */
export function commitOf(index: number, generation: number): string {
  return createHash("sha1").update(`${index} ${generation}`).digest("hex");
}

/** The source of one server: a file a tool, with a schema, a handler and a helper, as such servers are written. */
export function makeSource(variant: number): Record<string, string> {
  const verbs = ["get", "list", "search", "create", "update", "delete", "send", "run"];
  const nouns = ["issue", "page", "invoice", "record", "message", "file", "job", "user", "branch", "report"];
  const files: Record<string, string> = {};
  const names = Array.from({ length: TOOLS }, (_, index) => {
    const noun = nouns[(variant + index) % nouns.length];
    return `${verbs[(variant * 3 + index) % verbs.length]}_${noun}_${index}`;
  });
  for (const name of names) files[`src/tools/${name}.ts`] = makeTool(name);
  files["src/index.ts"] = [
    'import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";',
    ...names.map((name) => `import { register as ${name} } from "./tools/${name}.js";`),
    `const server = new McpServer({ name: "simulated-${variant}", version: "1.0.0" });`,
    ...names.map((name) => `${name}(server);`),
  ].join("\n");
  const main = { name: `simulated-${variant}`, version: "1.0.0", description: "A simulated server.", license: "MIT" };
  files["package.json"] = JSON.stringify({ ...main, main: "src/index.ts" });
  files["README.md"] = `# Simulated ${variant}\n\n${"Text that nobody reads. ".repeat(200)}`;
  return files;
}

function makeTool(name: string): string {
  const helpers = Array.from({ length: 12 }, (_, index) => {
    return `function step${index}(value: string): string {\n  return value.length > ${index} ? value.slice(${index}) : \`\${value}-${name}\`;\n}`;
  });
  return `import { z } from "zod";
import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

${helpers.join("\n\n")}

export function register(server: McpServer): void {
  server.registerTool(
    "${name}",
    {
      description: "The tool ${name} of a simulated server, with its id and its options.",
      inputSchema: {
        id: z.string().describe("The id"),
        limit: z.number().int().max(100).optional().describe("At most so many"),
        force: z.boolean().default(false).describe("Even if it is in use"),
      },
    },
    async ({ id }) => ({ content: [{ type: "text", text: step0(id) }] }),
  );
}
`;
}

async function makeArchive(variant: number): Promise<Buffer> {
  const pack = tar.pack();
  const chunks: Uint8Array[] = [];
  const collected = (async () => {
    for await (const chunk of pack) chunks.push(chunk as Uint8Array);
  })();
  for (const [path, text] of Object.entries(makeSource(variant))) pack.entry({ name: `s-r-0000000/${path}` }, text);
  pack.finalize();
  await collected;
  return gzipSync(Buffer.concat(chunks));
}

async function serve(count: number): Promise<void> {
  const archives = await Promise.all(Array.from({ length: VARIANTS }, (_, variant) => makeArchive(variant)));
  const stats = { graphql: 0, rest: 0, tarball: 0 };
  const downloads = new Map<number, number>();
  let share = 0;
  const commit = (index: number) => commitOf(index, share > 0 && index % share === 0 ? 1 : 0);
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
      send(response, { data: answerHeads(await readBody(request), count, commit) });
    } else if (url.pathname.startsWith("/codeload/")) {
      stats.tarball += 1;
      downloads.set(number, (downloads.get(number) ?? 0) + 1);
      response.writeHead(200, { "content-type": "application/x-gzip" }).end(archives[number % VARIANTS]);
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
      return [alias, { nameWithOwner: `${SIMULATED_OWNER}/r${number}`, defaultBranchRef: { target } }];
    },
  );
  return Object.fromEntries(nodes);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

if (import.meta.main) await serve(Number(process.argv[2]));
