/**
 * Reads and writes JSON data files. Every value passes its schema on the way in and on the way out; a write is
 * temp-and-rename, and does not happen when the bytes would be the same.
 */
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { z } from "zod";
import { formatDataFile } from "../../src/core/canonical.ts";
import { writeWhole } from "./write-whole.ts";

/** A data file that cannot be used: the message names the file, what is wrong in it and what to do. */
export class DataFileError extends Error {
  override name = "DataFileError";
}

/** The disk takes nothing, whatever the file: nothing further could be written either. */
export class DiskError extends DataFileError {}

/** The file's value, or `undefined` when there is no such file. Throws `DataFileError` for broken JSON or a wrong shape. */
export async function loadDataFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  let text: string;
  try {
    // At once: of thousands of small files, the turns through the thread pool would cost more than the reading.
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new DataFileError(`${path} cannot be read: ${(error as Error).message}`);
  }
  return parseDataText(text, schema, path);
}

/** Text to value. `path` only stands in the message of the `DataFileError` that is thrown. */
export function parseDataText<Schema extends z.ZodType>(text: string, schema: Schema, path: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DataFileError(
      `${path} is not JSON (${(error as Error).message}). Correct it, or delete it and run the stage again.`,
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "(whole file)"}: ${issue.message}`);
  throw new DataFileError(`${path} does not follow its schema:\n  ${faults.join("\n  ")}`);
}

/**
 * Writes canonical text. Returns whether the file changed. Throws `DataFileError` where the disk does not take it; and when
 * `value` does not pass `schema`, which is a bug.
 */
export async function writeDataFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  value: z.input<Schema>,
): Promise<boolean> {
  const text = formatDataFile(schema.parse(value));
  return withDisk(path, async () => {
    await removeLeftovers(path);
    const present = await readFile(path, "utf8").catch(() => undefined);
    if (present === text) return false;
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, text);
    return true;
  });
}

/** A run that was killed in the middle of a write leaves the file that it had not yet renamed. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (name.startsWith(`${basename(path)}.`) && /\.\d+$/.test(name)) await rm(join(folder, name), { force: true });
}

/** By the codes of the system: why nothing can be written at all, and why one path cannot. */
const DISK_REASONS: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the disk is read-only",
  EACCES: "there is no right to write there",
  EPERM: "there is no right to write there",
  EMFILE: "too many files are open",
  EIO: "the disk is damaged",
};
const PATH_REASONS: Record<string, string> = {
  ENOENT: "its folder cannot be made",
  ENOTDIR: "a file stands where a folder is expected",
  EEXIST: "a file stands where a folder is expected",
  EISDIR: "a folder stands where a file is expected",
  ENAMETOOLONG: "the path is too long",
};

/** Does what writes to `path`. Throws `DiskError` or `DataFileError`, a sentence each, for what the disk says against it. */
export async function withDisk<Value>(path: string, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const [ofDisk, ofPath] = [DISK_REASONS[code], PATH_REASONS[code]];
    if (ofDisk === undefined && ofPath === undefined) throw error;
    const message = `${path} cannot be written: ${ofDisk ?? ofPath} (${code}).`;
    if (ofPath !== undefined) throw new DataFileError(message, { cause: error });
    const after = "What was written before is whole. Put it right and run this again: it goes on from there.";
    throw new DiskError(`${message} ${after}`, { cause: error });
  }
}
