/** Compares two states of the catalogue, server by server, so that memory does not grow with the catalogue. */
import { computeServerChange } from "../../../src/core/changes.ts";
import { CHANGES_SCHEMA_VERSION, type Changes } from "../../../src/core/schema/changes.ts";
import { openStates, type StateNames } from "./catalogue-states.ts";

export async function collectChanges(names: StateNames): Promise<Changes> {
  const { before, after } = names;
  const states = await openStates(names);
  const servers: Changes["servers"] = [];
  for (const slug of states.slugs) {
    const change = computeServerChange(await states.loadBefore(slug), await states.loadAfter(slug));
    if (change) servers.push(change);
  }
  return { schemaVersion: CHANGES_SCHEMA_VERSION, before, after, ...(states.at && { at: states.at }), servers };
}
