/** Measures a model on labelled tools, its refusals falling back to the rules as they do in the catalogue. */
import { prepareQuestions, type ServerInput } from "../../../src/core/classify/index.ts";
import { PROMPT_VERSION } from "../../../src/core/classify/model/prompt.ts";
import { verifyReply } from "../../../src/core/classify/model/verify.ts";
import { type ScoredTool, scoreVerdicts } from "../../../src/core/classify/score.ts";
import { sha256 } from "../hash.ts";
import type { EvalReport } from "./eval-stage.ts";
import { type GoldTool, loadGold } from "./gold.ts";
import { askDirectly } from "./model/ask-direct.ts";
import { Budget, estimateTokens } from "./model/budget.ts";
import { createAnthropic } from "./model/client.ts";
import { makeQuestions, type Question } from "./model/questions.ts";

export interface ModelEvalOptions {
  model: string;
  maxUsd?: number | undefined;
  env: Readonly<Record<string, string | undefined>>;
  note(sentence: string): void;
}

export interface ModelEvalReport extends Omit<EvalReport, "toolsPerSecond"> {
  /** Tools whose verdict is the model's; the others are judged by the rules. */
  accepted: number;
  usd?: number;
}

export async function evaluateModel(file: string, options: ModelEvalOptions): Promise<ModelEvalReport> {
  const { model, maxUsd, note } = options;
  const { tools: gold, text } = await loadGold(file);
  const client = createAnthropic(options.env);
  const scored = new Map<GoldTool, ScoredTool>();
  const owners = new Map<Question, Map<string, GoldTool>>();
  for (const group of groupByServer(gold)) {
    const asked = prepareQuestions(group.server).filter(({ tool }) => group.tools.has(tool.name));
    for (const { tool, judgement } of asked) {
      const own = group.tools.get(tool.name);
      if (own) scored.set(own, { server: group.server.slug, tool: tool.name, label: own.label, verdict: judgement });
    }
    for (const question of makeQuestions(group.server, asked, model)) owners.set(question, group.tools);
  }
  const questions = [...owners.keys()];
  const estimate = await estimateTokens(client, questions);
  const budget = new Budget({ model, isBatch: false, maxUsd });
  note(
    `${model}: ${questions.length} requests, about ${estimate.total.input} tokens in and ${estimate.total.output} out`,
  );
  let accepted = 0;
  const { left } = await askDirectly({
    client,
    questions,
    estimate,
    budget,
    async onAnswer(question, answer) {
      if (!answer.reply) note(`${question.slug}: ${answer.problem ?? "no answer"}`);
      const { answers } = verifyReply(answer.reply ?? { verdicts: [] }, question.asked);
      for (const [name, given] of answers) {
        const own = owners.get(question)?.get(name);
        const before = own && scored.get(own);
        if (!own || !before || !("judgement" in given)) continue;
        accepted += 1;
        scored.set(own, { ...before, verdict: given.judgement });
      }
    },
  });
  if (left > 0) note(`${left} requests were not made: the cap was reached`);
  return {
    set: { file, hash: sha256(text) },
    classifier: { kind: "model", model, promptVersion: PROMPT_VERSION },
    ...scoreVerdicts(gold.flatMap((one) => scored.get(one) ?? [])),
    accepted,
    ...(budget.usd === undefined ? {} : { usd: budget.usd }),
  };
}

/** Tools of one server together, so that they are seen as siblings; a name that is there twice opens another group. */
function groupByServer(gold: readonly GoldTool[]): { server: ServerInput; tools: Map<string, GoldTool> }[] {
  const groups: { server: ServerInput; tools: Map<string, GoldTool> }[] = [];
  for (const one of gold) {
    let group = groups.find(({ server, tools }) => server.slug === one.server.slug && !tools.has(one.tool.name));
    if (!group) {
      group = { server: one.server, tools: new Map() };
      groups.push(group);
    }
    group.tools.set(one.tool.name, one);
    const others = group.server.tools.filter(({ name }) => name !== one.tool.name);
    group.server = { ...group.server, tools: [...others, one.tool] };
  }
  return groups;
}
