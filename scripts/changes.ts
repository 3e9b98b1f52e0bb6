/** `npm run changes`: what lies between two states of the catalogue. */
import { join } from "node:path";
import { Changes } from "../src/core/schema/changes.ts";
import { collectChanges } from "./lib/catalogue/changes.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { writeDataFile } from "./lib/data-file.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run changes -- BEFORE AFTER [--data DIR] [--out FILE] [--json]

Compares two states of the catalogue and writes which tools were added, removed or changed, in which fields, and how
they were rated before and after.

  BEFORE, AFTER  a data folder, or a revision of git
  --data DIR     where the data lies inside a revision (data)
  --out FILE     the file to write (DIR/changes/latest.json)
  --json         print it instead of writing it
`;

await runCommand(
  {
    help,
    options: {
      data: { type: "string", default: DEFAULT_DATA_DIR },
      out: { type: "string" },
      json: { type: "boolean", default: false },
    },
    allowPositionals: true,
  },
  async ({ data, out, json }, [before, after, ...more]) => {
    if (!before || !after || more.length > 0) throw new UsageError("Two states are expected. See --help.");
    const changes = await collectChanges({ before, after, dataDir: data });
    if (json) {
      process.stdout.write(`${JSON.stringify(changes, null, 2)}\n`);
      return;
    }
    const path = out ?? join(data, "changes", "latest.json");
    await writeDataFile(path, Changes, changes);
    const tools = changes.servers.flatMap((server) => server.tools);
    const count = (kind: string) => tools.filter((tool) => tool.kind === kind).length;
    process.stderr.write(
      `${path}: ${changes.servers.length} servers; tools: ${count("added")} added, ${count("removed")} removed, ${count("changed")} changed\n`,
    );
  },
);
