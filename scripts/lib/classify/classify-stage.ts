/**
 * The classification stage: `server.json` in, `risks.json` out. What was judged on the same input by the same classifier
 * keeps its bytes. A server whose file cannot be used is named, and the rest goes on.
 */
import { RULES_VERSION } from "../../../src/core/classify/index.ts";
import type { Server } from "../../../src/core/schema/server.ts";
import type { Slug } from "../../../src/core/schema/slug.ts";
import { CATEGORIES, type Category, type Risks, type Verdict } from "../../../src/core/schema/verdict.ts";
import { UsageError } from "../command.ts";
import { DataFileError } from "../data-file.ts";
import { type Progress, SILENT, type Stage } from "../progress.ts";
import { DEFAULT_DATA_DIR, listServerSlugs, loadRisks, loadServer, writeRisks } from "../store.ts";
import { judgeByRules } from "./judge.ts";
import { type ModelOptions, type ModelReport, runModel } from "./model/run.ts";
import { DEFAULT_OVERRIDES_DIR, findStrayOverrides, loadOverrides, overrideVerdicts } from "./overrides.ts";

export interface ClassifyOptions {
  dataDir?: string;
  overridesDir?: string;
  /** One server only. */
  only?: string | undefined;
  /** Asks a model about what the rules judged. */
  model?: ModelOptions | undefined;
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
  /** The rules that judged. */
  version: string;
  model?: ModelReport;
  interrupted: boolean;
}

/** A server on its way: its verdicts without the corrections of people, which are laid over them when they are written. */
interface Work {
  server: Server;
  present: Risks | undefined;
  verdicts: Map<string, Verdict>;
  judged: number;
  changed: boolean;
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
  const run = new Run(dataDir, options.overridesDir ?? DEFAULT_OVERRIDES_DIR, stage);
  for (const slug of slugs) {
    if (signal?.aborted) break;
    await run.add(slug);
    stage.advance(slug);
  }
  if (only === undefined) await run.nameStrays(known);
  const model =
    options.model && !signal?.aborted ? await runModel(run.works, options.model, { run, stage, signal }) : undefined;
  const report = run.report(signal?.aborted ?? false, model);
  stage.done(formatSummary(report));
  return report;
}

class Run {
  readonly works = new Map<Slug, Work>();
  readonly #failures: ClassifyReport["failures"] = [];
  readonly #dataDir: string;
  readonly #overridesDir: string;
  readonly #stage: Stage;

  constructor(dataDir: string, overridesDir: string, stage: Stage) {
    this.#dataDir = dataDir;
    this.#overridesDir = overridesDir;
    this.#stage = stage;
  }

  async add(slug: Slug): Promise<void> {
    try {
      const server = await loadServer(this.#dataDir, slug);
      if (!server)
        throw new DataFileError(`${slug} has no server.json. Run the crawl: npm run crawl -- --only ${slug}`);
      const present = await loadRisks(this.#dataDir, slug).catch((error) => this.#ignoreBroken(error));
      const { verdicts, judged } = judgeByRules(server, present);
      this.works.set(slug, { server, present, verdicts, judged, changed: false });
      for (const fault of await this.write(slug)) this.#fail(slug, fault);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
      this.#fail(slug, error.message);
    }
  }

  /** Writes the verdicts of a server, with the corrections of people. Returns what is wrong with those. */
  async write(slug: Slug): Promise<string[]> {
    const work = this.works.get(slug);
    if (!work) return [];
    const overrides = await loadOverrides(this.#overridesDir, slug);
    const { verdicts, faults } = overrideVerdicts(slug, work.verdicts, overrides);
    const risks: Risks = { schemaVersion: 1, slug, verdicts: Object.fromEntries(verdicts) };
    if (await writeRisks(this.#dataDir, risks)) work.changed = true;
    return faults;
  }

  async nameStrays(known: readonly Slug[]): Promise<void> {
    for (const name of await findStrayOverrides(this.#overridesDir, known)) {
      this.#stage.note(`${this.#overridesDir}/${name} belongs to no server of ${this.#dataDir}/servers.`);
    }
  }

  report(interrupted: boolean, model: ModelReport | undefined): ClassifyReport {
    const categories = Object.fromEntries(CATEGORIES.map((category) => [category, 0])) as Record<Category, number>;
    const servers = [...this.works].map(([slug, work]): ServerClassification => {
      for (const { category } of work.verdicts.values()) categories[category] += 1;
      return { slug, tools: work.server.tools.length, judged: work.judged, changed: work.changed };
    });
    const sum = (key: "tools" | "judged") => servers.reduce((total, server) => total + server[key], 0);
    return {
      servers,
      failures: this.#failures,
      totals: { servers: servers.length, tools: sum("tools"), judged: sum("judged"), failed: this.#failures.length },
      categories,
      version: RULES_VERSION,
      ...(model ? { model } : {}),
      interrupted,
    };
  }

  #fail(slug: string, reason: string): void {
    this.#failures.push({ slug, reason });
    this.#stage.note(reason);
  }

  /** A broken `risks.json` is the pipeline's own: it is said, and everything is judged anew. */
  #ignoreBroken(error: unknown): undefined {
    if (!(error instanceof DataFileError)) throw error;
    this.#stage.note(`${error.message} It is written anew.`);
    return undefined;
  }
}

export type ClassifyRun = Run;
export type ClassifyWork = Work;

function formatSummary({ totals, model }: ClassifyReport): string {
  const failures = totals.failed === 0 ? "" : `, ${totals.failed} ${totals.failed === 1 ? "failure" : "failures"}`;
  const asked = model ? `; ${model.accepted} verdicts by ${model.model}, ${model.refused} refused` : "";
  return `${totals.tools} tools of ${totals.servers} servers, ${totals.judged} judged anew${failures}${asked}`;
}
