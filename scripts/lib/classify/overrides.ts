/** Reads `data/overrides/<slug>.json` and lays them over verdicts. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { applyOverrides, type OverrideFault } from "../../../src/core/classify/override.ts";
import { compareCodePoints } from "../../../src/core/compare.ts";
import { type Override, Overrides } from "../../../src/core/schema/override.ts";
import type { Slug } from "../../../src/core/schema/slug.ts";
import type { Verdict } from "../../../src/core/schema/verdict.ts";
import { loadDataFile } from "../data-file.ts";
import { sha256 } from "../hash.ts";
import { DEFAULT_DATA_DIR } from "../store.ts";

/** Written by people, so beside the sources and not in the pipeline's folder. */
export const DEFAULT_OVERRIDES_DIR = join(DEFAULT_DATA_DIR, "overrides");

export async function loadOverrides(folder: string, slug: Slug): Promise<Override[]> {
  return (await loadDataFile(join(folder, `${slug}.json`), Overrides))?.overrides ?? [];
}

/** Files of `folder` that belong to none of `slugs`. */
export async function findStrayOverrides(folder: string, slugs: readonly string[]): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const known = new Set(slugs.map((slug) => `${slug}.json`));
  return names.filter((name) => name.endsWith(".json") && !known.has(name)).sort(compareCodePoints);
}

/** Verdicts with the corrections laid over them, and a sentence for each correction that has no place any more. */
export function overrideVerdicts(
  slug: string,
  verdicts: ReadonlyMap<string, Verdict>,
  overrides: readonly Override[],
): { verdicts: Map<string, Verdict>; faults: string[] } {
  const faults: string[] = [];
  const say = ({ tool, field }: Override, fault: OverrideFault) =>
    faults.push(`data/overrides/${slug}.json: the override of ${field} of "${tool}" ${fault}. Delete it.`);
  const seen = new Set<string>();
  const usable = overrides.filter((override) => {
    const key = `${override.tool}\n${override.field}`;
    if (!verdicts.has(override.tool)) say(override, "names a tool that the server does not have");
    else if (seen.has(key)) say(override, "is there twice");
    else return Boolean(seen.add(key));
    return false;
  });
  const result = new Map(verdicts);
  for (const [tool, own] of Map.groupBy(usable, (override) => override.tool)) {
    const verdict = verdicts.get(tool);
    if (!verdict) continue;
    const applied = applyOverrides(verdict, own, sha256(JSON.stringify(own)).slice(0, 12));
    for (const override of applied.idle) say(override, "changes nothing any more");
    result.set(tool, applied.verdict);
  }
  return { verdicts: result, faults };
}
