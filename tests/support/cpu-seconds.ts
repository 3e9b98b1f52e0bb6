/**
 * Seconds of the processor that `work` takes on this thread: unlike the clock, it does not count how long others had the
 * processor.
 */
export function measureCpuSeconds(work: () => void): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000_000;
}
