import { describe, expect, it } from "vitest";
import { formatPolicy } from "../../../src/core/policy/format.ts";
import { PROFILES, type Profile } from "../../../src/core/policy/profiles.ts";
import { recommendPolicy, recommendToolPolicy } from "../../../src/core/policy/recommend.ts";
import { Policy, type ToolRule } from "../../../src/core/schema/policy.ts";
import type { Category } from "../../../src/core/schema/verdict.ts";
import { makeCatalogue, makeTool, makeToolWith, makeVerdict } from "./factories.ts";

const rate = (counter: string, max: number): ToolRule => ({
  limits: [{ counter, window: "minute", max, scope: "grant" }],
});

describe("the table", () => {
  function check(profile: Profile, category: Category, expected: ToolRule | "hidden" | "denied") {
    const { server, risks } = makeCatalogue([["tool", category]]);
    const policy = recommendPolicy(server, risks, profile);
    const rule = policy.tools?.tool;
    if (expected === "hidden") expect(policy.hide).toEqual(["tool"]);
    else if (expected === "denied") expect(rule?.deny_if?.map((guard) => guard.conditions)).toEqual([[]]);
    else expect(rule).toEqual(expected);
    expect((policy.hide ?? []).includes("tool")).toBe(rule === undefined);
    expect(policy.default).toBe("deny");
    expect(policy.all_tools).toEqual({ limits: [{ counter: "all_calls", window: "hour", max: 600, scope: "grant" }] });
  }

  it.each([
    ["read-only", "read", {}],
    ["read-only", "write", "hidden"],
    ["read-only", "execute", "hidden"],
    ["read-only", "destructive", "hidden"],
    ["read-only", "financial", "hidden"],
    ["recommended", "read", {}],
    ["recommended", "write", rate("tool_rate", 30)],
    ["recommended", "execute", rate("tool_rate", 10)],
    ["recommended", "destructive", "hidden"],
    ["recommended", "financial", "denied"],
    ["permissive", "read", {}],
    ["permissive", "write", rate("tool_rate", 30)],
    ["permissive", "execute", rate("tool_rate", 10)],
    ["permissive", "destructive", rate("tool_rate", 1)],
    ["permissive", "financial", rate("tool_rate", 1)],
  ] as const)("%s: %s", (profile, category, expected) => check(profile, category, expected));
});

describe("one tool alone", () => {
  const pause = makeToolWith("pause_torrent", "hashes", { type: "string", description: 'Ids joined by |, or "all".' });
  const verdict = makeVerdict("execute");

  it("is the table's rule and nothing else", () => {
    expect(recommendToolPolicy(pause, verdict, "recommended")).toEqual({
      version: "1",
      default: "deny",
      tools: { pause_torrent: rate("pause_torrent_rate", 10) },
    });
  });

  it("gets the argument rules in the whole server's policy, on top of the same limit", () => {
    const { server, risks } = makeCatalogue([[pause, verdict]]);
    const rule = recommendPolicy(server, risks).tools?.pause_torrent;
    expect(rule?.limits).toEqual(rate("pause_torrent_rate", 10).limits);
    expect(rule?.deny_if?.[0]?.conditions[0]).toMatchObject({ path: "args.hashes", op: "regex" });
  });

  it("denies the caller's code, which its category does not tell", () => {
    const tool = makeToolWith("run", "code", { type: "string", description: "The code to run" });
    const policy = recommendToolPolicy(tool, makeVerdict("execute", { facets: ["arbitraryCode"] }), "recommended");
    expect(policy.tools?.run?.deny_if?.map(({ conditions }) => conditions)).toEqual([
      [{ path: "args.code", op: "exists", value: true }],
    ]);
    expect(policy.tools?.run?.limits).toEqual(rate("run_rate", 10).limits);
  });

  it("hides a destructive tool", () => {
    expect(recommendToolPolicy(makeTool({ name: "drop" }), makeVerdict("destructive"), "recommended")).toEqual({
      version: "1",
      default: "deny",
      hide: ["drop"],
      tools: {},
    });
  });
});

describe("tools that are not as expected", () => {
  it.each(PROFILES)("%s hides a tool without a verdict", (profile) => {
    const { server, risks } = makeCatalogue([
      ["unjudged", undefined],
      ["list", "read"],
    ]);
    const policy = recommendPolicy(server, risks, profile);
    expect(policy.hide).toEqual(["unjudged"]);
    expect(policy.tools).toEqual({ list: {} });
  });

  it("does not take a verdict from the prototype", () => {
    const { server, risks } = makeCatalogue([["constructor", undefined]]);
    expect(recommendPolicy(server, risks).hide).toEqual(["constructor"]);
  });

  it.each(PROFILES)("%s never writes * into hide", (profile) => {
    const { server, risks } = makeCatalogue([
      ["*", "destructive"],
      ["list", "read"],
    ]);
    const policy = recommendPolicy(server, risks, profile);
    expect(policy.hide ?? []).not.toContain("*");
    expect(Object.keys(policy.tools ?? {}).sort()).toEqual(["*", "list"]);
    if (profile !== "permissive") expect(policy.tools?.["*"]?.deny_if?.[0]?.conditions).toEqual([]);
  });

  it.each(["__proto__", "constructor", "a.b", "12", "x".repeat(5000), "../../x", "\u202e</script>"])(
    "lists %j under its own name, through text and back",
    (name) => {
      const { server, risks } = makeCatalogue([[name, "write"]]);
      const read: unknown = JSON.parse(formatPolicy(recommendPolicy(server, risks)));
      const { tools } = read as { tools: object };
      expect(Object.entries(tools)).toEqual([[name, rate(`${name}_rate`, 30)]]);
    },
  );
});

describe("the document", () => {
  const { server, risks } = makeCatalogue([
    ["send", "write"],
    ["zap", "destructive"],
    ["run", "execute"],
    ["list", "read"],
    ["drop", "destructive"],
    ["pay", "financial"],
    ["find", "read"],
  ]);

  it("sorts hidden tools, and listed ones from free to denied", () => {
    const policy = recommendPolicy(server, risks);
    expect(policy.hide).toEqual(["drop", "zap"]);
    expect(Object.keys(policy.tools ?? {})).toEqual(["find", "list", "send", "run", "pay"]);
  });

  it("is the same whatever the order of the tools", () => {
    const reversed = { ...server, tools: [...server.tools].reverse() };
    expect(formatPolicy(recommendPolicy(reversed, risks))).toBe(formatPolicy(recommendPolicy(server, risks)));
  });

  it("stays readable for 119 tools: a line a tool, hidden ones apart", () => {
    const kinds = ["read", "read", "write", "execute", "destructive"] as const;
    const many = makeCatalogue(Array.from({ length: 119 }, (_, index) => [`tool_${index}`, kinds[index % 5]] as const));
    const policy = recommendPolicy(many.server, many.risks);
    const text = formatPolicy(policy);
    expect(text.split("\n").length).toBeLessThan(119 + 15);
    expect(Object.values(policy.tools ?? {}).map((rule) => rule.limits?.[0]?.max ?? 0)).toEqual([
      ...Array.from({ length: 48 }, () => 0),
      ...Array.from({ length: 24 }, () => 30),
      ...Array.from({ length: 24 }, () => 10),
    ]);
  });

  it("is valid, and its text says the same", () => {
    const policy = recommendPolicy(server, risks);
    expect(Policy.parse(policy)).toEqual(policy);
    const text = formatPolicy(policy);
    expect(JSON.parse(text)).toEqual(policy);
    expect(text.endsWith("}\n")).toBe(true);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(140);
  });
});
