/** A proxy on loopback: remembers where it was asked to lead to, and leads everything to one server. */
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Loopback } from "./loopback.ts";

/** Every tunnel ends at `target`, whatever host was asked for; `requests` holds `host:port`. */
export async function startProxyServer(target: Loopback): Promise<Loopback> {
  const requests: string[] = [];
  const sockets = new Set<{ destroy(): void }>();
  const { hostname, port } = new URL(target.url);
  const server = createServer((request, response) => {
    requests.push(new URL(request.url ?? "").host);
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    requests.push(request.url ?? "");
    const tunnel = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [socket, tunnel]) sockets.add(end.on("error", () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tokens: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of sockets) socket.destroy();
      }),
  };
}
