/** An HTTP server on a free port of this machine, which answers as a test says and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Loopback {
  /** Without a final slash. */
  url: string;
  /** `GET /path`, in the order in which they came. */
  requests: string[];
  /** What each of them showed as its right to ask. */
  tokens: (string | undefined)[];
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void | Promise<void>;

export async function startLoopback(handler: Handler): Promise<Loopback> {
  const requests: string[] = [];
  const tokens: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://loopback").pathname);
    requests.push(`${request.method} ${path}`);
    tokens.push(request.headers.authorization);
    try {
      await handler(request, response, path);
    } catch (error) {
      // A client that ends in the middle of its request, or is killed there, is no fault of the test.
      if (request.complete) throw error;
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    tokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(value));
}
