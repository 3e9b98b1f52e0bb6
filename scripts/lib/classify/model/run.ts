/**
 * Asks a model about tools and lays what it says beside the rules' verdicts: accepted it counts, refused the rules'
 * stands with the reason, and where the two differ both are kept for the review list.
 */
import { prepareQuestions } from "../../../../src/core/classify/index.ts";
import { PROMPT_VERSION } from "../../../../src/core/classify/model/prompt.ts";
import { verifyReply } from "../../../../src/core/classify/model/verify.ts";
import type { Slug } from "../../../../src/core/schema/slug.ts";
import type { Classifier, Verdict } from "../../../../src/core/schema/verdict.ts";
import { UsageError } from "../../command.ts";
import type { Stage } from "../../progress.ts";
import type { ClassifyRun, ClassifyWork } from "../classify-stage.ts";
import { BY_RULES, hashInput, toVerdict } from "../judge.ts";
import { askInBatch } from "./ask-batch.ts";
import { askDirectly } from "./ask-direct.ts";
import { Budget, type Estimate, estimateTokens } from "./budget.ts";
import { createAnthropic, type ModelAnswer } from "./client.ts";
import { computeCost, findPrice, type Tokens } from "./pricing.ts";
import { isTooLong, makeQuestions, type Question } from "./questions.ts";

export interface ModelOptions {
  model: string;
  batch?: boolean;
  maxUsd?: number | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** Where the id of a batch under way is kept. */
  stateFile?: string;
  pollMs?: number;
  maxRetries?: number;
}

export interface ModelReport {
  model: string;
  promptVersion: string;
  requests: number;
  /** Tools that were asked about, and of those the accepted, the refused and the ones without an answer. */
  asked: number;
  accepted: number;
  refused: number;
  failed: number;
  /** Requests that were not made: over the cap, stopped, or in a batch that is under way. */
  left: number;
  /** Tools on which model and rules differ. */
  disagreements: number;
  estimate: { tokens: Tokens; usd?: number };
  spent: { tokens: Tokens; usd?: number };
}

interface Surroundings {
  run: ClassifyRun;
  stage: Stage;
  signal: AbortSignal | undefined;
}

const DEFAULT_STATE = ".cache/classify-batch.json";

export async function runModel(
  works: ReadonlyMap<Slug, ClassifyWork>,
  options: ModelOptions,
  { run, stage, signal }: Surroundings,
): Promise<ModelReport> {
  const { model, batch = false, maxUsd } = options;
  const client = createAnthropic(options.env, options.maxRetries);
  if (maxUsd !== undefined && !findPrice(model)) {
    throw new UsageError(
      `--max-usd cannot be kept: the price of ${model} is not known here. Leave it out, or choose another model.`,
    );
  }
  const classifier: Classifier = { kind: "model", model, promptVersion: PROMPT_VERSION };
  const questions = [...works.values()].flatMap((work) => findQuestions(work, classifier, model, stage));
  const estimate = await estimateTokens(client, questions);
  const budget = new Budget({ model, isBatch: batch, maxUsd });
  const report: ModelReport = {
    model,
    promptVersion: PROMPT_VERSION,
    requests: questions.length,
    asked: 0,
    accepted: 0,
    refused: 0,
    failed: 0,
    left: 0,
    disagreements: 0,
    estimate: { tokens: estimate.total, ...formatUsd(computeCost(model, estimate.total, batch)) },
    spent: { tokens: budget.spent },
  };
  stage.note(formatEstimate(report, estimate, maxUsd));
  const onAnswer = async (question: Question, answer: ModelAnswer) => {
    const work = works.get(question.slug);
    if (!work) return;
    takeAnswer(work, question, answer, classifier, report, stage);
    await run.write(question.slug);
  };
  const asking = { client, questions, estimate, budget, signal, onAnswer };
  try {
    const { left } =
      questions.length === 0
        ? { left: 0 }
        : batch
          ? await askInBatch({
              ...asking,
              stateFile: options.stateFile ?? DEFAULT_STATE,
              ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
              note: stage.note,
            })
          : await askDirectly(asking);
    report.left = left;
  } finally {
    // Whatever ends the run, what was spent is said.
    report.spent = { tokens: budget.spent, ...formatUsd(budget.usd) };
    stage.note(formatSpent(report));
  }
  return report;
}

function formatUsd(usd: number | undefined): { usd?: number } {
  return usd === undefined ? {} : { usd: Math.round(usd * 1_000_000) / 1_000_000 };
}

