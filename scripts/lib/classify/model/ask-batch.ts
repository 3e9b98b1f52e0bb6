/**
 * Asks all questions as one message batch: half the price, an answer within a day. The batch's id is stored before
 * anything is waited for, so that a run that was stopped takes the same batch up again.
 */
import { readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import { loadDataFile, writeDataFile } from "../../data-file.ts";
import type { AskOptions } from "./ask-direct.ts";
import { describeFailure, type ModelAnswer, readMessage } from "./client.ts";
import { NO_TOKENS } from "./pricing.ts";
import type { Question } from "./questions.ts";

const BatchState = z.strictObject({
  id: z.string().min(1),
  /** Ids of the questions that the batch holds. */
  questions: z.array(z.string()),
});
type BatchState = z.infer<typeof BatchState>;

export interface BatchOptions extends AskOptions {
  stateFile: string;
  pollMs?: number;
  note(sentence: string): void;
}

const POLL_MS = 30_000;
/** The service's limits, with room. */
const MAX_REQUESTS = 50_000;
const MAX_BYTES = 200_000_000;

export async function askInBatch(options: BatchOptions): Promise<{ left: number }> {
  const resumed = await findBatch(options);
  const state = resumed ?? (await submitBatch(options));
  if (!state) return { left: options.questions.length };
  const hasEnded = await waitForBatch(options, state.id);
  if (!hasEnded) {
    options.note(`The batch ${state.id} is still under way. Run the same command again to take it up.`);
    return { left: options.questions.length };
  }
  const taken = await takeResults(options, state, resumed === undefined);
  await rm(options.stateFile, { force: true });
  return { left: options.questions.length - taken };
}

/** The batch that an earlier run submitted, if it is there and holds any of today's questions. */
async function findBatch({ stateFile, client, questions, note }: BatchOptions): Promise<BatchState | undefined> {
  if ((await readFile(stateFile, "utf8").catch(() => "")) === "") return undefined;
  const state = await loadDataFile(stateFile, BatchState);
  if (!state) return undefined;
  const ids = new Set(questions.map(({ id }) => id));
  try {
    await client.messages.batches.retrieve(state.id);
  } catch (error) {
    if (!(error instanceof Anthropic.NotFoundError)) describeFailure(error);
    if (!(error instanceof Anthropic.NotFoundError)) throw error;
    note(`The batch ${state.id} of an earlier run is not there any more. Its questions are asked again.`);
    await rm(stateFile, { force: true });
    return undefined;
  }
  if (!state.questions.some((id) => ids.has(id))) {
    note(`The batch ${state.id} of an earlier run holds no question of today. It is left alone.`);
    await rm(stateFile, { force: true });
    return undefined;
  }
  note(`Takes up the batch ${state.id} of an earlier run.`);
  return state;
}

async function submitBatch(options: BatchOptions): Promise<BatchState | undefined> {
  const { client, questions, estimate, budget, stateFile, note } = options;
  const chosen: Question[] = [];
  let bytes = 0;
  for (const question of questions) {
    bytes += Buffer.byteLength(JSON.stringify(question.request));
    if (chosen.length === MAX_REQUESTS || bytes > MAX_BYTES) break;
    if (!budget.reserve(estimate.tokens.get(question.id) ?? NO_TOKENS)) break;
    chosen.push(question);
  }
  if (chosen.length === 0) return undefined;
  const requests = chosen.map(({ id, request }) => ({ custom_id: id, params: request }));
  let batch: Anthropic.Messages.MessageBatch;
  try {
    batch = await client.messages.batches.create({ requests });
  } catch (error) {
    note(`The batch could not be submitted: ${describeFailure(error)}. Run the same command again.`);
    return undefined;
  }
  const state = { id: batch.id, questions: chosen.map(({ id }) => id) };
  await writeDataFile(stateFile, BatchState, state);
  note(`Submitted ${chosen.length} requests as the batch ${batch.id}.`);
  return state;
}

async function waitForBatch({ client, signal, pollMs = POLL_MS, note }: BatchOptions, id: string): Promise<boolean> {
  for (;;) {
    if (signal?.aborted) return false;
    let batch: Anthropic.Messages.MessageBatch;
    try {
      batch = await client.messages.batches.retrieve(id, undefined, signal ? { signal } : {});
    } catch (error) {
      note(`The batch ${id} could not be looked at: ${describeFailure(error)}.`);
      return false;
    }
    if (batch.processing_status === "ended") return true;
    const { processing, succeeded } = batch.request_counts;
    note(`The batch ${id}: ${succeeded} done, ${processing} under way.`);
    await sleep(pollMs, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}

/** How many of today's questions got an answer, be it a problem. */
async function takeResults(options: BatchOptions, state: BatchState, isReserved: boolean): Promise<number> {
  const byId = new Map(options.questions.map((question) => [question.id, question]));
  const open = new Set(state.questions);
  let taken = 0;
  for await (const { custom_id, result } of await options.client.messages.batches.results(state.id)) {
    const question = byId.get(custom_id);
    // A result that comes twice, or of a question that is not asked any more, has cost and counts for nothing else.
    const answer = readResult(result);
    const reserved = isReserved ? options.estimate.tokens.get(custom_id) : undefined;
    options.budget.book(reserved ?? NO_TOKENS, answer.tokens);
    if (!question || !open.delete(custom_id)) continue;
    taken += 1;
    await options.onAnswer(question, answer);
  }
  return taken;
}

function readResult(result: Anthropic.Messages.MessageBatchResult): ModelAnswer {
  switch (result.type) {
    case "succeeded":
      return readMessage(result.message);
    case "expired":
      return { problem: "the batch expired before it was its turn", isTransient: true, tokens: NO_TOKENS };
    case "canceled":
      return { problem: "the batch was cancelled", isTransient: true, tokens: NO_TOKENS };
    case "errored":
      return { problem: `the service failed (${result.error.error.type})`, isTransient: true, tokens: NO_TOKENS };
  }
}
