/** `npm run policy:test`: what a policy does with one call. */
import { Counters } from "../src/core/policy/counters.ts";
import { describeRule } from "../src/core/policy/describe.ts";
import { type Decision, evaluateCall, formatDenial } from "../src/core/policy/evaluate.ts";
import { type CallResult, parseCallMessage, parseCallParams } from "../src/core/policy/parse-call.ts";
import { formatPrintable } from "../src/core/printable.ts";
import type { Policy } from "../src/core/schema/policy.ts";
import { runCommand, UsageError } from "./lib/command.ts";
import { formatFaults, loadPolicyFile } from "./lib/policy-file.ts";

const HELP = `
Usage: npm run policy:test -- POLICY --call '{"name": "...", "arguments": {...}}' [--json]

Judges one call by the policy file POLICY and prints the decision, the rule and the message. Quotas are fresh: limits
never deny here. The call may also be a whole JSON-RPC message.

  --call JSON   the call; what cannot be read strictly is denied with the reasons
  --json        print {"decision", "rule", "message"}, and for a denial the "answer" that the caller would get

Exit code: 0 allowed, 2 denied, 1 error (no such file, a policy that is not valid, a call that is no JSON).
`;

await runCommand(
  {
    help: HELP,
    options: { call: { type: "string" }, json: { type: "boolean", default: false } },
    allowPositionals: true,
  },
  async ({ call, json }, [path, ...others]) => {
    if (path === undefined || others.length > 0) throw new UsageError("Name one policy file. See --help.");
    if (call === undefined) throw new UsageError(`Give the call with --call '{"name": ..., "arguments": ...}'.`);
    const { policy, faults } = await loadPolicyFile(path);
    if (policy === undefined)
      throw new UsageError(`${path} is not a valid policy.\n${formatFaults(path, faults)}`.trim());
    const parsed = parseAsGiven(call);
    const decision: Decision = parsed.ok
      ? evaluateCall(policy, { tool: parsed.call.tool, args: parsed.call.args, grant: "test", now: 0 }, new Counters())
      : { decision: "deny", rule: parsed.rule, message: `${parsed.reasons.join("; ")}.` };
    const { decision: outcome, rule, message } = decision;
    const answer = decision.decision === "deny" ? { answer: formatDenial(decision) } : {};
    const lines = [`${outcome} ${rule}`, message, ...(parsed.ok ? describeTool(policy, parsed.call.tool) : [])];
    process.stdout.write(
      json
        ? `${JSON.stringify({ decision: outcome, rule, message, ...answer })}\n`
        : lines.map((line) => `${formatPrintable(line, 2000)}\n`).join(""),
    );
    process.exitCode = outcome === "allow" ? 0 : 2;
  },
);

/** What the policy says about the tool, in words; nothing for a tool that it does not list. */
function describeTool(policy: Policy, name: string): string[] {
  const tools = policy.tools ?? {};
  const rule = Object.hasOwn(tools, name) ? tools[name] : undefined;
  return rule && !policy.hide?.includes(name) ? [`The rules of the tool: ${describeRule(rule).join(" ")}`] : [];
}

/** Text that is no JSON is the user's slip; JSON that is no proper call is what the parser denies. */
function parseAsGiven(text: string): CallResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--call is not JSON: ${(error as Error).message}.`);
  }
  const isMessage = typeof value === "object" && value !== null && ("jsonrpc" in value || "method" in value);
  return isMessage ? parseCallMessage(text) : parseCallParams(text);
}