/** Questions about the tools that this model has not judged on this input, be it that its verdict was refused. */
function findQuestions(work: ClassifyWork, classifier: Classifier, model: string, stage: Stage): Question[] {
  const { server, verdicts } = work;
  const open = prepareQuestions(server).filter((question) => {
    const tool = server.tools.find(({ name }) => name === question.tool.name);
    const verdict = verdicts.get(question.tool.name);
    if (!tool || !verdict || isAnswered(verdict, hashInput(tool, server, classifier), classifier)) return false;
    if (!isTooLong(question)) return true;
    stage.note(
      `${server.slug}: the definition of ${question.tool.name} is too long to be asked about; the rules judge it.`,
    );
    return false;
  });
  return makeQuestions(server, open, model);
}

function isAnswered(verdict: Verdict, inputHash: string, classifier: Classifier): boolean {
  const isSame = (other: Classifier | undefined) => JSON.stringify(other) === JSON.stringify(classifier);
  // A refused verdict is in `disagreement`; that the rules' own hash still holds was seen when they judged.
  return (isSame(verdict.classifier) && verdict.inputHash === inputHash) || isSame(verdict.disagreement?.classifier);
}

function takeAnswer(
  work: ClassifyWork,
  question: Question,
  answer: ModelAnswer,
  classifier: Classifier,
  report: ModelReport,
  stage: Stage,
): void {
  const { server, verdicts } = work;
  const names = question.asked.map(({ tool }) => tool.name);
  report.asked += names.length;
  if (!answer.reply) {
    report.failed += names.length;
    stage.note(`${server.slug}: ${answer.problem ?? "no answer"}; the rules judge ${names.length} of its tools.`);
    // The service may answer another time; what the model itself would not or could not answer is not asked again.
    if (!answer.isTransient) for (const name of names) refuse(work, name, answer.problem ?? "no answer", classifier);
    return;
  }
  const { answers, strangers } = verifyReply(answer.reply, question.asked);
  for (const name of strangers.slice(0, 5))
    stage.note(`${server.slug}: the reply judges ${name}, which was not asked for.`);
  for (const { tool: asked, judgement: own } of question.asked) {
    const given = answers.get(asked.name);
    const tool = server.tools.find(({ name }) => name === asked.name);
    if (!given || !tool) continue;
    if ("refused" in given) {
      report.refused += 1;
      refuse(work, tool.name, given.refused, classifier);
      stage.note(`${server.slug}: the verdict on ${tool.name} is refused, since ${given.refused}.`);
      continue;
    }
    report.accepted += 1;
    const verdict = toVerdict(given.judgement, tool, server, classifier);
    const differs = own.category !== given.judgement.category;
    if (differs) report.disagreements += 1;
    verdicts.set(tool.name, {
      ...verdict,
      ...(differs ? { disagreement: { category: own.category, classifier: BY_RULES, reason: own.rationale } } : {}),
    });
  }
}

/** The rules' verdict stands, with the reason for which the model's does not. */
function refuse(work: ClassifyWork, name: string, reason: string, classifier: Classifier): void {
  const verdict = work.verdicts.get(name);
  if (!verdict) return;
  work.verdicts.set(name, {
    ...verdict,
    disagreement: { category: verdict.category, classifier, reason: `The model's verdict was refused: ${reason}.` },
  });
}

function formatEstimate(
  { model, requests, estimate }: ModelReport,
  { tokens }: Estimate,
  maxUsd: number | undefined,
): string {
  if (tokens.size === 0) return `${model}: nothing to ask, every tool is judged.`;
  const cost =
    estimate.usd === undefined ? "at a price that is not known here" : `at most about $${estimate.usd.toFixed(4)}`;
  const cap = maxUsd === undefined ? "" : `, stopped at $${maxUsd}`;
  return `${model}: ${requests} requests, about ${estimate.tokens.input} tokens in and ${estimate.tokens.output} out, ${cost}${cap}.`;
}

function formatSpent({ model, spent, left }: ModelReport): string {
  const { input, cacheWrite, cacheRead, output } = spent.tokens;
  const cost = spent.usd === undefined ? "" : `, $${spent.usd.toFixed(4)}`;
  const rest = left === 0 ? "" : ` ${left} requests are left for another run.`;
  return `${model}: spent ${input + cacheWrite + cacheRead} tokens in and ${output} out${cost}.${rest}`;
}
