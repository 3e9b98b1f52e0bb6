/**
 * The Rego export: our reader of its part of Rego decides the vectors as the policy does, everywhere. Where the `opa` command
 * is installed, OPA itself decides them all, in one run.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { rego } from "../../../../src/core/policy/dialects/rego.ts";
import { checkVectors, type Evaluated, listSingleCalls } from "./check-vectors.ts";
import { evaluateRego } from "./rego-reader.ts";

const Decision = z.object({ allow: z.boolean(), rule: z.string() });

function readDecision(value: unknown): Evaluated {
  const { allow, rule } = Decision.parse(value);
  return allow ? { decision: "allow" } : { decision: "deny", rule };
}

checkVectors({
  dialect: rego,
  decide: (text, { tool, args }) => readDecision(evaluateRego(text, "decision", { tool, arguments: args })),
  canSay: () => true,
  atLeast: 250,
});

it.runIf(spawnSync("opa", ["version"]).status === 0)(
  "OPA decides all single calls of the vectors as the policy does",
  () => {
    const calls = listSingleCalls();
    const folder = mkdtempSync(join(tmpdir(), "permitbook-rego-"));
    try {
      // A package of its own for each call, with the call in place of OPA's one input.
      for (const [index, { policy, step }] of calls.entries()) {
        const input = JSON.stringify({ tool: step.tool, arguments: step.args });
        const text = rego
          .export(policy, "example")
          .text.replace("package permitbook", `package permitbook.call_${index}`);
        writeFileSync(
          join(folder, `${index}.rego`),
          `${text}\nanswer := found if {\n\tfound := decision with input as ${input}\n}\n`,
        );
      }
      const options = ["eval", "--format=raw", "--data", folder, "data.permitbook"];
      const answers = z
        .record(z.string(), z.looseObject({ answer: Decision }))
        .parse(JSON.parse(execFileSync("opa", options, { encoding: "utf8", maxBuffer: 1e9 })));
      for (const [index, { id, step }] of calls.entries()) {
        const answer = readDecision(answers[`call_${index}`]?.answer);
        expect([id, answer.decision]).toEqual([id, step.decision]);
        if (answer.rule !== undefined && step.rule !== undefined) expect([id, answer.rule]).toEqual([id, step.rule]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
