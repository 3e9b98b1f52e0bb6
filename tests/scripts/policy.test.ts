/** The policy commands as people run them. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDataFile } from "../../src/core/canonical.ts";
import { DIALECTS } from "../../src/core/policy/dialects/index.ts";
import { PROFILES } from "../../src/core/policy/profiles.ts";
import { makeCatalogue, makeVerdict } from "../core/policy/factories.ts";

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

function run(script: string, ...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [`scripts/${script}.ts`, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "permitbook-policy-"));
  const denial = { conditions: [{ path: "args.ids", op: "eq", value: "all" }], on_deny: "Name the ids." };
  const policy = { version: "1", default: "deny", hide: ["drop"], tools: { list: {}, stop: { deny_if: [denial] } } };
  writeFileSync(file("good.json"), JSON.stringify(policy));
  writeFileSync(file("bad.json"), JSON.stringify({ version: 1, default: "deny", tools: { x: { rate_limit: {} } } }));
  writeFileSync(file("broken.json"), "{");
  writeServer("mail", [
    ["read_mail", makeVerdict("read", { facets: ["privateData", "untrustedContent"] })],
    ["delete_mail", makeVerdict("destructive")],
  ]);
  writeServer("chat", [["post", makeVerdict("write", { facets: ["externalSink"] })]]);
});

function writeServer(slug: string, tools: Parameters<typeof makeCatalogue>[0]) {
  const { server, risks } = makeCatalogue(tools, slug);
  mkdirSync(file(`data/servers/${slug}`), { recursive: true });
  writeFileSync(file(`data/servers/${slug}/server.json`), formatDataFile(server));
  writeFileSync(file(`data/servers/${slug}/risks.json`), formatDataFile(risks));
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("policy:validate", () => {
  it("accepts a valid file", async () => {
    expect(await run("policy-validate", file("good.json"))).toMatchObject({ code: 0 });
  });

  it("names every fault and fails", async () => {
    const { code, stdout } = await run("policy-validate", file("bad.json"));
    expect(code).toBe(1);
    expect(stdout).toContain("/version");
    expect(stdout).toContain('"rate_limit" is not a key here; did you mean "limits"?');
  });

  it("prints JSON when asked", async () => {
    const { code, stdout } = await run("policy-validate", file("good.json"), file("broken.json"), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ valid: true }, { valid: false }]);
  });

  it.each([[[]], [["no-such-file.json"]]])("fails in a sentence for %j", async (args) => {
    const { code, stderr } = await run("policy-validate", ...args);
    expect(code).toBe(1);
    expect(stderr.split("\n").length).toBe(2);
  });
});

describe("policy:test", () => {
  async function check(call: string, code: number, rule: string) {
    const result = await run("policy-test", file("good.json"), "--call", call, "--json");
    expect(result.code).toBe(code);
    expect(JSON.parse(result.stdout)).toMatchObject({ rule });
  }

  it.each([
    ['{"name":"list"}', 0, "/tools/list"],
    ['{"name":"stop","arguments":{"ids":"1"}}', 0, "/tools/stop"],
    ['{"name":"stop","arguments":{"ids":"all"}}', 2, "/tools/stop/deny_if/0"],
    ['{"name":"drop"}', 2, "(hidden)"],
    ['{"name":"other"}', 2, "(default deny)"],
    ['{"name":"list","Name":"drop"}', 2, "(malformed call)"],
    ['[{"name":"list"}]', 2, "(malformed call)"],
    ['{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list"}}', 0, "/tools/list"],
  ] as const)("%s exits %i", (call, code, rule) => check(call, code, rule));

  it("says the tool's rules in words, and what a denied caller gets", async () => {
    const call = ["--call", '{"name":"stop","arguments":{"ids":"all"}}'];
    const { stdout } = await run("policy-test", file("good.json"), ...call);
    expect(stdout).toContain('Denied when ids is "all".');
    const json = await run("policy-test", file("good.json"), ...call, "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      answer: { isError: true, content: [{ type: "text", text: "[POLICY DENIED] Name the ids." }] },
    });
  });

  it.each([
    ["a call that is no JSON", ["good.json", "--call", "{"]],
    ["no call", ["good.json"]],
    ["a policy that is not valid", ["bad.json", "--call", '{"name":"x"}']],
    ["a policy that is not there", ["none.json", "--call", '{"name":"x"}']],
  ])("exits 1 for %s", async (_about, [name = "", ...args]) => {
    const { code, stdout, stderr } = await run("policy-test", file(name), ...args);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).not.toContain("    at ");
  });
});

describe("policy", () => {
  const runPolicy = (...args: string[]) => run("policy", ...args, "--data", file("data"));

  it.each(PROFILES)("prints a valid policy of a server, profile %s", async (profile) => {
    const { code, stdout } = await runPolicy("mail", "--profile", profile);
    expect(code).toBe(0);
    writeFileSync(file("printed.json"), stdout);
    expect((await run("policy-validate", file("printed.json"))).code).toBe(0);
  });

  it("says what a dialect loses, apart from the text", async () => {
    const { code, stdout, stderr } = await runPolicy("chat", "--dialect", "claude-code");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ permissions: { allow: [], ask: ["mcp__chat__post"], deny: [] } });
    expect(stderr).toContain("lost: Limits of tools");
  });

  it("writes a file a server and dialect", async () => {
    const { code } = await runPolicy("mail", "chat", "--dialect", "all", "--out", file("out"));
    expect(code).toBe(0);
    for (const { ending } of Object.values(DIALECTS)) {
      for (const slug of ["mail", "chat"]) expect(existsSync(file(`out/${slug}/policy.${ending}`))).toBe(true);
    }
    expect(JSON.parse(readFileSync(file("out/mail/policy.json"), "utf8"))).toMatchObject({ hide: ["delete_mail"] });
  });

  it("says so when a policy denies every call", async () => {
    writeServer("empty", []);
    const { code, stderr } = await runPolicy("empty");
    expect(code).toBe(0);
    expect(stderr).toContain("this denies every call");
  });

  it("names what servers can do together, and the smallest set of denials", async () => {
    const { stdout, stderr } = await runPolicy("chat", "mail", "--json");
    expect(stderr).toContain("Private data can leave");
    const { combinations } = JSON.parse(stdout) as { combinations: unknown[] };
    expect(combinations).toMatchObject([{ smallestBreak: [{ server: "mail", tool: "read_mail" }] }]);
  });

  it.each([
    ["no slug", []],
    ["a slug that is not there", ["nowhere"]],
    ["a slug that is a path", ["../mail"]],
    ["a profile that is not there", ["mail", "--profile", "strict"]],
    ["a dialect that is not there", ["mail", "--dialect", "xacml"]],
    ["all dialects on one output", ["mail", "--dialect", "all"]],
  ])("exits 1 in a sentence for %s", async (_about, args) => {
    const { code, stdout, stderr } = await runPolicy(...args);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
