/** Loads the script of a part of the page when the part is first used: who only reads the page does not wait for it. */

export function loadOnUse(part: HTMLElement, load: () => Promise<unknown>): void {
  const before = new AbortController();
  const { signal } = before;
  let loading: Promise<void> | undefined;
  const start = (): Promise<void> => {
    loading ??= load().then(() => before.abort());
    return loading;
  };
  for (const event of ["focusin", "input", "pointerover"]) part.addEventListener(event, start, { signal });
  // A click that comes before the script is done again when it is there.
  part.addEventListener(
    "click",
    async ({ target }) => {
      await start();
      if (target instanceof HTMLButtonElement) target.click();
    },
    { signal },
  );
}
