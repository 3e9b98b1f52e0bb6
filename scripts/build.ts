/** `npm run build`: data to pages. */
import { isPublic, readSiteUrl } from "../src/lib/project.ts";
import { runCommand } from "./lib/command.ts";
import { buildSite } from "./lib/site/build.ts";
import { DEFAULT_DATA_DIR } from "./lib/store.ts";

const HELP = `
npm run build -- [--data DIR] [--out DIR] [--force]

Builds the site from data. Does nothing when neither data nor code has changed.
  --data    folder of the data (default: PERMITBOOK_DATA, or data)
  --out     folder of the site (default: dist)
  --force   builds anyway
SITE_URL is the address that canonical links begin with, PROJECT_URL the repository that takes issues (README, Settings).
`;
const NO_ADDRESS =
  "SITE_URL is not set: links are relative, and there is no sitemap. Set it before the site is published (README, Settings).";

await runCommand(
  { help: HELP, options: { data: { type: "string" }, out: { type: "string" }, force: { type: "boolean" } } },
  async ({ data = process.env.PERMITBOOK_DATA ?? DEFAULT_DATA_DIR, out, force = false }) => {
    const report = (line: string) => process.stdout.write(`build     ${line}\n`);
    const built = await buildSite({
      dataDir: data,
      force,
      onProgress: report,
      ...(out !== undefined && { outDir: out }),
    });
    const done = built.skipped ? "nothing has changed" : `${Math.round(built.pages / built.seconds)} pages a second`;
    if (!isPublic(new URL(readSiteUrl(process.env)))) report(NO_ADDRESS);
    report(`${built.pages} pages in ${built.seconds.toFixed(1)} s (${done})`);
  },
);
