/**
 * The Rego export before OPA, where the `opa` command is installed: the vectors decide the same calls by the same rules.
 * Where it is not, the golden files hold the text.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rego } from "../../../../src/core/policy/dialects/rego.ts";
import { listVectors } from "../../../../src/core/policy/vectors/index.ts";
import type { Policy } from "../../../../src/core/schema/policy.ts";

const hasOpa = spawnSync("opa", ["version"]).status === 0;
/** Rego knows no limits, and a policy that is not there cannot be exported. */
const vectors = listVectors().policies.filter(({ policy, steps }) => policy !== null && steps.length === 1);

describe("every single call of the vectors", () => {
  it.runIf(hasOpa).each(vectors.map((vector) => [vector.id, vector.about, vector] as const))(
    "%s: %s",
    (_id, _about, { policy, steps }) => {
      const folder = mkdtempSync(join(tmpdir(), "permitbook-rego-"));
      try {
        writeFileSync(join(folder, "policy.rego"), rego.export(policy as unknown as Policy, "example").text);
        for (const { tool, args, decision, rule } of steps) {
          const input = JSON.stringify({ tool, arguments: args });
          const options = ["eval", "--format=raw", "--stdin-input", "--data", folder, "data.permitbook.decision"];
          const answer = JSON.parse(execFileSync("opa", options, { input, encoding: "utf8" })) as {
            allow: boolean;
            rule: string;
          };
          expect(answer.allow).toBe(decision === "allow");
          if (rule !== undefined) expect(answer.rule).toBe(rule);
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it("has vectors", () => expect(vectors.length).toBeGreaterThan(250));
});
