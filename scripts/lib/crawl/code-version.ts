/** Names the code that turns source into records: a hash of its text, so that no number has to be kept by hand. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compareCodePoints } from "../../../src/core/compare.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** Folders and files whose change may change a record; the lock file stands for the parsers. */
const PARTS = [
  "src/core/extract",
  "src/core/schema",
  "src/core/canonical.ts",
  "scripts/lib/crawl/archive.ts",
  "scripts/lib/crawl/dependencies.ts",
  "scripts/lib/crawl/crawl-server.ts",
  "scripts/lib/crawl/masked-record.ts",
  "scripts/lib/crawl/secrets.ts",
  "scripts/lib/crawl/server-facts.ts",
  "scripts/lib/crawl/server-record.ts",
  "scripts/lib/crawl/source-files.ts",
  "scripts/lib/extract",
  "package-lock.json",
];

let version: Promise<string> | undefined;

/** Of the code that this process runs: files that are edited meanwhile do not change it. */
export function computeCodeVersion(): Promise<string> {
  version ??= hashParts();
  return version;
}

async function hashParts(): Promise<string> {
  const hash = createHash("sha256");
  for (const part of PARTS) {
    for (const path of await listFiles(part))
      hash
        .update(path)
        .update("\0")
        .update(await readFile(join(ROOT, path)));
  }
  return hash.digest("hex").slice(0, 16);
}

async function listFiles(part: string): Promise<string[]> {
  if (/\.\w+$/.test(part)) return [part];
  const entries = await readdir(join(ROOT, part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort(compareCodePoints);
}
