/**
 * What the last crawl saw of each server, so that the next one fetches only what has changed. A journal: one line is
 * appended when a server is done, so that a crawl that was killed goes on where it stopped. It is a cache: without it,
 * everything is crawled again and nothing is lost.
 */
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { Slug } from "../../../src/core/schema/slug.ts";
import { withDisk } from "../data-file.ts";
import { writeWhole } from "../write-whole.ts";

const SeenServer = z.strictObject({
  slug: Slug,
  /** Hash of what the list of sources asks for. */
  source: z.string(),
  /** Hash of the code that made the record. */
  code: z.string(),
  /** The version or commit that the record was made of, exactly. */
  used: z.string(),
  /** Versions and commits that come before it and in which no tool was found. */
  passed: z.array(z.string()),
  /** Hash of `server.json` as it was written, and what the report says of it. */
  record: z.string(),
  from: z.string(),
  tools: z.int().nonnegative(),
});
export type SeenServer = z.infer<typeof SeenServer>;

export interface CrawlState {
  /** What an earlier crawl saw; what this one has put is only remembered for the next. */
  get(slug: string): SeenServer | undefined;
  /** Grows from what was seen longest ago to what was seen last; below all of them for what was never seen. */
  position(slug: string): number;
  put(seen: SeenServer): Promise<void>;
}

export async function openCrawlState(path: string): Promise<CrawlState> {
  const servers = new Map<string, SeenServer>();
  let lines = 0;
  for (const line of (await readFile(path, "utf8").catch(() => "")).split("\n")) {
    const seen = parseLine(line);
    if (line !== "") lines += 1;
    if (!seen) continue;
    servers.delete(seen.slug);
    servers.set(seen.slug, seen);
  }
  const positions = new Map([...servers.keys()].map((slug, index) => [slug, index]));
  await withDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    if (lines > servers.size * 2 + 100) {
      await writeWhole(path, [...servers.values()].map((seen) => `${JSON.stringify(seen)}\n`).join(""));
    }
  });
  let queue = Promise.resolve();
  return {
    get: (slug) => servers.get(slug),
    position: (slug) => positions.get(slug) ?? -1,
    put(seen) {
      // Each server is looked at once, so that nothing has to be kept for it any longer.
      servers.delete(seen.slug);
      // The line break comes first: a line that a killed run left unfinished ends there.
      const put = queue.then(() => withDisk(path, () => appendFile(path, `\n${JSON.stringify(seen)}`)));
      queue = put.catch(() => {});
      return put;
    },
  };
}

/** A line that was cut off in the middle, or is of an older shape, counts as not seen. */
function parseLine(line: string): SeenServer | undefined {
  if (line === "") return undefined;
  try {
    return SeenServer.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
