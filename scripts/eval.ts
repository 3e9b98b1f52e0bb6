/** `npm run eval`: how often the classifier is right on a set of labelled tools. */

import { formatPrintable } from "../src/core/printable.ts";
import { CATEGORIES, FACETS } from "../src/core/schema/verdict.ts";
import { evaluateModel, type ModelEvalReport } from "./lib/classify/eval-model.ts";
import { type EvalReport, evaluateRules, writeAccuracy } from "./lib/classify/eval-stage.ts";
import { DEFAULT_MODEL } from "./lib/classify/model/pricing.ts";
import { parseUsd, runCommand, UsageError } from "./lib/command.ts";

const help = `
npm run eval -- --gold FILE [--json] [--write]
npm run eval -- --gold FILE --classifier model [--model M] [--max-usd X] [--json]

Judges the labelled tools of FILE (JSON Lines: server, name, description, inputSchema, annotations, siblings, label)
and prints accuracy, per-class figures, confusion, unsafe errors, facets, calibration and speed.

  --gold FILE     the labelled tools
  --json          print everything as JSON, each error with its evidence
  --write         write the rules' figures and the labels (without descriptions) to data/accuracy
  --classifier C  rules, or model: needs ANTHROPIC_API_KEY
  --model M       the model (${DEFAULT_MODEL})
  --max-usd X     asks no more than X US dollars allow; the rest is judged by rules
`;

await runCommand(
  {
    help,
    options: {
      gold: { type: "string" },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      classifier: { type: "string", default: "rules" },
      model: { type: "string", default: DEFAULT_MODEL },
      "max-usd": { type: "string" },
    },
  },
  async ({ gold: file, json, write, classifier, model, "max-usd": maxUsd }) => {
    if (file === undefined)
      throw new UsageError("--gold FILE is missing: the labelled tools to measure on. See --help.");
    if (classifier === "model") {
      const note = (sentence: string) => process.stderr.write(`${formatPrintable(sentence, 400)}\n`);
      const report = await evaluateModel(file, { model, maxUsd: parseUsd(maxUsd), env: process.env, note });
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
      return;
    }
    if (classifier !== "rules") throw new UsageError(`--classifier is rules or model, not "${classifier}".`);
    const { gold, ...report } = await evaluateRules(file);
    if (write) await writeAccuracy({ ...report, gold });
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  },
);

function percent(value: number | undefined): string {
  return value === undefined ? "-" : `${(100 * value).toFixed(1)} %`;
}

function formatReport({ figures, errors, ...rest }: EvalReport | ModelEvalReport): string {
  const row = (name: string, f: (typeof figures.classes)["read"]) =>
    `  ${name.padEnd(17)}${String(f.labelled).padStart(5)}${[f.precision, f.recall, f.f1].map((value) => percent(value).padStart(10)).join("")}`;
  return `${[
    `${figures.tools} tools of ${figures.servers} servers: accuracy ${percent(figures.accuracy)}, lenient ${percent(figures.lenient)}, macro-F1 ${percent(figures.macroF1)}`,
    `unsafe errors ${figures.unsafe}, underrated ${figures.underrated}, calibration error ${figures.calibration.error}, ${"accepted" in rest ? `${rest.accepted} verdicts by the model` : `${rest.toolsPerSecond} tools a second`}`,
    `  ${"".padEnd(17)}${"n".padStart(5)} precision    recall        F1`,
    ...CATEGORIES.map((name) => row(name, figures.classes[name])),
    ...FACETS.map((name) => row(name, figures.facets[name])),
    ...errors.map((error) =>
      formatPrintable(
        `  ${error.kind}: ${error.server} ${error.tool} is ${error.label}${error.alt ? ` (or ${error.alt})` : ""}, judged ${error.verdict} at ${error.confidence}: ${error.evidence.map(({ quote }) => `“${quote}”`).join(", ")}`,
        400,
      ),
    ),
  ].join("\n")}\n`;
}
