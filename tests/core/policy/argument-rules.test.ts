/** Each rule: where it applies, a near miss, where it does not; and what a call is let through or denied by it. */
import { describe, expect, it } from "vitest";
import { deriveArgumentRules } from "../../../src/core/policy/argument-rules/index.ts";
import type { ArgumentRuleId } from "../../../src/core/policy/argument-rules/types.ts";
import { Counters } from "../../../src/core/policy/counters.ts";
import { evaluateCall } from "../../../src/core/policy/evaluate.ts";
import { PROFILES } from "../../../src/core/policy/profiles.ts";
import { recommendPolicy } from "../../../src/core/policy/recommend.ts";
import { validatePolicy } from "../../../src/core/policy/validate.ts";
import type { Json, JsonObject } from "../../../src/core/schema/json.ts";
import type { Tool } from "../../../src/core/schema/tool.ts";
import type { Verdict } from "../../../src/core/schema/verdict.ts";
import { makeCatalogue, makeToolWith, makeVerdict } from "./factories.ts";

const text: JsonObject = { type: "string" };
const textOrNull: JsonObject = { anyOf: [{ type: "string" }, { type: "null" }] };
const listOfText: JsonObject = { type: "array", items: { type: "string" } };
const CODE = makeVerdict("execute", { facets: ["arbitraryCode"] });

type Subject = readonly [description: string, parameter: string, schema: JsonObject, verdict: Verdict];

function makeSubject([description, parameter, schema]: Subject): Tool {
  return { ...makeToolWith("tool", parameter, schema), description };
}

describe.each<[ArgumentRuleId, Subject[], Subject[]]>([
  [
    "denies-all-as-id",
    [
      ["Stop jobs.", "ids", text, makeVerdict("execute")],
      ["Stop jobs.", "jobHashes", textOrNull, makeVerdict("write")],
      ["Stop jobs.", "job_ids", listOfText, makeVerdict("execute")],
      ["Stop jobs.", "id", { type: "string", description: "Comma-separated." }, makeVerdict("execute")],
      ["Stop jobs.", "which", { type: "string", description: 'Names joined by |, or "all".' }, makeVerdict("execute")],
    ],
    [
      ["List jobs.", "ids", text, makeVerdict("read")],
      ["Stop jobs.", "video", text, makeVerdict("execute")],
      ["Stop a job.", "jobId", text, makeVerdict("execute")],
      ["Stop a job.", "id", { type: "string", description: "The id." }, makeVerdict("execute")],
      ["Stop jobs.", "which", { type: "string", description: "All of the names." }, makeVerdict("execute")],
      ["Stop jobs.", "id", { type: "integer" }, makeVerdict("execute")],
      ["Stop jobs.", "ids", { anyOf: [{ type: "string" }, { type: "array" }] }, makeVerdict("execute")],
      ["Stop jobs.", "id", { enum: ["one", "all"] }, makeVerdict("execute")],
    ],
  ],
  [
    "denies-option-as-value",
    [
      ["Show a git diff.", "target", text, makeVerdict("read")],
      ["Runs kubectl get.", "namespace", textOrNull, makeVerdict("read")],
    ],
    [
      ["Show a diff.", "target", text, makeVerdict("read")],
      ["Edit a file, and show a git-style diff.", "path", text, makeVerdict("write")],
      ["Show a git diff.", "message", text, makeVerdict("write")],
      ["Show the branch of a GitHub pull request, in git terms.", "branch", text, makeVerdict("read")],
      ["Show a git diff.", "extra_args", text, makeVerdict("read")],
      ["Show a git diff.", "target", { type: "string", enum: ["a", "b"] }, makeVerdict("read")],
    ],
  ],
  [
    "denies-path-outside",
    [
      ["Read a file.", "path", text, makeVerdict("read")],
      ["Save it.", "output_file", textOrNull, makeVerdict("write")],
      ["Save it.", "localPath", { type: "string", description: "Folder, relative to the root." }, makeVerdict("write")],
    ],
    [
      ["Ask the service.", "path", { type: "string", description: "API path such as /v1/users." }, makeVerdict("read")],
      ["Read a file.", "file_id", text, makeVerdict("read")],
      ["List files.", "folderSortColumn", text, makeVerdict("read")],
      ["Read a file.", "content", text, makeVerdict("read")],
      ["Read files.", "paths", listOfText, makeVerdict("read")],
    ],
  ],
  [
    "denies-private-host",
    [
      ["Fetch a page.", "url", text, makeVerdict("read")],
      ["Take a screenshot.", "pageUrl", textOrNull, makeVerdict("execute")],
      ["Get it.", "target", { type: "string", format: "uri" }, makeVerdict("read", { raisedBy: ["fetches-any-url"] })],
    ],
    [
      ["Make a payment link.", "redirect_url", text, makeVerdict("write")],
      ["Name a brand.", "url", text, makeVerdict("write")],
      ["Fetch a page.", "website_id", text, makeVerdict("read")],
      ["Fetch a page.", "curl", { type: "boolean" }, makeVerdict("read")],
    ],
  ],
  [
    "denies-writing-query",
    [
      ["Run a read-only SQL query.", "query", text, makeVerdict("read")],
      ["Ask the database.", "sql", textOrNull, makeVerdict("read")],
    ],
    [
      ["Search the documents.", "query", text, makeVerdict("read")],
      ["Run a saved SQL query.", "query_name", text, makeVerdict("read")],
      ["Run an SQL query.", "query", text, makeVerdict("execute")],
    ],
  ],
  [
    "denies-force",
    [
      ["Push it.", "force", { type: "boolean" }, makeVerdict("write")],
      ["Push it.", "skipConfirmation", { type: ["boolean", "null"] }, makeVerdict("write")],
    ],
    [
      ["List it.", "force", { type: "boolean" }, makeVerdict("read")],
      ["Push it.", "enforce", { type: "boolean" }, makeVerdict("write")],
      ["Push it.", "force", { type: "number" }, makeVerdict("write")],
      ["Push it.", "confirm", { type: "boolean" }, makeVerdict("write")],
    ],
  ],
  [
    "denies-other-action",
    [
      ["Manage it.", "action", { type: "string", enum: ["watch", "delete"] }, makeVerdict("write")],
      ["Manage it.", "operation", { enum: ["start", "stop", null] }, makeVerdict("execute")],
    ],
    [
      ["Look it up.", "action", { type: "string", enum: ["list", "get"] }, makeVerdict("read")],
      ["Manage it.", "action", text, makeVerdict("write")],
      ["Merge it.", "merge_method", { type: "string", enum: ["squash", "rebase"] }, makeVerdict("write")],
      ["Manage it.", "reaction", { type: "string", enum: ["yes", "no"] }, makeVerdict("write")],
      ["Manage it.", "action", { type: "string", enum: ["delete", "purge"] }, makeVerdict("execute")],
    ],
  ],
  [
    "denies-code",
    [
      ["Run it.", "code", text, CODE],
      ["Run it.", "commands", listOfText, CODE],
      ["Run it.", "input", text, CODE],
    ],
    [
      ["Run it.", "code", text, makeVerdict("execute")],
      ["Search it.", "query", text, makeVerdict("read", { facets: ["arbitraryCode"] })],
    ],
  ],
])("%s", (id, applies, others) => {
  const derive = (subject: Subject) =>
    deriveArgumentRules(makeSubject(subject), subject[3], "recommended").filter((rule) => rule.id === id);

  it.each(applies)("applies: %s %s", (...subject) => {
    const rules = derive(subject);
    expect(rules.length).toBeGreaterThan(0);
    const { server, risks } = makeCatalogue([[makeSubject(subject), subject[3]]]);
    const policy = recommendPolicy(server, risks);
    expect(validatePolicy(policy).faults).toEqual([]);
    const decide = (value: Json) => {
      const call = { tool: "tool", args: Object.fromEntries([[subject[1], value]]), grant: "g", now: 0 };
      return evaluateCall(policy, call, new Counters()).decision;
    };
    for (const { examples } of rules) {
      expect(decide(examples.harmful)).toBe("deny");
      if (examples.harmless !== undefined) expect(decide(examples.harmless)).toBe("allow");
    }
    if (deriveArgumentRules(makeSubject(subject), subject[3], "recommended")[0]?.id !== "denies-code") {
      expect(evaluateCall(policy, { tool: "tool", args: {}, grant: "g", now: 0 }, new Counters()).decision).toBe(
        "allow",
      );
      const nullable = JSON.stringify(subject[2]).includes("null");
      expect(decide(null)).toBe(nullable ? "allow" : "deny");
    }
  });

  it.each(others)("does not apply: %s %s", (...subject) => {
    expect(derive(subject)).toEqual([]);
  });
});

