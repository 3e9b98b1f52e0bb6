/** One thread of the extractor: takes a server's files, gives what was found in them. */
import { parentPort } from "node:worker_threads";
import { extractTools } from "../../../src/core/extract/index.ts";
import type { Extraction, ExtractionOptions, FileTree } from "../../../src/core/extract/types.ts";
import { createParse } from "./parsers.ts";

export interface ExtractionJob {
  files: FileTree;
  options: ExtractionOptions;
}

export type ExtractionReply = { extraction: Extraction; memoryBytes: number } | { error: string };

const parse = await createParse();
const port = parentPort;
port?.on("message", ({ files, options }: ExtractionJob) => {
  let reply: ExtractionReply;
  try {
    const extraction = extractTools(files, parse, options);
    const { heapTotal, external } = process.memoryUsage();
    reply = { extraction, memoryBytes: heapTotal + external };
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(reply);
});
