/**
 * Runs every test, or those that the arguments name (`npm test -- tests/core`), and closes with one plain line that
 * counts them. Exits non-zero on any failure, and when no test ran.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";

const RESULTS = ".cache/test-results.json";

const Results = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  success: z.boolean(),
});

mkdirSync(".cache", { recursive: true });
rmSync(RESULTS, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`];
const run = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", ...reporters, ...process.argv.slice(2)],
  {
    stdio: "inherit",
  },
);
try {
  const { numPassedTests, numFailedTests, numPendingTests, success } = Results.parse(
    JSON.parse(readFileSync(RESULTS, "utf8")),
  );
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
  process.exitCode = success && run.status === 0 && numPassedTests > 0 ? 0 : 1;
} catch (error) {
  console.error(`The test runner left no results in ${RESULTS}: ${(error as Error).message}`);
  process.exitCode = 1;
}
