/**
 * Serves a folder of finished pages over HTTP, on this machine only unless told otherwise: content types, ETags,
 * compression, security headers, and the site's own 404 page. Throws `UsageError` when the port is taken.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { UsageError } from "../command.ts";

export interface ServedSite {
  url: string;
  close: () => Promise<void>;
}

const TYPES: Record<string, string> = {
  // The registry's list has no ending: clients ask for it by its path.
  "": "application/json; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".jsonl": "application/jsonl; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".atom": "application/atom+xml; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
};

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Compressed files by ETag and coding; emptied when it has grown large. */
const compressed = new Map<string, Buffer>();
const COMPRESSED_FILES = 2000;

export async function serveSite(options: { dir: string; port: number; host?: string }): Promise<ServedSite> {
  const { dir, port, host = "127.0.0.1" } = options;
  const root = await realpath(resolve(dir)).catch(() => {
    throw new UsageError(`There is no site at ${dir}. Run "npm run build" first.`);
  });
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error: unknown) => {
      process.stderr.write(`serve     ${String(error)}\n`);
      if (!response.headersSent) response.writeHead(500, HEADERS);
      response.end();
    });
  });
  await listen(server, port, host);
  const { port: chosen } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://${host === "127.0.0.1" ? "localhost" : host}:${chosen}/`, close };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        fail(
          new UsageError(`Port ${port} is taken. Stop what uses it, or choose another one: PORT=${port + 1} npm start`),
        );
      } else if (error.code === "EACCES") {
        fail(new UsageError(`Port ${port} may not be opened by this user. Choose one above 1023 with PORT.`));
      } else fail(error);
    });
    server.listen(port, host, done);
  });
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { ...HEADERS, allow: "GET, HEAD" }).end();
    return;
  }
  const { pathname, search } = splitTarget(request.url ?? "/");
  const path = decodePath(pathname);
  const file = path === undefined ? undefined : await findFile(root, path);
  if (file === "folder") {
    // A path that begins with two slashes would name another host.
    response.writeHead(301, { ...HEADERS, location: `/${pathname.replace(/^\/+/, "")}/${search}` }).end();
    return;
  }
  if (file !== undefined) return sendFile(request, response, 200, file);
  const notFound = await findFile(root, "/404.html");
  if (notFound !== undefined && notFound !== "folder") return sendFile(request, response, 404, notFound);
  response.writeHead(404, { ...HEADERS, "content-type": "text/plain" }).end("Not found\n");
}

function splitTarget(target: string): { pathname: string; search: string } {
  const at = target.indexOf("?");
  return at === -1 ? { pathname: target, search: "" } : { pathname: target.slice(0, at), search: target.slice(at) };
}

/** The path in plain characters; `undefined` for what no file of the site can be called. */
function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    const isPlain = path.startsWith("/") && !/[\0\\]/.test(path) && !path.split("/").includes("..");
    return isPlain ? path : undefined;
  } catch {
    return undefined;
  }
}

interface FoundFile {
  path: string;
  etag: string;
}

/** The file at the path, `folder` when the path lacks its last slash, `undefined` when nothing inside `root` is there. */
async function findFile(root: string, path: string): Promise<FoundFile | "folder" | undefined> {
  const wanted = join(root, path.endsWith("/") ? `${path}index.html` : path);
  const real = await realpath(wanted).catch(() => undefined);
  if (real === undefined || !(real === root || real.startsWith(root + sep))) return undefined;
  const found = await stat(real);
  if (found.isDirectory()) return (await findFile(root, `${path}/`)) === undefined ? undefined : "folder";
  return { path: real, etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"` };
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  file: FoundFile,
): Promise<void> {
  const type = TYPES[extname(file.path)] ?? "application/octet-stream";
  const isText = /^text\/|json|xml|svg/.test(type);
  const hashed = /[\\/]_astro[\\/]/.test(file.path);
  const headers = {
    ...HEADERS,
    "content-type": type,
    etag: file.etag,
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
    ...(isText && { vary: "accept-encoding" }),
  };
  if (status === 200 && request.headers["if-none-match"]?.split(/,\s*/).includes(file.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const coding = isText ? chooseCoding(request.headers["accept-encoding"]) : undefined;
  const body = await loadBody(file, coding);
  response.writeHead(status, {
    ...headers,
    "content-length": body.length,
    ...(coding && { "content-encoding": coding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function chooseCoding(accepted = ""): "br" | "gzip" | undefined {
  const codings = accepted.split(",").map((part) => part.trim());
  const accepts = (name: string) =>
    codings.some((coding) => coding === name || (coding.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(coding)));
  return accepts("br") ? "br" : accepts("gzip") ? "gzip" : undefined;
}

async function loadBody(file: FoundFile, coding: "br" | "gzip" | undefined): Promise<Buffer> {
  if (coding === undefined) return readFile(file.path);
  const key = `${coding} ${file.etag} ${file.path}`;
  const present = compressed.get(key);
  if (present !== undefined) return present;
  const text = await readFile(file.path);
  const body =
    coding === "br"
      ? await compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await compressGzip(text);
  if (compressed.size >= COMPRESSED_FILES) compressed.clear();
  compressed.set(key, body);
  return body;
}
