/**
 * The Rego export before OPA, where the `opa` command is installed: the vectors decide the same calls by the same rules.
 * Where it is not, the golden files hold the text.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { rego } from "../../../../src/core/policy/dialects/rego.ts";
import type { JsonObject } from "../../../../src/core/schema/json.ts";
import { checkVectors, type Evaluated } from "./check-vectors.ts";

const Decision = z.object({ allow: z.boolean(), rule: z.string() });

function decideByOpa(text: string, { tool, args }: { tool: string; args: JsonObject }): Evaluated {
  const folder = mkdtempSync(join(tmpdir(), "permitbook-rego-"));
  try {
    writeFileSync(join(folder, "policy.rego"), text);
    const input = JSON.stringify({ tool, arguments: args });
    const options = ["eval", "--format=raw", "--stdin-input", "--data", folder, "data.permitbook.decision"];
    const answer = Decision.parse(JSON.parse(execFileSync("opa", options, { input, encoding: "utf8" })));
    return answer.allow ? { decision: "allow" } : { decision: "deny", rule: answer.rule };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

checkVectors({
  dialect: rego,
  decide: decideByOpa,
  canSay: () => true,
  atLeast: 250,
  runs: spawnSync("opa", ["version"]).status === 0,
});
