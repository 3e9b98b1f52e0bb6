/**
 * Extraction in threads, so that all cores work and no server holds up the others: one that takes too long, or more
 * memory than there is, costs its own thread and gives an empty result that says so.
 */
import { Worker } from "node:worker_threads";
import type { Extraction, ExtractionOptions, FileTree } from "../../../src/core/extract/types.ts";
import type { ExtractionJob, ExtractionReply } from "./extractor-worker.ts";

/** A server may take this long; the slowest known needs a twentieth of it on an idle machine. */
const TIME_LIMIT_MS = 180_000;
/** Megabytes for what is new in the heap: little, since a server's garbage would otherwise stand beside its trees. */
const YOUNG_LIMIT_MB = 4;
/** Megabytes of heap for one server; the largest known needs a third of it. */
const MEMORY_LIMIT_MB = 1_024;
/** A thread that has taken more than this is ended after its server: nothing else gives back all that it took. */
const KEPT_BYTES = 224 * 2 ** 20;

export interface Extractor {
  /** Never rejects for bad input: what went wrong stands in `issues`. */
  extract(files: FileTree, options?: ExtractionOptions): Promise<Extraction>;
  close(): Promise<void>;
}

interface ExtractorOptions {
  workers: number;
  timeLimitMs?: number;
}

interface Waiting {
  job: ExtractionJob;
  resolve(extraction: Extraction): void;
}

/** Threads start when there is work for them and are ended by `close`. */
export async function createExtractor({ workers, timeLimitMs = TIME_LIMIT_MS }: ExtractorOptions): Promise<Extractor> {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const queue: Waiting[] = [];

  const start = (): Worker => {
    const worker = new Worker(new URL("./extractor-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB, maxYoungGenerationSizeMb: YOUNG_LIMIT_MB },
    });
    all.add(worker);
    return worker;
  };

  const next = (): void => {
    const waiting = queue[0];
    const worker = waiting && (idle.pop() ?? (all.size < workers ? start() : undefined));
    if (!waiting || !worker) return;
    queue.shift();
    void runJob(worker, waiting.job, timeLimitMs).then(async ({ extraction, isUsable }) => {
      if (isUsable) idle.push(worker);
      else {
        all.delete(worker);
        await worker.terminate();
      }
      waiting.resolve(extraction);
      next();
    });
    next();
  };

  return {
    extract: (files, options = {}) =>
      new Promise((resolve) => {
        queue.push({ job: { files, options }, resolve });
        next();
      }),
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
      idle.length = 0;
    },
  };
}

interface Outcome {
  extraction: Extraction;
  /** Whether the thread can take another job. */
  isUsable: boolean;
}

function runJob(worker: Worker, job: ExtractionJob, timeLimitMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome): void => {
      clearTimeout(timer);
      // Only ours: without names, Node's own listeners go too, and the thread hears of no further job.
      for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
      // A thread that is being ended may still fail; nobody waits for it any more.
      worker.on("error", () => {});
      resolve(outcome);
    };
    const fail = (code: string, args: Record<string, string | number>): void =>
      finish({ extraction: emptyExtraction(job.files, code, args), isUsable: false });
    const timer = setTimeout(() => fail("extraction-timed-out", { seconds: timeLimitMs / 1000 }), timeLimitMs);
    worker.on("message", (reply: ExtractionReply) => {
      if ("extraction" in reply) finish({ extraction: reply.extraction, isUsable: reply.memoryBytes < KEPT_BYTES });
      else fail("extraction-failed", { reason: reply.error });
    });
    worker.on("error", (error) => fail("extraction-failed", { reason: error.message }));
    worker.on("exit", (status) => fail("extraction-failed", { reason: `the thread ended with status ${status}` }));
    worker.postMessage(job);
  });
}

function emptyExtraction(files: FileTree, code: string, args: Record<string, string | number>): Extraction {
  return {
    tools: [],
    method: "static",
    coverage: "unknown",
    issues: [{ code, args }],
    stats: { files: files.size, parsedFiles: 0, bytes: 0, idioms: {} },
  };
}
