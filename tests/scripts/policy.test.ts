/** The policy commands as people run them. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

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
});
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
