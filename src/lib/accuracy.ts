/** The measured accuracy of the classifiers, as `npm run eval -- --write` left it. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadDataFile } from "../../scripts/lib/data-file.ts";
import { Accuracy, type AccuracyError, type CalibrationBin } from "../core/schema/accuracy.ts";
import { describeClassifier } from "./verdict-words.ts";

/** Measured once for the project and not part of the data folder that a run may choose. */
const FOLDER = "data/accuracy";

/** One a classifier, sorted by file name; empty when nothing was measured. */
export async function loadAccuracy(): Promise<Accuracy[]> {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json") && file !== "labels.json");
  const loaded = await Promise.all(files.sort().map((file) => loadDataFile(join(FOLDER, file), Accuracy)));
  return loaded.filter((accuracy) => accuracy !== undefined);
}

/** The gravest first. */
export const ERROR_KIND_LABEL = {
  unsafe: "acts, called read",
  underrated: "underrated",
  wrong: "wrong",
  defensible: "can be defended",
} as const satisfies Record<AccuracyError["kind"], string>;

export type MeasuredError = Accuracy["errors"][number] & { by: string };

/** Of all classifiers together, the gravest kind first. */
export function listErrors(measured: readonly Pick<Accuracy, "classifier" | "errors">[]): MeasuredError[] {
  const rank = ({ kind }: MeasuredError) => Object.keys(ERROR_KIND_LABEL).indexOf(kind);
  return measured
    .flatMap(({ classifier, errors }) => errors.map((error) => ({ ...error, by: describeClassifier(classifier) })))
    .sort((a, b) => rank(a) - rank(b));
}

const BINS = 10;

/** All ten bins of confidence, the lowest first; without figures where no verdict was so sure. */
export function listBins(bins: readonly CalibrationBin[]): { name: string; figures: CalibrationBin | undefined }[] {
  return Array.from({ length: BINS }, (_, place) => ({
    name: `${(place / BINS).toFixed(1)} to ${((place + 1) / BINS).toFixed(1)}`,
    figures: bins.find(({ from }) => Math.round(from * BINS) === place),
  }));
}

/** "93.1 %", or that there was no case to measure on. */
export function formatShare(share: number | undefined): string {
  return share === undefined ? "no case" : `${(share * 100).toFixed(1)} %`;
}
