/**
 * Unpacks a gzipped tar archive into memory, under limits, without writing, following or running anything.
 *
 * Entries that point outside, links and devices are not read, and named; a file that is too large is not read, and
 * named. An archive that passes a limit of the whole, or is damaged, is refused: `CrawlFailure`.
 */
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { formatPrintable } from "../../../src/core/printable.ts";
import type { Issue } from "../../../src/core/schema/issue.ts";
import { CrawlFailure, describeCause } from "./failure.ts";
import { decodeSource, isDataFile, isSourceFile } from "./source-files.ts";

export interface SourceLimits {
  /** Bytes that are downloaded, and bytes that they unpack to. */
  compressedBytes: number;
  unpackedBytes: number;
  files: number;
  /** Bytes of one source file, of all that are kept, and of those among them that hold data. */
  fileBytes: number;
  keptBytes: number;
  dataBytes: number;
  pathLength: number;
  pathDepth: number;
}

export const SOURCE_LIMITS: SourceLimits = {
  compressedBytes: 256 * 2 ** 20,
  unpackedBytes: 2 ** 30,
  files: 100_000,
  fileBytes: 10 * 2 ** 20,
  keptBytes: 96 * 2 ** 20,
  dataBytes: 48 * 2 ** 20,
  pathLength: 1024,
  pathDepth: 64,
};

export interface SourceFiles {
  /** Path, relative and with `/`, to text. */
  files: Map<string, string>;
  issues: Issue[];
}

interface UnpackOptions {
  /** What the archive is of, for messages. */
  place: string;
  limits?: SourceLimits;
  signal?: AbortSignal;
}

export async function unpackArchive(
  archive: AsyncIterable<Uint8Array>,
  { place, limits = SOURCE_LIMITS, signal }: UnpackOptions,
): Promise<SourceFiles> {
  const collector = createCollector(place, limits);
  const extract = tar.extract();
  extract.on("entry", (header, body, next) => {
    body.on("error", next);
    body.on("end", next);
    const refused = collector.consider({
      name: header.name,
      path: readEntryPath(header.name, limits),
      type: header.type ?? "unknown",
      size: header.size ?? 0,
    });
    if (refused instanceof CrawlFailure) {
      extract.destroy(refused);
      return;
    }
    if (refused === "skip") {
      body.resume();
      return;
    }
    const chunks: Uint8Array[] = [];
    body.on("data", (chunk) => chunks.push(chunk as Uint8Array));
    body.on("end", () => collector.keep(refused.path, Buffer.concat(chunks)));
  });
  const tooLarge = (what: string, limit: number) => new CrawlFailure("archive-too-large", { place, what, limit });
  try {
    await pipeline(
      Readable.from(archive, { objectMode: false }),
      countBytes(limits.compressedBytes, () => tooLarge("bytes", limits.compressedBytes)),
      createGunzip(),
      countBytes(limits.unpackedBytes, () => tooLarge("bytes unpacked", limits.unpackedBytes)),
      extract,
      ...(signal ? [{ signal }] : []),
    );
  } catch (error) {
    if (isOfArchive(error)) throw new CrawlFailure("archive-broken", { place, reason: describeCause(error) });
    throw error;
  }
  return collector.finish();
}

/** What the gzip and tar readers say of bytes that they cannot read; other errors come from the connection. */
function isOfArchive(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof CrawlFailure) return false;
  const code = "code" in error ? String(error.code) : "";
  return code.startsWith("Z_") || /tar|header|end of data/i.test(error.message);
}

function countBytes(limit: number, refuse: () => Error): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > limit) done(refuse());
      else done(null, chunk);
    },
  });
}

interface Entry {
  /** As the archive or the folder has it. */
  name: string;
  /** Inside the source; absent where the name cannot be one. */
  path: string | undefined;
  type: string;
  size: number;
}

/** Decides entry by entry, and remembers what was left out. */
export function createCollector(place: string, limits: SourceLimits) {
  const files = new Map<string, string>();
  const large: Issue[] = [];
  const unsafe = createTally("unsafe-paths");
  const links = createTally("links-not-followed");
  let entries = 0;
  let kept = 0;
  let keptData = 0;
  let [isCodeCut, isDataCut] = [false, false];
  return {
    consider({ name, path, type, size }: Entry): CrawlFailure | "skip" | { path: string } {
      entries += 1;
      if (entries > limits.files) {
        return new CrawlFailure("archive-too-large", { place, what: "files", limit: limits.files });
      }
      if (type === "directory") return "skip";
      if (path === undefined) return unsafe.add(name);
      const isLink = type === "symlink" || type === "link";
      // A link without an ending that we know may lead to a folder of source; one to a picture is of no interest.
      if (isLink) return isSourceFile(path) || !/\.\w+$/.test(path) ? links.add(path) : "skip";
      if (type !== "file" && type !== "contiguous-file") return unsafe.add(name);
      if (path === "" || !isSourceFile(path)) return "skip";
      if (size > limits.fileBytes) {
        large.push({ code: "file-too-large", args: { bytes: size, limit: limits.fileBytes }, path });
        return "skip";
      }
      const isData = isDataFile(path);
      if (kept + size > limits.keptBytes) {
        isCodeCut = true;
        return "skip";
      }
      if (isData && keptData + size > limits.dataBytes) {
        isDataCut = true;
        return "skip";
      }
      kept += size;
      if (isData) keptData += size;
      return { path };
    },
    keep(path: string, bytes: Uint8Array): void {
      const text = decodeSource(bytes);
      if (text !== undefined) files.set(path, text);
    },
    finish(): SourceFiles {
      const cut: Issue[] = [
        ...(isCodeCut ? [{ code: "archive-partly-read", args: { limit: limits.keptBytes } }] : []),
        ...(isDataCut ? [{ code: "data-partly-read", args: { limit: limits.dataBytes } }] : []),
      ];
      return { files, issues: [...large, ...unsafe.issues(), ...links.issues(), ...cut] };
    },
  };
}

function createTally(code: "unsafe-paths" | "links-not-followed") {
  let count = 0;
  let example = "";
  return {
    add(name: string): "skip" {
      if (count === 0) example = formatPrintable(name, 100);
      count += 1;
      return "skip";
    },
    issues: (): Issue[] => (count > 0 ? [{ code, args: { count, example } }] : []),
  };
}

/**
 * The path inside the archive's one top folder (`package/`, `owner-name-commit/`), or `undefined` where the name is
 * absolute, climbs, is too long or holds what no file system and no address takes, or what turns the direction of text.
 */
function readEntryPath(name: string, limits: SourceLimits): string | undefined {
  if (name.length > limits.pathLength || /^[/\\]|^[a-z]:|\\|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/iu.test(name))
    return undefined;
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || parts.length > limits.pathDepth) return undefined;
  return parts.slice(1).join("/");
}
