/** `npm start`: crawl, classify, build, then serve; each stage does only what has changed. */

import { formatSummary } from "./lib/catalogue/summary.ts";
import { parsePort, runCommand } from "./lib/command.ts";
import { runPipeline } from "./lib/pipeline.ts";
import { createProgress } from "./lib/progress.ts";
import { serveSite } from "./lib/site/static-server.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const HELP = `
npm start -- [--sources FILE] [--data DIR] [--out DIR] [--offline]

Crawls the sources, classifies their tools, builds the site and serves it until it is stopped. Does only what has
changed since the last run. Ctrl-C loses nothing: the next run goes on from there.

  --sources FILE  the list of servers (data/sources.json)
  --data DIR      the data folder (data)
  --out DIR       the folder of the site (dist)
  --offline       no crawl: shows what the data folder holds

PORT is where the site is served (4321).
`;

await runCommand(
  {
    help: HELP,
    options: {
      sources: { type: "string", default: `${DEFAULT_DATA_DIR}/sources.json` },
      data: { type: "string", default: DEFAULT_DATA_DIR },
      out: { type: "string", default: "dist" },
      offline: { type: "boolean", default: false },
    },
  },
  async ({ sources, data, out, offline }) => {
    const port = parsePort(process.env.PORT ?? "4321");
    const stop = new AbortController();
    const onSignal = () => stop.abort(new Error("stopped"));
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
    try {
      const report = await runPipeline({
        sourcesFile: sources,
        dataDir: data,
        outDir: out,
        offline,
        progress: createProgress(),
        signal: stop.signal,
      });
      stop.signal.throwIfAborted();
      const site = await serveSite({ dir: out, port });
      stop.signal.addEventListener("abort", () => void site.close());
      process.stdout.write(`\n${formatSummary(report, { url: site.url, dataDir: data, outDir: out })}`);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      process.stderr.write("\nStopped. What was done is kept: npm start goes on from here.\n");
      process.exitCode = 130;
    }
  },
);
