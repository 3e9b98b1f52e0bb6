/** `npm run extract`: the tools that a folder's source registers. */
import { resolve } from "node:path";
import { formatIssue } from "../src/core/issues.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { loadFolder } from "./lib/crawl/folder.ts";
import { createExtractor } from "./lib/extract/extractor.ts";
import { hashDefinition } from "./lib/hash.ts";

const HELP = `
Usage: npm run extract -- DIR [--subfolder PATH] [--json]

Reads the source in DIR, executes nothing, and prints the tools that it registers.

  --subfolder PATH  the server's own folder inside DIR, where DIR is a whole repository
  --json            print {tools, issues, stats}: tools as in server.json, sorted by name
`;

await runCommand(
  {
    help: HELP,
    options: { json: { type: "boolean", default: false }, subfolder: { type: "string" } },
    allowPositionals: true,
  },
  async ({ json, subfolder }, positionals) => {
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) throw new UsageError("Give one folder. See --help.");
    const source = await loadFolder(resolve(folder));
    const extractor = await createExtractor({ workers: 1 });
    try {
      const extraction = await extractor.extract(source.files, subfolder === undefined ? {} : { subfolder });
      const { method, coverage, dynamic, stats } = extraction;
      const tools = extraction.tools.map(hashDefinition);
      const issues = [...source.issues, ...extraction.issues];
      if (json) {
        const found = { tools, issues, stats, method, coverage, ...(dynamic ? { dynamic } : {}) };
        process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
        return;
      }
      for (const { name, source: place } of tools) {
        process.stdout.write(`${name}${place ? `  ${place.path}:${place.line}` : ""}\n`);
      }
      for (const issue of issues) process.stdout.write(`! ${formatIssue(issue)}\n`);
      process.stdout.write(`${tools.length} tools (${method}, ${coverage}) in ${stats.parsedFiles} parsed files\n`);
    } finally {
      await extractor.close();
    }
  },
);
