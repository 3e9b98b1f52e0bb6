/** `npm run policy:validate`: every fault of policy files, with what was found, what was expected, and the likely right key. */
import { runCommand, UsageError } from "./lib/command.ts";
import { formatFaults, loadPolicyFile } from "./lib/policy-file.ts";

const HELP = `
Usage: npm run policy:validate -- FILE... [--json]

Checks policy.json files (version 1). Prints every fault at once: where it is, what was found, what was expected.
FILE may be - for standard input.

  --json   print {"file", "valid", "faults"} for each file, as one JSON list

Exit code: 0 when every file is valid (warnings do not count), 1 otherwise.
`;

await runCommand(
  { help: HELP, options: { json: { type: "boolean", default: false } }, allowPositionals: true },
  async ({ json }, files) => {
    if (files.length === 0) throw new UsageError("Name the policy files to check. See --help.");
    const results = [];
    for (const file of files) {
      const { policy, faults } = await loadPolicyFile(file);
      results.push({ file, valid: policy !== undefined, faults });
    }
    if (json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
    for (const { file, valid, faults } of json ? [] : results) {
      process.stdout.write(`${formatFaults(file, faults)}${file}: ${valid ? "valid" : "not valid"}\n`);
    }
    if (results.some(({ valid }) => !valid)) process.exitCode = 1;
  },
);
