/**
 * The classification stage: `server.json` in, `risks.json` out. What was judged on the same input by the same classifier
 * keeps its bytes. A server whose file cannot be used is named, and the rest goes on.
 */
import { classifyServer, formatClassificationInput, RULES_VERSION } from "../../src/core/classify/index.ts";
import type { Server } from "../../src/core/schema/server.ts";
import type { Slug } from "../../src/core/schema/slug.ts";
import { CATEGORIES, type Category, type Risks, type Verdict } from "../../src/core/schema/verdict.ts";
import { UsageError } from "./command.ts";
import { DataFileError } from "./data-file.ts";
import { sha256 } from "./hash.ts";
import { type Progress, SILENT } from "./progress.ts";
import { DEFAULT_DATA_DIR, listServerSlugs, loadRisks, loadServer, writeRisks } from "./store.ts";

export interface ClassifyOptions {
  dataDir?: string;
  /** One server only. */
  only?: string | undefined;
  progress?: Progress;
  signal?: AbortSignal | undefined;
}

export interface ServerClassification {
  slug: Slug;
  tools: number;
  /** Tools that were judged anew; the others were judged on the same input before. */
  judged: number;
  /** Whether `risks.json` changed. */
  changed: boolean;
}

export interface ClassifyReport {
  /** Sorted by slug. */
  servers: ServerClassification[];
  failures: { slug: string; reason: string }[];
  totals: { servers: number; tools: number; judged: number; failed: number };
  /** Tools by category. */
  categories: Record<Category, number>;
  /** The classifier that judged, as it stands in the verdicts. */
  version: string;
  interrupted: boolean;
}

export async function classify(options: ClassifyOptions = {}): Promise<ClassifyReport> {
  const { dataDir = DEFAULT_DATA_DIR, only, progress = SILENT, signal } = options;
  const known = await listServerSlugs(dataDir);
  const slugs = only === undefined ? known : known.filter((slug) => slug === only);
  if (only !== undefined && slugs.length === 0) {
    throw new UsageError(
      `${dataDir}/servers has no server "${only}". Run the crawl first: npm run crawl -- --only ${only}`,
    );
  }
  const stage = progress.stage("classify", slugs.length);
  const report: ClassifyReport = {
    servers: [],
    failures: [],
    totals: { servers: 0, tools: 0, judged: 0, failed: 0 },
    categories: Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>,
    version: RULES_VERSION,
    interrupted: false,
  };
  for (const slug of slugs) {
    if (signal?.aborted) {
      report.interrupted = true;
      break;
    }
    await addServer(report, dataDir, slug, stage.note);
    stage.advance(slug);
  }
  const { tools, judged, failed } = report.totals;
  const failures = failed === 0 ? "" : `, ${failed} ${failed === 1 ? "server" : "servers"} failed`;
  stage.done(`${tools} tools of ${report.totals.servers} servers, ${judged} judged anew${failures}`);
  return report;
}

async function addServer(
  report: ClassifyReport,
  dataDir: string,
  slug: Slug,
  note: (text: string) => void,
): Promise<void> {
  try {
    const server = await loadServer(dataDir, slug);
    if (!server) {
      throw new DataFileError(`${slug} has no server.json. Run the crawl: npm run crawl -- --only ${slug}`);
    }
    const present = await loadRisks(dataDir, slug).catch(ignoreBroken(note));
    const { risks, judged } = judgeServer(server, present);
    const changed = await writeRisks(dataDir, risks);
    report.servers.push({ slug, tools: server.tools.length, judged, changed });
    report.totals.servers += 1;
    report.totals.tools += server.tools.length;
    report.totals.judged += judged;
    for (const { category } of Object.values(risks.verdicts)) report.categories[category] += 1;
  } catch (error) {
    if (!(error instanceof DataFileError)) throw error;
    report.failures.push({ slug, reason: error.message });
    report.totals.failed += 1;
    note(error.message);
  }
}

/** A broken `risks.json` is the pipeline's own: it is said, and everything is judged anew. */
function ignoreBroken(note: (text: string) => void): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof DataFileError)) throw error;
    note(`${error.message} It is written anew.`);
    return undefined;
  };
}

/** Verdicts of the rules on one server, those of equal input taken over from `present`. */
export function judgeServer(server: Server, present: Risks | undefined): { risks: Risks; judged: number } {
  const hashes = new Map(server.tools.map((tool) => [tool.name, sha256(formatClassificationInput(tool, server))]));
  const kept = new Map<string, Verdict>();
  for (const [name, inputHash] of hashes) {
    const verdict = present && Object.hasOwn(present.verdicts, name) ? present.verdicts[name] : undefined;
    if (verdict?.inputHash === inputHash && isByTheseRules(verdict)) kept.set(name, verdict);
  }
  const judgements = kept.size === hashes.size ? new Map<string, never>() : classifyServer(server);
  const verdicts: [string, Verdict][] = [];
  for (const [name, inputHash] of hashes) {
    const judgement = judgements.get(name);
    const before = kept.get(name);
    if (before) verdicts.push([name, before]);
    else if (judgement)
      verdicts.push([name, { ...judgement, classifier: { kind: "rules", version: RULES_VERSION }, inputHash }]);
  }
  return {
    risks: { schemaVersion: 1, slug: server.slug, verdicts: Object.fromEntries(verdicts) },
    judged: hashes.size - kept.size,
  };
}

function isByTheseRules({ classifier }: Verdict): boolean {
  return classifier.kind === "rules" && classifier.version === RULES_VERSION;
}
