/** `npm run eval:extract`: extraction measured against what servers really register. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import { compareCodePoints } from "../src/core/compare.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { loadFolder } from "./lib/crawl/folder.ts";
import {
  type Comparison,
  compareWithTruth,
  loadTruth,
  type Share,
  type TruthFile,
} from "./lib/extract/extraction-truth.ts";
import { createExtractor, type Extractor } from "./lib/extract/extractor.ts";

const WORKERS = 2;

const HELP = `
Usage: npm run eval:extract -- --truth DIR --repos DIR [--only TEXT] [--language NAME] [--json]

Extracts every server that DIR's truth files name from its checkout at <repos>/<owner>__<name>/ and compares.

  --truth DIR      truth files: repo, commit, monorepo_subdir, tools
  --repos DIR      checkouts
  --only TEXT      only truth files whose name contains TEXT
  --language NAME  only servers of that language
  --json           print everything as JSON
`;

interface ServerResult extends Comparison {
  server: string;
  language: string;
  seconds: number;
  issues: string[];
}

await runCommand(
  {
    help: HELP,
    options: {
      truth: { type: "string" },
      repos: { type: "string" },
      only: { type: "string" },
      language: { type: "string" },
      json: { type: "boolean", default: false },
    },
  },
  async ({ truth: truthFolder, repos, only, language, json }) => {
    if (truthFolder === undefined || repos === undefined) throw new UsageError("Give --truth and --repos. See --help.");
    const truths = (await loadTruth(truthFolder)).filter(
      ({ file, truth }) =>
        (only === undefined || file.includes(only)) && (language === undefined || truth.language === language),
    );
    const started = performance.now();
    const { results, missing } = await evaluateAll(truths, repos);
    const seconds = (performance.now() - started) / 1000;
    const byLanguage = Object.fromEntries(
      [...new Set(results.map((result) => result.language))]
        .sort(compareCodePoints)
        .map((name) => [name, summarise(results.filter((result) => result.language === name))]),
    );
    const all = summarise(results);
    if (json) {
      process.stdout.write(
        `${JSON.stringify({ all, languages: byLanguage, servers: results, missing, seconds }, null, 2)}\n`,
      );
      return;
    }
    for (const result of results) printServer(result);
    for (const name of missing) process.stdout.write(`not counted, no checkout: ${name}\n`);
    for (const [name, summary] of Object.entries({ ...byLanguage, all })) printSummary(name, summary);
    process.stdout.write(`${results.length} servers in ${seconds.toFixed(1)} s\n`);
  },
);

async function evaluateAll(truths: readonly TruthFile[], repos: string) {
  const extractor = await createExtractor({ workers: WORKERS });
  // No server waits for a worker, so that its seconds are its own.
  const limit = pLimit(WORKERS);
  const missing: string[] = [];
  const results: ServerResult[] = [];
  const byRepository = Map.groupBy(truths, ({ truth }) => truth.repo);
  try {
    for (const [repository, group] of byRepository) {
      const folder = join(repos, repository.replace("/", "__"));
      if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
        missing.push(...group.map(({ file }) => file));
        continue;
      }
      const { files } = await loadFolder(folder);
      results.push(...(await Promise.all(group.map((item) => limit(evaluateOne, item, files, extractor)))));
    }
  } finally {
    await extractor.close();
  }
  return { results: results.sort((a, b) => compareCodePoints(a.server, b.server)), missing };
}

async function evaluateOne(
  { file, truth }: TruthFile,
  files: ReadonlyMap<string, string>,
  extractor: Extractor,
): Promise<ServerResult> {
  const started = performance.now();
  const extraction = await extractor.extract(files, truth.monorepo_subdir ? { subfolder: truth.monorepo_subdir } : {});
  return {
    server: file,
    language: truth.language,
    seconds: (performance.now() - started) / 1000,
    issues: extraction.issues.map(({ code, path }) => (path === undefined ? code : `${code} ${path}`)),
    ...compareWithTruth(truth.tools, extraction.tools),
  };
}

function summarise(results: readonly ServerResult[]) {
  const sum = (pick: (result: ServerResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  const share = (pick: (result: ServerResult) => Share): number =>
    percent(
      sum((r) => pick(r).part),
      sum((r) => pick(r).whole),
    );
  const mean = (pick: (result: ServerResult) => number): number =>
    results.length === 0 ? 0 : sum(pick) / results.length;
  return {
    servers: results.length,
    tools: sum((result) => result.expected),
    found: sum((result) => result.found),
    recall: percent(
      sum((result) => result.right),
      sum((result) => result.expected),
    ),
    precision: percent(
      sum((result) => result.right),
      sum((result) => result.found),
    ),
    macroRecall: mean((result) => percent(result.right, result.expected)),
    macroPrecision: mean((result) => percent(result.right, result.found)),
    exactSets: results.filter((result) => result.missed.length === 0 && result.wrong.length === 0).length,
    descriptions: share((result) => result.descriptions),
    parameters: share((result) => result.parameters),
    annotations: share((result) => result.annotations),
    slowest: Math.max(0, ...results.map((result) => result.seconds)),
  };
}

/** 100 where there is nothing to be right or wrong about. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

function printServer(result: ServerResult): void {
  const { server, right, expected, found, seconds, descriptions, parameters, annotations } = result;
  const fields = [descriptions, parameters, annotations].map(({ part, whole }) => `${part}/${whole}`).join(" ");
  process.stdout.write(
    `${server}: ${right} of ${expected}, ${found} found; d p a ${fields}; ${seconds.toFixed(1)} s\n`,
  );
  for (const [label, names] of Object.entries({ missed: result.missed, wrong: result.wrong, ...result.differing })) {
    if (names.length > 0)
      process.stdout.write(`  ${label}: ${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}\n`);
  }
  if (right < expected) for (const issue of result.issues.slice(0, 6)) process.stdout.write(`  ! ${issue}\n`);
}

function printSummary(name: string, summary: ReturnType<typeof summarise>): void {
  const { servers, tools, slowest, exactSets, recall, precision, macroRecall, macroPrecision } = summary;
  process.stdout.write(
    `${name}: ${servers} servers, ${tools} tools, recall ${recall.toFixed(1)} (macro ${macroRecall.toFixed(1)}), precision ${precision.toFixed(1)} (macro ${macroPrecision.toFixed(1)}), exact ${exactSets}, descriptions ${summary.descriptions.toFixed(1)}, parameters ${summary.parameters.toFixed(1)}, annotations ${summary.annotations.toFixed(1)}, slowest ${slowest.toFixed(1)} s\n`,
  );
}
