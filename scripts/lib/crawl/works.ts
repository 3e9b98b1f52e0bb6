/**
 * Work on files, of which a few go on at once: fewer where what they hold is large, so that memory is bounded by what
 * servers weigh and not by how many there are.
 */
/** `hold` tells how much the work keeps in memory until it is done. */
export type Works = <Value>(work: (hold: (bytes: number) => void) => Promise<Value>) => Promise<Value>;

interface WorksOptions {
  /** At most so many at once. */
  most: number;
  /** Nothing further begins while this much is held. */
  bytes: number;
}

export function createWorks({ most, bytes }: WorksOptions): Works {
  const waiting: (() => void)[] = [];
  let running = 0;
  let held = 0;
  const next = () => {
    if (running >= most || held >= bytes) return;
    waiting.shift()?.();
  };
  const enter = () =>
    new Promise<void>((resolve) => {
      waiting.push(() => {
        running += 1;
        resolve();
        next();
      });
      next();
    });
  return async (work) => {
    await enter();
    let own = 0;
    try {
      return await work((more) => {
        own += more;
        held += more;
      });
    } finally {
      running -= 1;
      held -= own;
      next();
    }
  };
}
