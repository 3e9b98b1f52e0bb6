/** Extraction for whoever has files in memory. Runs in this process for now; the interface is made for workers. */
import { extractTools } from "../../src/core/extract/index.ts";
import type { Extraction, ExtractionOptions, FileTree } from "../../src/core/extract/types.ts";
import { createParse } from "./parsers.ts";

export interface Extractor {
  /** Never rejects for bad input: what went wrong stands in `issues`. */
  extract(files: FileTree, options?: ExtractionOptions): Promise<Extraction>;
  close(): Promise<void>;
}

export async function createExtractor(_options: { workers: number }): Promise<Extractor> {
  const parse = await createParse();
  return {
    extract: async (files, options) => extractTools(files, parse, options),
    close: async () => {},
  };
}
