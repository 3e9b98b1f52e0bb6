/** A loopback MCP Registry: pages with cursors, and its faults. */
import { type Loopback, sendJson, startLoopback } from "./loopback.ts";

export interface FakeRegistry {
  /** As `/v0.1/servers` has them. */
  entries: object[];
  pageSize?: number;
  fault?: "endless" | "html" | 500 | 503;
  /** The page, from 1, from which on there is the fault; all of them without it. */
  faultFrom?: number;
}

export interface RegistryLoopback extends Loopback {
  queries: URLSearchParams[];
}

export function makeEntry(name: string, fields: object = {}, updatedAt = "2026-01-01T00:00:00Z", status = "active") {
  const _meta = { "io.modelcontextprotocol.registry/official": { status, updatedAt, isLatest: true } };
  return { server: { name, description: "x", version: "1.0.0", ...fields }, _meta };
}

export async function startRegistryServer(registry: FakeRegistry): Promise<RegistryLoopback> {
  const queries: URLSearchParams[] = [];
  const server = await startLoopback((request, response, path) => {
    if (path !== "/v0.1/servers") return sendJson(response, 404, {});
    const query = new URL(request.url ?? "", "http://x").searchParams;
    queries.push(query);
    const { entries, pageSize = 2, fault, faultFrom = 1 } = registry;
    if (fault && queries.length >= faultFrom) {
      if (fault === "html") return void response.writeHead(200, { "content-type": "text/html" }).end("<html>");
      if (fault === "endless") return sendJson(response, 200, { servers: [], metadata: { nextCursor: "again" } });
      return sendJson(response, fault, { error: "no" });
    }
    const from = Number(query.get("cursor") ?? 0);
    const servers = entries.slice(from, from + pageSize);
    const next = from + pageSize < entries.length ? { nextCursor: String(from + pageSize) } : {};
    sendJson(response, 200, { servers, metadata: { count: servers.length, ...next } });
  });
  return { ...server, queries };
}
