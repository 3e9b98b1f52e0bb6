/** The policy engine on one core: decisions a second, loading a large policy, and what a browser would have to fetch. */
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { Counters } from "../../src/core/policy/counters.ts";
import { evaluateCall } from "../../src/core/policy/evaluate.ts";
import { formatPolicy } from "../../src/core/policy/format.ts";
import { loadPolicy } from "../../src/core/policy/load.ts";
import { validatePolicyText } from "../../src/core/policy/validate.ts";
import type { Guard, Policy, ToolRule } from "../../src/core/schema/policy.ts";
import { type Benchmark, computeMedian } from "../lib/bench/benchmark.ts";

const TOOLS = 500;
const ROUNDS = 15;
const CALLS = 200_000;
const deny = (...conditions: Guard["conditions"]): Guard => ({ conditions, on_deny: "Denied." });

/** Ten rules: patterns, comparisons, lists, and two limits that are never reached. */
function makeRule(name: string): ToolRule {
  return {
    require: [deny({ path: "args.reason", op: "exists", value: true })],
    deny_if: [
      deny({ path: "args.ids", op: "regex", value: String.raw`(?i:(^|[\s|,;])(all|\*)($|[\s|,;]))` }),
      deny({ path: "args.path", op: "regex", value: String.raw`(^|[/\\])\.\.([/\\]|$)` }),
      deny({ path: "args.amount", op: "gt", value: 100 }),
      deny({ path: "args.force", op: "not_in", value: [false] }),
      deny({ path: "args.tags", op: "contains", value: "*" }),
      deny({ path: "args.target.kind", op: "eq", value: "root" }),
      deny({ path: "args.action", op: "not_in", value: ["start", "stop", "pause"] }),
    ],
    limits: [
      { counter: `${name}_rate`, window: "minute", max: 100_000_000, scope: "grant" },
      { counter: "shared", window: "minute", max: 100_000_000, scope: "grant" },
    ],
  };
}

const ARGS = {
  reason: "cleaning up",
  ids: "4f2a9c|77b01e|9acd33",
  path: "notes/2026/today.md",
  amount: 12,
  force: false,
  tags: ["red", "blue"],
  target: { kind: "leaf" },
  action: "stop",
};

function measureDecisions(policy: Policy): number {
  const loaded = loadPolicy(policy);
  const names = Object.keys(policy.tools ?? {}).slice(0, 50);
  const counters = new Counters();
  let allowed = 0;
  const start = process.cpuUsage();
  for (let call = 0; call < CALLS; call += 1) {
    const tool = names[call % names.length] ?? "";
    if (evaluateCall(loaded, { tool, args: ARGS, grant: "g", now: call }, counters).decision === "allow") allowed += 1;
  }
  const seconds = readCpuMilliseconds(start) / 1000;
  if (allowed !== CALLS) throw new Error(`${CALLS - allowed} calls were denied that should pass.`);
  return CALLS / seconds;
}

function measureLoading(text: string): number {
  const start = process.cpuUsage();
  const { policy } = validatePolicyText(text);
  if (policy === undefined) throw new Error("The benchmark's policy is not valid.");
  loadPolicy(policy);
  return readCpuMilliseconds(start);
}

/** Time of one core: what others run on the machine at the same time does not count. */
function readCpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

async function measureBundle(): Promise<number> {
  const entry = new URL("../../src/core/policy/browser.ts", import.meta.url).pathname;
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: true, lib: { entry, formats: ["es"], fileName: "entry" } },
  });
  const outputs = Array.isArray(result)
    ? result.flatMap(({ output }) => output)
    : "output" in result
      ? result.output
      : [];
  const text = outputs.map((output) => (output.type === "chunk" ? output.code : "")).join("");
  return gzipSync(text, { level: 9 }).length / 1024;
}

function repeat(measure: () => number): number {
  return computeMedian(Array.from({ length: ROUNDS }, measure));
}

export const benchmark: Benchmark = {
  name: "policy",
  statement: `Decisions by ten rules a tool, a policy of ${TOOLS} tools from text to ready, in seconds of one core; the browser's bundle.`,
  async run(report) {
    const tools = Object.fromEntries(
      Array.from({ length: TOOLS }, (_, index) => [`tool_${index}`, makeRule(`tool_${index}`)]),
    );
    const policy: Policy = { version: "1", default: "deny", tools };
    const text = formatPolicy(policy);
    report(`${(text.length / 1024).toFixed(0)} KB of policy`);
    // Before the decisions, whose garbage would be collected on its time.
    const loading = repeat(() => measureLoading(text));
    const decisions = repeat(() => measureDecisions(policy));
    const bundle = await measureBundle();
    return {
      decisions: { value: Math.round(decisions), unit: "decisions/s", target: { atLeast: 300_000 } },
      loading: { value: Number(loading.toFixed(2)), unit: "ms", target: { atMost: 20 } },
      bundle: { value: Number(bundle.toFixed(1)), unit: "KB gzip", target: { atMost: 30 } },
    };
  },
};
