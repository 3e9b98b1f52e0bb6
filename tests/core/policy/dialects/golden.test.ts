/** What every dialect makes of one policy, held by golden files (`UPDATE=1` rewrites them), and read back by their formats. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formatDataFile } from "../../../../src/core/canonical.ts";
import { isPlainName } from "../../../../src/core/policy/dialects/access.ts";
import { DIALECTS } from "../../../../src/core/policy/dialects/index.ts";
import { DIALECT_IDS, type DialectId } from "../../../../src/core/policy/dialects/types.ts";
import { recommendPolicy } from "../../../../src/core/policy/recommend.ts";
import type { Policy } from "../../../../src/core/schema/policy.ts";
import { makeCatalogue } from "../factories.ts";
import { listSingleCalls } from "./check-vectors.ts";
import { EXAMPLE } from "./example.ts";

const folder = join(import.meta.dirname, "../../../fixtures/policy-dialects");

function expectGolden(name: string, text: string) {
  const path = join(folder, name);
  if (process.env.UPDATE === "1" || !existsSync(path)) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}

describe.each(DIALECT_IDS)("%s", (id) => {
  const { text, lost, notes } = DIALECTS[id].export(EXAMPLE, "boxes");

  it("is what the golden file holds", () => {
    expectGolden(`policy.${DIALECTS[id].ending}`, text);
    expectGolden(`${id}.lost.json`, formatDataFile({ lost, notes }));
  });

  it("says where the format is described, and when that was read", () => {
    expect(DIALECTS[id].source.url).toMatch(/^https:\/\//);
    expect(DIALECTS[id].source.read).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it("holds no character that hides or turns text", () => {
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  it("names the limits as lost, unless it has them", () => {
    expect(lost.some((sentence) => /limit/i.test(sentence))).toBe(id !== "policy-v1");
  });
});

it("every dialect's file has an ending of its own", () => {
  expect(new Set(DIALECT_IDS.map((id) => DIALECTS[id].ending)).size).toBe(DIALECT_IDS.length);
});

/** Which tools a client runs, by the rules of its format: `allow` without asking, `ask`, `deny`. */
type Outcome = "allow" | "ask" | "deny";

const ClaudeCode = z.strictObject({
  permissions: z.strictObject({ allow: z.array(z.string()), ask: z.array(z.string()), deny: z.array(z.string()) }),
});
const Cursor = z.strictObject({ mcpAllowlist: z.array(z.string()) });
const Gemini = z.strictObject({
  mcpServers: z.record(
    z.string(),
    z.strictObject({
      trust: z.literal(false),
      includeTools: z.array(z.string()).optional(),
      excludeTools: z.array(z.string()).optional(),
    }),
  ),
});
const GeminiPolicy = z.strictObject({
  rule: z.array(
    z.strictObject({
      mcpName: z.string(),
      toolName: z.union([z.literal("*"), z.array(z.string().min(1)).min(1)]),
      decision: z.enum(["allow", "ask_user", "deny"]),
      priority: z.int().min(0).max(999),
    }),
  ),
});
const Cline = z.strictObject({
  mcpServers: z.record(z.string(), z.strictObject({ disabled: z.boolean(), autoApprove: z.array(z.string()) })),
});

