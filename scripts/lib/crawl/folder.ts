/** Reads a local folder as a server's source: the same files and the same limits as an archive, links not followed. */
import { opendir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createCollector, SOURCE_LIMITS, type SourceFiles, type SourceLimits } from "./archive.ts";
import { CrawlFailure } from "./failure.ts";
import { isForeignFolder } from "./source-files.ts";

/** Throws `CrawlFailure` when there is no such folder, or it passes a limit. */
export async function loadFolder(folder: string, limits: SourceLimits = SOURCE_LIMITS): Promise<SourceFiles> {
  const collector = createCollector(folder, limits);
  const walk = async (relative: string): Promise<void> => {
    const entries = [];
    for await (const entry of await opendir(join(folder, relative))) entries.push(entry);
    // The order of a file system is its own affair; the order of our results is not.
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = relative === "" ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isForeignFolder(entry.name) && path.split("/").length < limits.pathDepth) await walk(path);
        continue;
      }
      const type = entry.isSymbolicLink() ? "symlink" : entry.isFile() ? "file" : "device";
      const size = type === "file" ? (await stat(join(folder, path))).size : 0;
      const decision = collector.consider({ name: path, path, type, size });
      if (decision instanceof CrawlFailure) throw decision;
      if (decision !== "skip") collector.keep(path, await readFile(join(folder, path)));
    }
  };
  try {
    await walk("");
  } catch (error) {
    if (error instanceof CrawlFailure) throw error;
    throw new CrawlFailure("folder-not-found", { path: folder }, { cause: error });
  }
  return collector.finish();
}
