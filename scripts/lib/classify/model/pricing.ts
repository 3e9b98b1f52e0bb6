/** What tokens cost: US dollars for a million, as published for the Messages API (prompts up to 100,000 tokens). */

interface Price {
  input: number;
  output: number;
}

const PRICES: Readonly<Record<string, Price>> = {
  "claude-haiku-5-5": { input: 0.1, output: 0.5 },
  "claude-sonnet-5-5": { input: 2, output: 10 },
  "claude-opus-5-5": { input: 4, output: 20 },
  "claude-fable-5-2": { input: 8, output: 40 },
  "claude-haiku-4-5": { input: 1, output: 5 },
};

export const DEFAULT_MODEL = "claude-haiku-5-5";

/** Of the input price. */
const CACHE_WRITE = 1.25;
const CACHE_READ = 0.1;
const BATCH = 0.5;

export interface Tokens {
  input: number;
  cacheWrite: number;
  cacheRead: number;
  output: number;
}

export const NO_TOKENS: Tokens = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 };

export function addTokens(a: Tokens, b: Tokens): Tokens {
  return {
    input: a.input + b.input,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    cacheRead: a.cacheRead + b.cacheRead,
    output: a.output + b.output,
  };
}

export function findPrice(model: string): Price | undefined {
  const dated = model.replace(/-\d{8}$/, "");
  return Object.hasOwn(PRICES, dated) ? PRICES[dated] : undefined;
}

/** US dollars, or `undefined` for a model whose price is not known here. */
export function computeCost(model: string, tokens: Tokens, isBatch: boolean): number | undefined {
  const price = findPrice(model);
  if (!price) return undefined;
  const input = tokens.input + CACHE_WRITE * tokens.cacheWrite + CACHE_READ * tokens.cacheRead;
  return ((price.input * input + price.output * tokens.output) / 1_000_000) * (isBatch ? BATCH : 1);
}
