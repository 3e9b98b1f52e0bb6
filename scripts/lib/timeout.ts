/** A time limit for everything that waits for others. */
import { CrawlFailure } from "./crawl/failure.ts";

interface Timing {
  place: string;
  seconds: number;
  signal: AbortSignal | undefined;
}

/** Ends `request` through its signal, and fails even when it does not listen. */
export async function withTimeout<Value>(
  { place, seconds, signal }: Timing,
  request: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const late = new CrawlFailure("request-timeout", { place, seconds }, { transient: true });
  const timer = setTimeout(() => controller.abort(late), seconds * 1000);
  const stop = () => controller.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
  });
  ended.catch(() => {});
  try {
    controller.signal.throwIfAborted();
    return await Promise.race([request(controller.signal), ended]);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
