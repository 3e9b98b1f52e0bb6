/** Asks the questions one request each, several at a time, until the budget is used up. */
import type Anthropic from "@anthropic-ai/sdk";
import pLimit from "p-limit";
import type { Budget, Estimate } from "./budget.ts";
import { askModel, type ModelAnswer } from "./client.ts";
import { NO_TOKENS } from "./pricing.ts";
import type { Question } from "./questions.ts";

export interface AskOptions {
  client: Anthropic;
  questions: readonly Question[];
  estimate: Estimate;
  budget: Budget;
  signal?: AbortSignal | undefined;
  /** Called for each answer as it comes; what it writes is kept, whatever happens next. */
  onAnswer(question: Question, answer: ModelAnswer): Promise<void>;
}

const AT_ONCE = 4;

/** Questions that were not asked, because of the cap or because the run was stopped. */
export async function askDirectly(options: AskOptions): Promise<{ left: number }> {
  const { client, questions, estimate, budget, signal } = options;
  const limit = pLimit(AT_ONCE);
  let left = 0;
  let isOver = false;
  const ask = async (question: Question) => {
    const reserved = estimate.tokens.get(question.id) ?? NO_TOKENS;
    // The first question that does not fit ends the run: what follows waits for the next one.
    if (isOver || signal?.aborted || !budget.reserve(reserved)) {
      isOver = true;
      left += 1;
      return;
    }
    let answer: ModelAnswer | undefined;
    try {
      answer = await askModel(client, question.request, signal);
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      budget.book(reserved, answer?.tokens ?? NO_TOKENS);
    }
    await options.onAnswer(question, answer);
  };
  const [first, ...rest] = questions;
  // The first goes alone, so that the others find the rubric in the cache.
  if (first) await ask(first);
  const results = await Promise.allSettled(rest.map((question) => limit(() => ask(question))));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
  return { left };
}
