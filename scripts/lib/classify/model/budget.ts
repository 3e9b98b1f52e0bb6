/** What a run may cost: an estimate before anything is spent, a cap that stops it, and what was spent. */
import type Anthropic from "@anthropic-ai/sdk";
import pLimit from "p-limit";
import { describeFailure } from "./client.ts";
import { addTokens, computeCost, NO_TOKENS, type Tokens } from "./pricing.ts";
import type { Question } from "./questions.ts";

/** More questions than this are estimated from a sample: counting is a request too. */
const COUNTED = 100;
const AT_ONCE = 8;
/** Measured length of a verdict in tokens, with room. */
const OUTPUT_A_TOOL = 320;

export interface Estimate {
  /** By question id. */
  tokens: ReadonlyMap<string, Tokens>;
  total: Tokens;
}

/** Tokens of each question: counted by the service, or by its length against those that were counted. */
export async function estimateTokens(client: Anthropic, questions: readonly Question[]): Promise<Estimate> {
  const limit = pLimit(AT_ONCE);
  const counted = new Map<string, number>();
  const step = Math.max(1, Math.ceil(questions.length / COUNTED));
  const sample = questions.filter((_question, index) => index % step === 0);
  await Promise.all(
    sample.map((question) =>
      limit(async () => {
        const { model, system, messages, output_config } = question.request;
        const request = { model, messages, ...(system ? { system } : {}), ...(output_config ? { output_config } : {}) };
        try {
          counted.set(question.id, (await client.messages.countTokens(request)).input_tokens);
        } catch (error) {
          // Counting is a help: where it fails for now, lengths do instead. What will not pass ends the run here.
          describeFailure(error);
        }
      }),
    ),
  );
  const known = sample.filter(({ id }) => counted.has(id));
  const letters = known.reduce((sum, question) => sum + countLetters(question), 0);
  const perLetter = letters > 0 ? known.reduce((sum, { id }) => sum + (counted.get(id) ?? 0), 0) / letters : 0.4;
  const tokens = new Map(
    questions.map((question) => {
      const input = counted.get(question.id) ?? Math.ceil(countLetters(question) * perLetter);
      return [question.id, { ...NO_TOKENS, input, output: OUTPUT_A_TOOL * question.asked.length }];
    }),
  );
  return { tokens, total: [...tokens.values()].reduce(addTokens, NO_TOKENS) };
}

function countLetters({ request }: Question): number {
  return JSON.stringify(request).length;
}

export class Budget {
  #spent: Tokens = NO_TOKENS;
  /** US dollars that questions under way may still take. */
  #reserved = 0;
  readonly #model: string;
  readonly #isBatch: boolean;
  readonly #cap: number | undefined;

  constructor(options: { model: string; isBatch: boolean; maxUsd?: number | undefined }) {
    this.#model = options.model;
    this.#isBatch = options.isBatch;
    this.#cap = options.maxUsd;
  }

  get spent(): Tokens {
    return this.#spent;
  }

  get usd(): number | undefined {
    return computeCost(this.#model, this.#spent, this.#isBatch);
  }

  /** Takes what a question may cost out of what is left. False, and nothing taken, where the cap would be passed. */
  reserve(tokens: Tokens): boolean {
    const cost = computeCost(this.#model, tokens, this.#isBatch) ?? 0;
    if (this.#cap !== undefined && (this.usd ?? 0) + this.#reserved + cost > this.#cap) return false;
    this.#reserved += cost;
    return true;
  }

  /** Books what a question took in place of what was reserved for it. */
  book(reserved: Tokens, spent: Tokens): void {
    this.#reserved -= computeCost(this.#model, reserved, this.#isBatch) ?? 0;
    this.#spent = addTokens(this.#spent, spent);
  }
}
