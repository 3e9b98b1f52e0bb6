/**
 * Reads packages from the npm registry, as the user's npm would: versions first, archives only when wanted. Integrity
 * is checked, nothing is written beside npm's own cache, nothing is run. Throws `CrawlFailure`.
 */
import { PassThrough, type Readable } from "node:stream";
import pacote from "pacote";
import { type SourceFiles, type SourceLimits, unpackArchive } from "../crawl/archive.ts";
import { CrawlFailure, describeCause } from "../crawl/failure.ts";
import { withTimeout } from "../timeout.ts";
import type { NpmOptions } from "./config.ts";

/** One version of a package, as the registry describes it. */
export interface PackageVersion {
  name: string;
  version: string;
  integrity: string;
  /** Where the archive lies. It may name a private host, so it never gets into data. */
  resolved: string;
  dependencies: Record<string, string>;
}

export interface NpmClient {
  /** `range` is a version, a range or a tag; the newest release without it. */
  fetchVersion(name: string, range?: string): Promise<PackageVersion>;
  fetchFiles(version: PackageVersion): Promise<SourceFiles>;
}

interface NpmClientOptions {
  npm: NpmOptions;
  limits?: SourceLimits;
  /** Until a version is known, and until an archive has arrived whole. */
  lookupSeconds?: number;
  downloadSeconds?: number;
  signal?: AbortSignal;
}

export function createNpmClient(options: NpmClientOptions): NpmClient {
  const { limits, lookupSeconds = 60, downloadSeconds = 240, signal } = options;
  const base: NpmOptions = {
    ...options.npm,
    // A crawl asks hundreds of packages: one that does not answer must not hold it up for minutes.
    retry: { ...(options.npm["retry"] as object | undefined), factor: 4, minTimeout: 500, maxTimeout: 4000 },
    allowGit: "none",
    allowRemote: "none",
    allowFile: "none",
    allowDirectory: "none",
  };
  return {
    async fetchVersion(name, range = "latest") {
      const spec = `${name}@${range}`;
      const manifest = await withTimeout({ place: name, seconds: lookupSeconds, signal }, (timeout) =>
        pacote.manifest(spec, { ...base, preferOnline: true, signal: timeout } as pacote.Options),
      ).catch((error) => {
        throw explain(error, name, range);
      });
      const { version, _integrity: integrity, _resolved: resolved } = manifest;
      if (!integrity || !resolved) {
        throw new CrawlFailure("package-invalid", { name, reason: "it gives no archive with an integrity" });
      }
      return { name, version, integrity, resolved, dependencies: manifest.dependencies ?? {} };
    },

    fetchFiles({ name, version, integrity, resolved }) {
      const place = `${name}@${version}`;
      // Without `cache`, the archive goes through memory only: it is asked for again only when it has changed.
      const { cache: _cache, ...uncached } = base;
      return withTimeout({ place, seconds: downloadSeconds, signal }, (timeout) =>
        // By its address: asked by its name, pacote would look the version up once more.
        pacote.tarball.stream(
          resolved,
          (stream) => unpackArchive(toNodeStream(stream), { place, ...(limits && { limits }), signal: timeout }),
          {
            ...uncached,
            allowRemote: "all",
            integrity,
            resolved,
            preferOnline: true,
            signal: timeout,
          } as pacote.Options,
        ),
      ).catch((error) => {
        throw explain(error, name, version);
      });
    },
  };
}

/**
 * npm's streams lose an error that comes while nobody waits for the next piece, such as a wrong integrity at the end;
 * so it is listened for from the beginning to the end.
 */
function toNodeStream(stream: NodeJS.ReadableStream): Readable {
  const through = new PassThrough();
  stream.on("error", (error) => through.destroy(error));
  through.on("close", () => (stream as Partial<Readable>).destroy?.());
  return stream.pipe(through);
}

/** npm's errors, by their codes, as ours. */
function explain(error: unknown, name: string, range: string): unknown {
  if (error instanceof CrawlFailure || !(error instanceof Error) || error.name === "AbortError") return error;
  const { code = "", statusCode, type } = error as { code?: string; statusCode?: number; type?: string };
  const reason = describeCause(error);
  if (code === "E404") return new CrawlFailure("package-not-found", { name });
  if (code === "ETARGET" || code === "ENOVERSIONS") {
    return new CrawlFailure("version-not-found", { name, version: range });
  }
  if (code === "EINTEGRITY") return new CrawlFailure("integrity-mismatch", { name, version: range });
  if (type === "invalid-json" || code === "EBADJSON" || error instanceof SyntaxError) {
    return new CrawlFailure(
      "registry-answer-unreadable",
      { name, reason: error.message.slice(0, 120) },
      { transient: true },
    );
  }
  if (statusCode !== undefined) {
    const transient = statusCode === 429 || statusCode >= 500;
    return new CrawlFailure("registry-refused", { name, status: statusCode }, { transient });
  }
  if (
    /^E(?:NOT|CONN|AI|TIMED|HOST|NET|PIPE|PROTO|RESPONSE|IDLE|TRANSFER|SOCKET)|^UND_|^ERR_(?:SSL|TLS|STREAM)|CERT/.test(
      code,
    )
  ) {
    return new CrawlFailure("registry-unreachable", { name, reason }, { transient: true, cause: error });
  }
  return new CrawlFailure("package-invalid", { name, reason: error.message.slice(0, 200) }, { cause: error });
}
