/** `npm run classify`: judges the tools of every server and writes `servers/<slug>/risks.json`. */

import { classify } from "./lib/classify-stage.ts";
import { runCommand } from "./lib/command.ts";
import { createProgress } from "./lib/progress.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run classify -- [--data DIR] [--only SLUG] [--json]

Judges every tool of DIR/servers by rules and writes DIR/servers/<slug>/risks.json. What was judged on the same
definition by the same rules is not judged again. Needs no key and no network.

  --data DIR   the data folder (data)
  --only SLUG  one server
  --json       print the report as JSON

Exit code: 0 when every server was judged; 1 when one could not be; 130 after Ctrl-C.
`;

await runCommand(
  {
    help,
    options: {
      data: { type: "string", default: DEFAULT_DATA_DIR },
      only: { type: "string" },
      json: { type: "boolean", default: false },
    },
  },
  async ({ data, only, json }) => {
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));
    const report = await classify({ dataDir: data, only, progress: createProgress(), signal: stop.signal });
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.interrupted) process.exitCode = 130;
    else if (report.totals.failed > 0) process.exitCode = 1;
  },
);
