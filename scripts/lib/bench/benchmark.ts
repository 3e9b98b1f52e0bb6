/** What a benchmark is: a named subject, measured, with the figures that an issue asks of it. */

/** One measured figure beside its target, when it has one. */
export interface Figure {
  value: number;
  unit: string;
  /** The bound that the project promises; absent for figures that only inform. */
  target?: { atLeast: number } | { atMost: number };
}

export interface Benchmark {
  name: string;
  /** What is measured and how, in a sentence. */
  statement: string;
  /** Long ones run only when they are named. */
  long?: boolean;
  run(report: (line: string) => void): Promise<Record<string, Figure>>;
}

export function meetsTarget({ value, target }: Figure): boolean {
  if (target === undefined) return true;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** The middle of several measurements; the machine is noisy, and one value says little. */
export function computeMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1] ?? Number.NaN, sorted[middle] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
