/** `npm run crawl`: reads the sources and writes `servers/<slug>/server.json`. */

import { runCommand } from "./lib/command.ts";
import { crawl } from "./lib/crawl/crawl.ts";
import { parseShard, parseWait } from "./lib/crawl/sources.ts";
import { discoveredFile } from "./lib/discover/discover.ts";
import { createProgress } from "./lib/progress.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run crawl -- [--sources FILE] [--discovered] [--out DIR] [--only SLUG] [--shard I/N] [--state FILE]
                 [--wait MINUTES] [--json]

Reads every server of the list and writes DIR/servers/<slug>/server.json. What has not changed is not fetched again.

  --sources FILE  the list of servers (data/sources.json)
  --discovered    the servers that "npm run discover" found as well
  --out DIR       the data folder (data)
  --only SLUG     one server of the list
  --shard I/N     the I-th of N parts of the list; the parts write different files, so that merging is copying
  --state FILE    where to remember what was seen (in .cache)
  --wait MINUTES  how long to wait for GitHub's limits to be renewed, all waits together (0: stop, and go on the next time)
  --json          print the report as JSON

GITHUB_TOKEN     a larger rate limit; nothing needs it
GITHUB_API_URL   another GitHub's REST interface; with GITHUB_SERVER_URL for its web address

npm is asked as your own npm would ask: registry, credentials, proxy and certificates come from its configuration.
Exit code: 0 when every server has data, be it of an earlier run; 1 when one has none; 130 after Ctrl-C.
`;

await runCommand(
  {
    help,
    options: {
      sources: { type: "string", default: `${DEFAULT_DATA_DIR}/sources.json` },
      discovered: { type: "boolean", default: false },
      out: { type: "string", default: DEFAULT_DATA_DIR },
      only: { type: "string" },
      shard: { type: "string" },
      state: { type: "string" },
      wait: { type: "string", default: "0" },
      json: { type: "boolean", default: false },
    },
  },
  async ({ sources, discovered, out, only, shard, state, wait, json }) => {
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));
    const report = await crawl({
      sourcesFile: sources,
      discoveredFile: discovered ? discoveredFile(out) : undefined,
      dataDir: out,
      only,
      shard: shard === undefined ? undefined : parseShard(shard),
      stateFile: state,
      waitMinutes: parseWait(wait),
      progress: createProgress(),
      signal: stop.signal,
    });
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.interrupted) process.exitCode = 130;
    else if (report.totals.failed > 0) process.exitCode = 1;
  },
);
