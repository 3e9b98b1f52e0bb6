/** The table at the end of `npm start`: how much came out, what failed, where to look. */
import { formatPrintable } from "../../../src/core/printable.ts";
import type { PipelineReport } from "../pipeline.ts";

/** Longer reasons are cut in the table; the crawl has printed them whole. */
const REASON_LENGTH = 400;

export function formatSummary(
  report: PipelineReport,
  places: { url: string; dataDir: string; outDir: string },
): string {
  const { servers, tools } = report.classification.totals;
  const categories = Object.entries(report.classification.categories).map(([name, count]) => `${count} ${name}`);
  const [firstFailure = "none", ...otherFailures] = report.failures.map((failure) =>
    formatPrintable(failure, REASON_LENGTH),
  );
  const rows: [string, string][] = [
    ["servers", report.crawl ? `${servers} of ${report.crawl.totals.servers} sources have data` : String(servers)],
    ["tools", `${tools}: ${categories.join(", ")}`],
    ["pages", `${report.site.pages} in ${places.outDir}/`],
    ["failures", firstFailure],
    ...otherFailures.map((failure): [string, string] => ["", failure]),
    ["data", `${places.dataDir}/servers/<server>/server.json (facts), risks.json (verdicts)`],
    ["look", places.url],
  ];
  return rows.map(([name, value]) => `${name.padEnd(9)} ${value}\n`).join("");
}
