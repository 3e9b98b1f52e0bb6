/** A crawl of a data folder of its own, against loopback servers, with an extractor that reads `tools.json`. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CrawlOptions, type CrawlReport, crawl } from "../../scripts/lib/crawl/crawl.ts";
import type { Extraction, FileTree } from "../../src/core/extract/types.ts";

export interface CrawlCase {
  folder: string;
  dataDir: string;
  /** Trees that were extracted so far. */
  extracted: FileTree[];
  run(sources: unknown, options?: Partial<CrawlOptions>): Promise<CrawlReport>;
  remove(): Promise<void>;
}

interface CaseOptions {
  npmUrl?: string;
  githubUrl?: string;
}

/** A port on which nothing listens: connections are refused at once. */
const NOWHERE = "http://127.0.0.1:9";

export async function makeCrawlCase({ npmUrl = NOWHERE, githubUrl = NOWHERE }: CaseOptions): Promise<CrawlCase> {
  const folder = await mkdtemp(join(tmpdir(), "permitbook-crawl-"));
  const dataDir = join(folder, "data");
  const sourcesFile = join(folder, "sources.json");
  const extracted: FileTree[] = [];
  const env = {
    npm_config_registry: npmUrl,
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_globalconfig: join(folder, "global-npmrc"),
    npm_config_fetch_retries: "1",
    GITHUB_API_URL: githubUrl,
  };
  return {
    folder,
    dataDir,
    extracted,
    async run(sources, options = {}) {
      await writeFile(sourcesFile, typeof sources === "string" ? sources : JSON.stringify(sources));
      return crawl({
        sourcesFile,
        dataDir,
        env,
        stateFile: join(folder, "state.jsonl"),
        extractor: {
          extract: async (files) => {
            extracted.push(files);
            return readTools(files);
          },
          close: async () => {},
        },
        ...options,
      });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * What a file `tools.json` anywhere in the tree lists, as if it had been read out of code; where there is none, what
 * `readme.json` lists, as if a README did.
 */
function readTools(files: FileTree): Extraction {
  const read = (name: string) =>
    [...files].filter(([path]) => path.endsWith(name)).flatMap(([, text]) => JSON.parse(text));
  const registered = read("tools.json");
  const listed = read("readme.json");
  return {
    tools: registered.length > 0 ? registered : listed,
    method: registered.length === 0 && listed.length > 0 ? "readme" : "static",
    coverage: "complete",
    issues: [],
    stats: { files: files.size, parsedFiles: files.size, bytes: 0, idioms: {} },
  };
}

/** The files of a server with these tools. */
export function makeServerFiles(...tools: (string | object)[]): Record<string, string> {
  return { "tools.json": JSON.stringify(tools.map((tool) => (typeof tool === "string" ? { name: tool } : tool))) };
}
