/** Measures the classifier on labelled tools, and its speed. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { classifyServer, RULES_VERSION, type ServerInput } from "../../../src/core/classify/index.ts";
import { type ScoredTool, scoreVerdicts } from "../../../src/core/classify/score.ts";
import { compareCodePoints } from "../../../src/core/compare.ts";
import {
  Accuracy,
  type AccuracyError,
  type AccuracyFigures,
  PublishedLabels,
} from "../../../src/core/schema/accuracy.ts";
import { computeMedian } from "../bench/benchmark.ts";
import { writeDataFile } from "../data-file.ts";
import { hashDefinition, sha256 } from "../hash.ts";
import { type GoldTool, loadGold } from "./gold.ts";

export interface EvalReport {
  set: { file: string; hash: string };
  classifier: Accuracy["classifier"];
  figures: AccuracyFigures;
  /** Judged on this machine, on one core. */
  toolsPerSecond: number;
  errors: AccuracyError[];
}

export async function evaluateRules(file: string): Promise<EvalReport & { gold: GoldTool[] }> {
  const { tools: gold, text } = await loadGold(file);
  const scored: ScoredTool[] = gold.map(({ server, tool, label }) => {
    const verdict = classifyServer(server).get(tool.name);
    if (!verdict) throw new Error(`no verdict for ${tool.name} of ${server.slug}`);
    return { server: server.slug, tool: tool.name, label, verdict };
  });
  const { figures, errors } = scoreVerdicts(scored);
  return {
    set: { file, hash: sha256(text) },
    classifier: { kind: "rules", version: RULES_VERSION },
    figures,
    toolsPerSecond: measureSpeed(gold),
    errors,
    gold,
  };
}

/** The first seconds go to compiling the rules, which a crawl of thousands of tools pays once. */
const WARM_UP_MS = 3000;
const ROUNDS = 5;
const ROUND_MS = 300;

/** Tools a second: the set's tools grouped by server as a catalogue has them, judged again and again. */
function measureSpeed(gold: readonly GoldTool[]): number {
  const servers = Map.groupBy(gold, ({ server }) => server.slug);
  const inputs = [...servers].map(([slug, tools]) => ({ slug, name: slug, tools: tools.map(({ tool }) => tool) }));
  measureRate(inputs, WARM_UP_MS);
  return Math.round(computeMedian(Array.from({ length: ROUNDS }, () => measureRate(inputs, ROUND_MS))));
}

function measureRate(inputs: readonly ServerInput[], durationMs: number): number {
  // Processor time: what else the machine does is not counted.
  const start = process.cpuUsage();
  const spentMs = () => process.cpuUsage(start).user / 1000;
  let judged = 0;
  while (spentMs() < durationMs) for (const input of inputs) judged += classifyServer(input).size;
  return (judged / spentMs()) * 1000;
}

const CLASSIFIER_FOLDER = fileURLToPath(new URL("../../../src/core/classify", import.meta.url));
/** What words, scores or corrects verdicts does not change the figures, and what asks a model has figures of its own. */
const BESIDE = /^(?:rationale|third-person|undoing|wording|score|annotations|override|floor)\.ts$|^model$/;

/** SHA-256 of the source that decides categories, facets and confidence. */
async function computeRulesHash(): Promise<string> {
  const names = (await readdir(CLASSIFIER_FOLDER)).filter((name) => !BESIDE.test(name));
  const files = (await Promise.all(names.map(listSources))).flat().sort(compareCodePoints);
  const texts = await Promise.all(files.map((path) => readFile(join(CLASSIFIER_FOLDER, path), "utf8")));
  return sha256(files.map((path, index) => `${path}\n${sha256(texts[index] ?? "")}`).join("\n"));
}

async function listSources(name: string): Promise<string[]> {
  if (name.endsWith(".ts")) return [name];
  return (await readdir(join(CLASSIFIER_FOLDER, name))).map((file) => `${name}/${file}`);
}

const ACCURACY_FOLDER = "data/accuracy";

/** Writes the figures and the labels. Of the definitions only names and hashes are kept: their texts are other people's. */
export async function writeAccuracy(
  report: EvalReport & { gold: readonly GoldTool[] },
  folder = ACCURACY_FOLDER,
): Promise<void> {
  await writeDataFile(join(folder, "rules.json"), Accuracy, {
    schemaVersion: 1,
    classifier: report.classifier,
    setHash: report.set.hash,
    rulesHash: await computeRulesHash(),
    figures: report.figures,
    errors: report.errors.map(({ evidence: _evidence, ...error }) => error),
  });
  const labels = report.gold.map(({ server, tool, label }) => ({
    server: server.slug,
    tool: tool.name,
    definitionHash: hashDefinition(tool).definitionHash,
    category: label.category,
    alt: label.alt,
    sure: label.sure,
    facets: [...label.facets],
  }));
  const key = (label: (typeof labels)[number]) => `${label.server}\n${label.tool}\n${label.definitionHash}`;
  labels.sort((a, b) => compareCodePoints(key(a), key(b)));
  await writeDataFile(join(folder, "labels.json"), PublishedLabels, {
    schemaVersion: 1,
    setHash: report.set.hash,
    labels,
  });
}
