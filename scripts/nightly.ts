/** `npm run nightly`: the steps of the nightly workflow, one by one or all of them. */

import { runCrawl, runDiscover, runPublish } from "./lib/catalogue/nightly.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { parseShard, parseWait } from "./lib/crawl/sources.ts";
import { DISCOVERY_PLACES, parseLimit } from "./lib/discover/discover.ts";
import { createProgress } from "./lib/progress.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run nightly -- STEP [--catalogue DIR] [--sources FILE] [--from PLACE]… [--limit N] [--shard I/N] [--state FILE]
                   [--wait MINUTES] [--part FILE]… [--pack FILE] [--push] [--date YYYY-MM-DD]

The steps of the nightly workflow, as it runs them on several machines. The catalogue lives on the branch "data", which
is checked out at DIR and made when there is none.

  discover  find servers
  crawl     read one part of them, or all
  publish   merge the parts, classify, check, commit, record what changed
  all       the three, one after the other, on this machine

  --catalogue DIR  where the branch is checked out (.cache/catalogue)
  --sources FILE   the list that people write (data/sources.json)
  --from PLACE     where to discover (registry); --limit N at most so many of each
  --shard I/N      the I-th of N parts;  --state FILE where the crawl remembers what it saw
  --wait MINUTES   how long the crawl may wait for GitHub's limits to be renewed, all waits together (0)
  --part FILE      what another step packed, to be merged first; repeatable
  --pack FILE      pack what this step changed
  --push           push the branch
  --date DAY       the name of the record of changes (today)

GITHUB_TOKEN is a larger rate limit; nothing else is needed, and no secret at all.
`;

const STEPS = ["discover", "crawl", "publish", "all"] as const;

await runCommand(
  {
    help,
    options: {
      catalogue: { type: "string", default: ".cache/catalogue" },
      sources: { type: "string", default: `${DEFAULT_DATA_DIR}/sources.json` },
      from: { type: "string", multiple: true, default: ["registry"] },
      limit: { type: "string" },
      shard: { type: "string" },
      state: { type: "string" },
      wait: { type: "string", default: "0" },
      part: { type: "string", multiple: true, default: [] },
      pack: { type: "string" },
      push: { type: "boolean", default: false },
      date: { type: "string" },
    },
    allowPositionals: true,
  },
  async (values, positionals) => {
    const step = STEPS.find((known) => known === positionals[0]);
    if (!step || positionals.length > 1) throw new UsageError(`Expected one of ${STEPS.join(", ")}. See --help.`);
    const from = DISCOVERY_PLACES.filter((place) => values.from.includes(place));
    if (from.length === 0) throw new UsageError(`--from: expected ${DISCOVERY_PLACES.join(", ")}.`);
    const date = values.date ?? new Date().toISOString().slice(0, 10);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new UsageError(`--date ${date}: expected a day such as 2026-01-31.`);
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(new Error(signal)));
    const options = {
      catalogue: values.catalogue,
      sourcesFile: values.sources,
      progress: createProgress(),
      signal: stop.signal,
      summaryFile: process.env["GITHUB_STEP_SUMMARY"],
    };
    const limit = values.limit === undefined ? undefined : parseLimit(values.limit);
    const shard = values.shard === undefined ? undefined : parseShard(values.shard);
    const isAll = step === "all";
    if (isAll || step === "discover") await runDiscover({ ...options, from, limit, pack: values.pack });
    if (isAll || step === "crawl") {
      const report = await runCrawl({
        ...options,
        parts: values.part,
        shard,
        stateFile: values.state,
        waitMinutes: parseWait(values.wait),
        pack: values.pack,
      });
      if (report.interrupted) process.exitCode = 130;
    }
    if (stop.signal.aborted) return;
    if (isAll || step === "publish") {
      const parts = isAll ? [] : values.part;
      await runPublish({ ...options, parts, push: values.push, date });
    }
  },
);
