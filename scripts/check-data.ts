/** `npm run check:data`: whether the data folder is as it has to be. */
import { checkData } from "./lib/catalogue/check-data.ts";
import { runCommand } from "./lib/command.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run check:data -- [--data DIR] [--json]

Checks every data file: schema, canonical text, order, slugs and addresses, hashes, a verdict on every tool with literal
quotes, no secrets. Changes nothing. Exit code 1 when anything is wrong.

  --data DIR  the data folder (data)
  --json      print the report as JSON
`;

await runCommand(
  {
    help,
    options: {
      data: { type: "string", default: DEFAULT_DATA_DIR },
      json: { type: "boolean", default: false },
    },
  },
  async ({ data, json }) => {
    const report = await checkData(data);
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else for (const problem of report.problems) process.stdout.write(`${problem}\n`);
    const verdict = report.problems.length === 0 ? "all is well" : `${report.problems.length} problems`;
    process.stderr.write(`${data}: ${report.servers} servers, ${report.tools} tools: ${verdict}\n`);
    if (report.problems.length > 0) process.exitCode = 1;
  },
);
