/** `npm run discover`: finds servers in registries and lists. */
import { runCommand, UsageError } from "./lib/command.ts";
import { DISCOVERY_PLACES, type DiscoveryPlace, discover, parseLimit } from "./lib/discover/discover.ts";
import { createProgress } from "./lib/progress.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run discover -- [--from PLACE]… [--file FILE] [--limit N] [--full] [--out DIR] [--json]

Finds servers and writes DIR/discovered/servers.json, each with where it was found. DIR/sources.json, which people
write, is never touched. "npm run crawl -- --discovered" then reads them too.

  --from PLACE  registry (the official MCP Registry), github (by topic), npm (by keyword), file,
                monorepo (folders of crawled repositories that hold several servers); repeatable (registry)
  --file FILE   the list for "file": one source a line, or lines with addresses on GitHub or npm in them
  --limit N     at most N of each place
  --full        all of the registry, not only what has changed since the last time
  --out DIR     the data folder (data)
  --json        print the report as JSON

MCP_REGISTRY_URL is another registry; GITHUB_TOKEN a larger rate limit; GITHUB_API_URL another GitHub.
Exit code: 0; 1 when a place could not be read; 130 after Ctrl-C.
`;

await runCommand(
  {
    help,
    options: {
      from: { type: "string", multiple: true, default: ["registry"] },
      file: { type: "string" },
      limit: { type: "string" },
      full: { type: "boolean", default: false },
      out: { type: "string", default: DEFAULT_DATA_DIR },
      json: { type: "boolean", default: false },
    },
  },
  async ({ from, file, limit, full, out, json }) => {
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort(new Error("stopped by Ctrl-C")));
    try {
      const report = await discover({
        from: from.map(parsePlace),
        dataDir: out,
        file,
        limit: limit === undefined ? undefined : parseLimit(limit),
        full,
        progress: createProgress(),
        signal: stop.signal,
      });
      if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      if (report.failures.length > 0) process.exitCode = 1;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      process.exitCode = 130;
    }
  },
);

function parsePlace(text: string): DiscoveryPlace {
  const place = DISCOVERY_PLACES.find((known) => known === text);
  if (!place) throw new UsageError(`--from ${text}: expected one of ${DISCOVERY_PLACES.join(", ")}.`);
  return place;
}