const CLIENTS: Partial<Record<DialectId, (text: string, tool: string) => Outcome>> = {
  "claude-code": (text, tool) => {
    const { permissions } = ClaudeCode.parse(JSON.parse(text));
    const matches = (rules: string[]) => rules.includes(`mcp__boxes__${tool}`) || rules.includes("mcp__boxes");
    if (matches(permissions.deny)) return "deny";
    return matches(permissions.ask) ? "ask" : matches(permissions.allow) ? "allow" : "ask";
  },
  vscode: (text, tool) => {
    const [, front = ""] = text.split("---\n");
    const tools = [...front.matchAll(/^ {2}- (".*")$/gm)].map((match) => JSON.parse(match[1] ?? '""') as string);
    return tools.includes(`boxes/${tool}`) ? "ask" : "deny";
  },
  cursor: (text, tool) => (Cursor.parse(JSON.parse(text)).mcpAllowlist.includes(`boxes:${tool}`) ? "allow" : "ask"),
  codex: (text, tool) => {
    const readList = (key: string) => {
      const list = new RegExp(`^${key} = \\[([^]*?)\\]$`, "m").exec(text);
      return (
        list && [...(list[1] ?? "").matchAll(/^ {2}(".*"),$/gm)].map((match) => JSON.parse(match[1] ?? '""') as string)
      );
    };
    if (/^enabled = false$/m.test(text) || readList("disabled_tools")?.includes(tool)) return "deny";
    if (readList("enabled_tools")?.includes(tool) === false) return "deny";
    return text.includes(`[mcp_servers."boxes".tools.${JSON.stringify(tool)}]\napproval_mode = "approve"`)
      ? "allow"
      : "ask";
  },
  "gemini-cli": (text, tool) => {
    const { boxes } = Gemini.parse(JSON.parse(text)).mcpServers;
    if (boxes?.excludeTools?.includes(tool)) return "deny";
    return boxes?.includeTools === undefined || boxes.includeTools.includes(tool) ? "ask" : "deny";
  },
  "gemini-policy": (text, tool) => {
    const rules = GeminiPolicy.parse(parse(text)).rule.filter(
      ({ mcpName, toolName }) => mcpName === "boxes" && (toolName === "*" || toolName.includes(tool)),
    );
    const [first] = rules.sort((a, b) => b.priority - a.priority);
    return first === undefined || first.decision === "ask_user" ? "ask" : first.decision;
  },
  cline: (text, tool) => {
    const { boxes } = Cline.parse(JSON.parse(text)).mcpServers;
    return boxes?.disabled ? "deny" : boxes?.autoApprove.includes(tool) ? "allow" : "ask";
  },
};

it.each(DIALECT_IDS)("%s: a free tool that is called * frees no other", (id) => {
  const { server, risks } = makeCatalogue([
    ["*", "read"],
    ["drop", "destructive"],
  ]);
  const { text } = DIALECTS[id].export(recommendPolicy(server, risks), "boxes");
  if (["claude-code", "cursor", "cline", "gemini-cli", "vscode"].includes(id)) expect(text).not.toContain('*"');
  expect(CLIENTS[id]?.(text, "drop") ?? "deny").not.toBe("allow");
});

describe.each(Object.entries(CLIENTS))("%s, read as the client reads it", (id, read) => {
  const { text } = DIALECTS[id as DialectId].export(EXAMPLE, "boxes");
  const asks = id === "vscode" || id === "gemini-cli" ? "ask" : "allow";
  const denies = id === "cursor" || id === "cline" ? "ask" : "deny";

  it.each([
    ["list_boxes", asks],
    ["move_box", "ask"],
    ["open_boxes", "ask"],
    ["buy_box", denies],
    ["delete_box", denies],
  ])("%s: %s", (tool, outcome) => expect(read(text, tool)).toBe(outcome));

  it("decides no call of the vectors otherwise than the policy: it asks, or says the same", () => {
    for (const { id: vector, policy, step } of listSingleCalls()) {
      const outcome = read(DIALECTS[id as DialectId].export(policy, "boxes").text, step.tool);
      // A list that holds all that may run leaves out what only the default allows, and names that it cannot hold.
      const isLeftOut = !Object.hasOwn(policy.tools ?? {}, step.tool) || !isPlainName(step.tool);
      if (outcome === "allow" || (outcome === "deny" && !isLeftOut))
        expect([vector, outcome]).toEqual([vector, step.decision]);
    }
  });

  it("lets nothing pass without asking but what is free, for any catalogue", () => {
    const name = fc.oneof(fc.constantFrom("a", "b", "c"), fc.string({ minLength: 1, unit: "binary" }));
    const category = fc.constantFrom("read", "write", "execute", "destructive", "financial", undefined);
    const tools = fc.uniqueArray(fc.tuple(name, category), { selector: ([key]) => key, maxLength: 6 });
    fc.assert(
      fc.property(tools, (made) => {
        const { server, risks } = makeCatalogue(made);
        const policy: Policy = recommendPolicy(server, risks);
        const exported = DIALECTS[id as DialectId].export(policy, "boxes").text;
        for (const [tool, judged] of made) if (judged !== "read") expect(read(exported, tool)).not.toBe("allow");
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});
