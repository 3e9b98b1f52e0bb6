/** Gzipped tar archives as a test needs them, whole or broken. */
import { gzipSync } from "node:zlib";
import tar from "tar-stream";

export interface TarEntry {
  name: string;
  type?: "file" | "symlink" | "link" | "directory" | "character-device" | "fifo";
  linkname?: string;
  content?: string | Uint8Array;
}

/** The files of a package or a repository, below one top folder as npm and GitHub put them. */
export function makeTarball(files: Record<string, string | Uint8Array>, top = "package"): Promise<Buffer> {
  return makeRawTarball(Object.entries(files).map(([name, content]) => ({ name: `${top}/${name}`, content })));
}

/** Entries exactly as they are given. */
export async function makeRawTarball(entries: Iterable<TarEntry>): Promise<Buffer> {
  const pack = tar.pack();
  const chunks: Uint8Array[] = [];
  const collected = (async () => {
    for await (const chunk of pack) chunks.push(chunk as Uint8Array);
  })();
  for (const { name, type = "file", linkname, content = "" } of entries) {
    // The same files are the same archive, at whatever time it is made.
    const header = { name, type, mtime: new Date(0), ...(linkname !== undefined && { linkname }) };
    if (type === "file") pack.entry(header, Buffer.from(content));
    else pack.entry(header);
  }
  pack.finalize();
  await collected;
  return gzipSync(Buffer.concat(chunks));
}

/**
 * One empty file, `count` times; the name is written in Latin-1, as very old programs do. `type` is the letter of its kind.
 */
export function makeRepeatedTarball(name: string, count: number, { isEnded = true, type = "0" } = {}): Buffer {
  const header = makeHeader(name, { type });
  return gzipSync(
    Buffer.concat([...Array.from({ length: count }, () => header), ...(isEnded ? [Buffer.alloc(1024)] : [])]),
  );
}

/** A file whose header has the one name, and an entry before it the other, which counts. */
export function makeRenamedTarball(name: string, present: string, kind: "pax" | "gnu"): Buffer {
  const record = ` path=${present}\n`;
  const content = Buffer.from(kind === "gnu" ? `${present}\0` : `${record.length + 2}${record}`);
  const before = makeHeader("before", { type: kind === "gnu" ? "L" : "x", size: content.length });
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return gzipSync(Buffer.concat([before, content, padding, makeHeader(name, {}), Buffer.alloc(1024)]));
}

function makeHeader(name: string, { type = "0", size = 0 }: { type?: string; size?: number }): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, "latin1");
  header.write("0000644\0", 100);
  header.write("0000000\0".repeat(2), 108);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write(`        ${type}`, 148);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
