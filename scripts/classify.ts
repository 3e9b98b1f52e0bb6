/** `npm run classify`: judges the tools of every server and writes `servers/<slug>/risks.json`. */

import { classify } from "./lib/classify/classify-stage.ts";
import { DEFAULT_MODEL } from "./lib/classify/model/pricing.ts";
import { parseUsd, runCommand, UsageError } from "./lib/command.ts";
import { createProgress } from "./lib/progress.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run classify -- [--data DIR] [--only SLUG] [--json]
npm run classify -- --classifier model [--model M] [--batch] [--max-usd X] [...]

Judges every tool of DIR/servers and writes DIR/servers/<slug>/risks.json. What was judged on the same definition by the
same classifier is not judged again. The rules need no key and no network; data/overrides/ wins over every verdict.

  --data DIR          the data folder (data)
  --only SLUG         one server
  --json              print the report as JSON
  --classifier C      rules, or model: asks a model too, and keeps the rules' verdict where the model's is refused
  --model M           the model (${DEFAULT_MODEL})
  --batch             one message batch at half the price; a run that was stopped takes it up again
  --max-usd X         stops before more than X US dollars are spent

ANTHROPIC_API_KEY    needed for --classifier model; ANTHROPIC_BASE_URL names another host

Exit code: 0 when every server was judged; 1 when one could not be; 130 after Ctrl-C.
`;

await runCommand(
  {
    help,
    options: {
      data: { type: "string", default: DEFAULT_DATA_DIR },
      only: { type: "string" },
      json: { type: "boolean", default: false },
      classifier: { type: "string", default: "rules" },
      model: { type: "string", default: DEFAULT_MODEL },
      batch: { type: "boolean", default: false },
      "max-usd": { type: "string" },
    },
  },
  async ({ data, only, json, classifier, model, batch, "max-usd": maxUsd }) => {
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));
    if (classifier !== "rules" && classifier !== "model") {
      throw new UsageError(`--classifier is rules or model, not "${classifier}".`);
    }
    const report = await classify({
      dataDir: data,
      only,
      ...(classifier === "model" ? { model: { model, batch, maxUsd: parseUsd(maxUsd), env: process.env } } : {}),
      progress: createProgress(),
      signal: stop.signal,
    });
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.interrupted) process.exitCode = 130;
    else if (report.totals.failed > 0) process.exitCode = 1;
  },
);
