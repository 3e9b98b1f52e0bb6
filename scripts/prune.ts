/** `npm run prune`: removes the servers that no list names any more. */

import { pruneServers } from "./lib/catalogue/prune.ts";
import { runCommand } from "./lib/command.ts";
import { discoveredFile } from "./lib/discover/discover.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run prune -- [--sources FILE] [--discovered] [--data DIR] [--dry-run] [--json]

Removes from DIR/servers what no list names any more; the crawl itself never does. Prints one slug a line.

  --sources FILE  the list of servers (data/sources.json)
  --discovered    what "npm run discover" found is listed as well
  --data DIR      the data folder (data)
  --dry-run       say what would be removed, and remove nothing
  --json          print the slugs as JSON

Exit code: 0; 1 when a list has a fault, in which case nothing is removed.
`;

await runCommand(
  {
    help,
    options: {
      sources: { type: "string", default: `${DEFAULT_DATA_DIR}/sources.json` },
      discovered: { type: "boolean", default: false },
      data: { type: "string", default: DEFAULT_DATA_DIR },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  },
  async ({ sources, discovered, data, "dry-run": isDryRun, json }) => {
    const pruned = await pruneServers({
      sourcesFile: sources,
      discoveredFile: discovered ? discoveredFile(data) : undefined,
      dataDir: data,
      isDryRun,
    });
    process.stdout.write(json ? `${JSON.stringify(pruned, null, 2)}\n` : pruned.map((slug) => `${slug}\n`).join(""));
    process.stderr.write(`${data}: ${pruned.length} servers ${isDryRun ? "would be removed" : "removed"}\n`);
  },
);
