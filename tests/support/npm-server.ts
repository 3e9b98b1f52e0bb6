/** A loopback npm registry: packuments with an etag, and the archives that they name. */
import { createHash } from "node:crypto";
import { type Loopback, sendJson, startLoopback } from "./loopback.ts";
import { makeTarball } from "./tarball.ts";

export interface FakePackage {
  version?: string;
  files?: Record<string, string | Uint8Array>;
  /** Instead of `files`. */
  tarball?: Buffer;
  /** Instead of the right one. */
  integrity?: string;
  dependencies?: Record<string, string>;
  /** A fault of the registry's answer, and of the archive's. */
  answer?: "html" | "hang" | "refuse" | number;
  download?: "drop" | "hang" | number;
}

/** Answers with `packages` as they are at the moment of the request. */
export async function startNpmServer(packages: Record<string, FakePackage>): Promise<Loopback> {
  const server: Loopback = await startLoopback(async (request, response, path) => {
    const [, name = "", file] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+))?$/.exec(path) ?? [];
    const known = packages[name];
    if (!known) return sendJson(response, 404, { error: "not_found" });
    const { version = "1.0.0", answer, download } = known;
    const tarball =
      known.tarball ?? (await makeTarball({ "package.json": JSON.stringify({ name, version }), ...known.files }));
    if (file) {
      if (download === "hang") return void response.writeHead(200).write(tarball.subarray(0, 20));
      if (typeof download === "number") return sendJson(response, download, {});
      response.writeHead(200, { "content-type": "application/octet-stream", "content-length": tarball.length });
      if (download !== "drop") return void response.end(tarball);
      response.write(tarball.subarray(0, tarball.length / 2), () => response.destroy());
      return;
    }
    if (answer === "html")
      return void response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
    if (answer === "hang") return;
    if (answer === "refuse") return void response.destroy();
    if (answer !== undefined) return sendJson(response, answer, { error: "no" });
    const integrity = known.integrity ?? `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
    const dist = { tarball: `${server.url}/${name}/-/${version}.tgz`, integrity };
    const etag = `"${createHash("sha1")
      .update(integrity + version)
      .digest("hex")}"`;
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, { etag }).end();
    const release = { name, version, dist, dependencies: known.dependencies ?? {} };
    sendJson(response, 200, { name, "dist-tags": { latest: version }, versions: { [version]: release } }, { etag });
  });
  return server;
}
