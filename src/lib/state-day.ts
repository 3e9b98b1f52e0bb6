/** What the catalogue's figures are of. Data holds no time of a run, so the day is read from what it does hold. */
import { loadCatalogue } from "./catalogue.ts";
import { loadChangeFiles } from "./change-files.ts";

export interface StateDay {
  /** "2026-11-30" */
  day: string;
  /** `recorded`: of the latest record of changes. `newest source`: of the newest commit that was read, where there is no record. */
  is: "recorded" | "newest source";
}

let stateDay: Promise<StateDay | undefined> | undefined;

/** `undefined` where neither is known. */
export function loadStateDay(): Promise<StateDay | undefined> {
  stateDay ??= findStateDay();
  return stateDay;
}

async function findStateDay(): Promise<StateDay | undefined> {
  const recorded = (await loadChangeFiles()).recent[0]?.at?.slice(0, 10);
  if (recorded !== undefined) return { day: recorded, is: "recorded" };
  let newest = "";
  for (const { committedOn = "" } of (await loadCatalogue()).servers) if (committedOn > newest) newest = committedOn;
  return newest === "" ? undefined : { day: newest, is: "newest source" };
}
