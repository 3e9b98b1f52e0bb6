/**
 * Reads and writes JSON data files. Every value passes its schema on the way in and on the way out; a write is
 * temp-and-rename, and does not happen when the bytes would be the same.
 */
import { readFileSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { z } from "zod";
import { formatDataFile } from "../../src/core/canonical.ts";

/** A data file that cannot be used: the message names the file, what is wrong in it and what to do. */
export class DataFileError extends Error {
  override name = "DataFileError";
}

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

/** Writes canonical text. Returns whether the file changed. Throws when `value` does not pass `schema`: that is a bug. */
export async function writeDataFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  value: z.input<Schema>,
): Promise<boolean> {
  const text = formatDataFile(schema.parse(value));
  const present = await readFile(path, "utf8").catch(() => undefined);
  if (present === text) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, text);
  return true;
}
