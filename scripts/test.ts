/**
 * Runs every test, or those that the arguments name, and closes with one plain line that counts them. Exits non-zero on
 * any failure, on any error outside of the tests, and when no test ran.
 */
import { parseCLI, startVitest, type TestModule } from "vitest/node";

const HELP = `
npm test -- [PATH…] [OPTIONS]

Runs every test, or those of the files and folders that are named, such as tests/core.
  OPTIONS   those of Vitest: -t NAME (tests called so), --project unit (all but the site's), and others
`;

if (process.argv.includes("--help")) process.stdout.write(HELP.trimStart());
else await runTests(process.argv.slice(2));

async function runTests(args: string[]): Promise<void> {
  const { filter, options } = parseCLI(["vitest", "run", ...args]);
  const vitest = await startVitest(filter, options);
  const modules = vitest.state.getTestModules();
  const states = modules.flatMap(({ children }) => [...children.allTests()].map((test) => test.result().state));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const errors = [...vitest.state.getUnhandledErrors(), ...modules.flatMap(listErrors)].length;
  if (count("passed") === 0 || errors > 0) process.exitCode = 1;
  const outside = errors > 0 ? `, ${errors} ${errors === 1 ? "error" : "errors"} outside of the tests` : "";
  console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped${outside}`);
  await vitest.exit();
}

/** Of a file that could not be read, and of what goes before and after its tests. */
function listErrors(module: TestModule): unknown[] {
  return [module, ...module.children.allSuites()].flatMap((part) => part.errors());
}
