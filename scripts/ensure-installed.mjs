/**
 * Installs the project's packages when they are missing or not those of package-lock.json.
 *
 * Runs before every command, under whatever Node (>= 20) the user has, and so is plain JavaScript without imports from
 * `node_modules`. Speaks on standard error only: standard output is the command's. Exits non-zero with npm's own output
 * when the installation fails.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.permitbook-installed`;

const wanted = createHash("sha256")
  .update(readFileSync(`${root}package-lock.json`))
  .digest("hex");
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";

if (installed !== wanted) {
  console.error("install   npm packages, Node 24 and Chromium among them (only when package-lock.json changed)");
  // Not `npm ci`, which begins by removing `node_modules`: the Node that runs this may stand in there. `install --no-save`
  // takes the locked versions as well, and leaves the lock file alone.
  const install = ["install", "--no-save", "--loglevel=error", "--no-audit", "--no-fund"];
  // The Node that runs this may be the one inside node_modules, which npm may replace: npm runs on the user's own.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [command, args] = npm && node ? [node, [npm, ...install]] : ["npm", install];
  // npm's engine warnings speak of the Node that runs npm; the commands themselves run on the Node that this brings.
  const run = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (run.status !== 0) {
    console.error(`install   npm install failed in ${root}: see its message above, then run the same command again.`);
    process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
