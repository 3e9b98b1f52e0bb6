/** `npm run review`: the tools on which classifiers and people do not agree. */

import { formatPrintable } from "../src/core/printable.ts";
import { listReview, type ReviewEntry } from "./lib/classify/review.ts";
import { runCommand } from "./lib/command.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const help = `
npm run review -- [--data DIR] [--only SLUG] [--json]

Lists the tools on which rules and model differ, whose model verdict was refused, or that a person has corrected, the
widest apart first. A correction is an entry of data/overrides/<slug>.json, see docs/classification.md.

  --data DIR   the data folder (data)
  --only SLUG  one server
  --json       print the list as JSON
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
    const entries = await listReview(data, only);
    if (json) process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    else if (entries.length === 0) process.stdout.write("Nothing to review: no verdict is in dispute.\n");
    else process.stdout.write(`${entries.map(formatEntry).join("\n")}\n`);
  },
);

function formatEntry({ slug, tool, category, other, kind, classifier, otherClassifier, reason }: ReviewEntry): string {
  const verdict =
    kind === "refused"
      ? `${category} by rules`
      : `${category} by ${classifier.kind}, ${other} by ${otherClassifier.kind}`;
  return formatPrintable(`${slug} ${tool}: ${verdict}. ${reason}`, 600);
}
