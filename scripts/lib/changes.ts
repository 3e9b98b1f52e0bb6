/** Compares two states of the catalogue, server by server, so that memory does not grow with the catalogue. */
import { computeServerChange } from "../../src/core/changes.ts";
import { CHANGES_SCHEMA_VERSION, type Changes } from "../../src/core/schema/changes.ts";
import { openStates } from "./catalogue-states.ts";

export interface ChangesOptions {
  /** A data folder, or a revision of git. */
  before: string;
  after: string;
  /** Where the data lies inside a revision. */
  dataDir: string;
}

export async function collectChanges({ before, after, dataDir }: ChangesOptions): Promise<Changes> {
  const states = await openStates(before, after, dataDir);
  const servers: Changes["servers"] = [];
  for (const slug of states.slugs) {
    const change = computeServerChange(await states.loadBefore(slug), await states.loadAfter(slug));
    if (change) servers.push(change);
  }
  return { schemaVersion: CHANGES_SCHEMA_VERSION, before, after, ...(states.at && { at: states.at }), servers };
}