describe("profiles", () => {
  const tool = makeToolWith("run", "code", text);

  it.each(PROFILES)("%s derives nothing for a tool that it denies anyway", (profile) => {
    const rules = deriveArgumentRules(tool, makeVerdict("destructive", { facets: ["arbitraryCode"] }), profile);
    expect(rules).toEqual([]);
  });

  it("denies code in the recommended profile only", () => {
    expect(deriveArgumentRules(tool, CODE, "recommended")).toHaveLength(1);
    expect(deriveArgumentRules(tool, CODE, "permissive")).toEqual([]);
  });
});

describe("schemas that are not as expected", () => {
  it.each<JsonObject>([
    { properties: [] },
    { properties: { a: null, b: 5, "": text } },
    { properties: { ids: { type: 7, enum: "x", anyOf: {}, items: [null] } } },
    { type: "object", properties: { ids: { type: ["string", 7], description: 9 } } },
  ])("derives without failing: %j", (inputSchema) => {
    const found = deriveArgumentRules(
      { ...makeToolWith("t", "x", {}), inputSchema },
      makeVerdict("write"),
      "recommended",
    );
    expect(Array.isArray(found)).toBe(true);
  });

  it("escapes dots in names, and looks into objects", () => {
    const schema = { type: "object", properties: { "job.ids": text } };
    const rules = deriveArgumentRules(makeToolWith("t", "a.b", schema), makeVerdict("write"), "recommended");
    expect(rules.map((rule) => rule.path)).toEqual(["args.a\\.b.job\\.ids"]);
  });
});
