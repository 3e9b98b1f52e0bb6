/**
 * The whole pipeline in one process: crawl, classify, build. Each stage does only what has changed, and a stage that fails
 * leaves what was there before, so the next one goes on with that.
 */

import { type ClassifyReport, classify } from "./classify/classify-stage.ts";
import { UsageError } from "./command.ts";
import { type CrawlReport, crawl } from "./crawl/crawl.ts";
import type { Progress } from "./progress.ts";
import { buildSite, type SiteBuild } from "./site/build.ts";

export interface PipelineOptions {
  sourcesFile: string;
  dataDir: string;
  outDir: string;
  /** Leaves the crawl out: what `dataDir` holds is classified and built. */
  offline: boolean;
  progress: Progress;
  signal: AbortSignal;
}

export interface PipelineReport {
  crawl?: CrawlReport;
  classification: ClassifyReport;
  site: SiteBuild;
  /** Sentences: what failed, and why. */
  failures: string[];
}

/** Throws `UsageError` when there is nothing to show, and the signal's reason when it was stopped. */
export async function runPipeline(options: PipelineOptions): Promise<PipelineReport> {
  const { dataDir, outDir, progress, signal } = options;
  const failures: string[] = [];

  const crawled = options.offline ? undefined : await crawlOrKeep(options, failures);
  signal.throwIfAborted();
  const classification = await classify({ dataDir, progress, signal });
  signal.throwIfAborted();
  failures.push(...classification.failures.map(({ reason }) => reason));
  if (classification.totals.servers === 0) {
    throw new UsageError(["No server has data, so there is nothing to show.", ...failures].join("\n  "));
  }

  const stage = progress.stage("build");
  const site = await buildSite({ dataDir, outDir, onProgress: (line) => stage.advance(line) });
  stage.done(`${site.pages} pages in ${site.seconds.toFixed(1)} s${site.skipped ? ", nothing had changed" : ""}`);
  return { ...(crawled && { crawl: crawled }), classification, site, failures };
}

/** A list of sources that cannot be used is a failure to report; the data of earlier runs can still be shown. */
async function crawlOrKeep(options: PipelineOptions, failures: string[]): Promise<CrawlReport | undefined> {
  const { sourcesFile, dataDir, progress, signal } = options;
  try {
    const report = await crawl({ sourcesFile, dataDir, progress, signal });
    failures.push(...report.sourceIssues);
    for (const { slug, state, reasons } of report.servers) {
      if (state === "failed" || state === "kept") failures.push(`${slug} (${state}): ${reasons.join("; ")}`);
    }
    return report;
  } catch (error) {
    if (!(error instanceof Error) || (error.name !== "UsageError" && error.name !== "DataFileError")) throw error;
    failures.push(error.message);
    return undefined;
  }
}
