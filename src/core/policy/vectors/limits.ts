/** Quotas: windows that slide, boundaries, counters that are shared, quota that is given back, clocks. */
import type { JsonObject } from "../../schema/json.ts";
import type { PolicyVector, VectorStep } from "./types.ts";

const limit = (counter: string, max: number, window = "minute"): JsonObject => ({
  counter,
  window,
  max,
  scope: "grant",
});
const onTool = (...limits: JsonObject[]): JsonObject => ({
  version: "1",
  default: "deny",
  tools: { send: { limits } },
});

interface StepOptions {
  tool?: string;
  args?: JsonObject;
  grant?: string;
  upstreamFails?: true;
}

const pass = (now: number, { tool = "send", args = {}, grant = "g", upstreamFails }: StepOptions = {}): VectorStep => ({
  tool,
  args,
  grant,
  now,
  ...(upstreamFails && { upstreamFails }),
  decision: "allow",
});

const stop = (now: number, rule: string, retryAfterSeconds: number, options: StepOptions = {}): VectorStep => ({
  ...pass(now, options),
  decision: "deny",
  rule,
  retryAfterSeconds,
});

const RATE = "/tools/send/limits/send_rate";

const TABLE: (readonly [about: string, policy: JsonObject, ...steps: VectorStep[]])[] = [
  ["the call after the last is denied", onTool(limit("send_rate", 2)), pass(0), pass(0), stop(0, RATE, 60)],
  [
    "a call leaves the window after exactly a minute",
    onTool(limit("send_rate", 1)),
    pass(0),
    stop(59_999, RATE, 1),
    pass(60_000),
  ],
  ["an hour", onTool(limit("send_rate", 1, "hour")), pass(0), stop(3_599_999, RATE, 1), pass(3_600_000)],
  ["a day", onTool(limit("send_rate", 1, "day")), pass(0), stop(86_399_999, RATE, 1), pass(86_400_000)],
  [
    "the window slides: no minute holds more, wherever it begins",
    onTool(limit("send_rate", 2)),
    pass(59_000),
    pass(59_500),
    stop(60_000, RATE, 59),
    stop(61_000, RATE, 58),
    pass(119_000),
    stop(119_499, RATE, 1),
    pass(119_500),
  ],
  [
    "the wait is rounded up to whole seconds",
    onTool(limit("send_rate", 1)),
    pass(0),
    stop(1, RATE, 60),
    stop(58_999, RATE, 2),
  ],
  [
    "a denied call takes no quota",
    onTool(limit("send_rate", 1)),
    pass(0),
    stop(30_000, RATE, 30),
    stop(59_000, RATE, 1),
    pass(60_000),
  ],
  ["grants do not share quota", onTool(limit("send_rate", 1)), pass(0), pass(0, { grant: "h" }), stop(0, RATE, 60)],
  [
    "grants that look like prototype keys",
    onTool(limit("send_rate", 1)),
    pass(0, { grant: "__proto__" }),
    stop(0, RATE, 60, { grant: "__proto__" }),
  ],
  [
    "the wait is for the call that leaves first",
    onTool(limit("send_rate", 3)),
    pass(0),
    pass(10_000),
    pass(20_000),
    stop(30_000, RATE, 30),
    pass(60_000),
    stop(60_000, RATE, 10),
  ],
  [
    "two windows of one counter",
    onTool(limit("send_rate", 2), limit("send_rate", 3, "hour")),
    pass(0),
    pass(0),
    stop(0, RATE, 60),
    pass(60_000),
    stop(120_000, RATE, 3480),
  ],
  [
    "two counters: the first that is used up is named",
    onTool(limit("fast", 1), limit("slow", 2, "hour")),
    pass(0),
    stop(1000, "/tools/send/limits/fast", 59),
    pass(60_000),
    stop(120_000, "/tools/send/limits/slow", 3480),
  ],
  [
    "tools that name one counter share it",
    {
      version: "1",
      default: "deny",
      tools: { send: { limits: [limit("shared", 1)] }, post: { limits: [limit("shared", 1)] } },
    },
    pass(0),
    stop(0, "/tools/post/limits/shared", 60, { tool: "post" }),
  ],
  [
    "a counter remembers for the longest window of the tools that share it",
    {
      version: "1",
      default: "deny",
      tools: { send: { limits: [limit("shared", 1, "hour")] }, post: { limits: [limit("shared", 1)] } },
    },
    pass(0, { tool: "post" }),
    pass(60_000, { tool: "post" }),
    stop(120_000, "/tools/send/limits/shared", 3540),
    stop(3_600_000, "/tools/send/limits/shared", 60),
    pass(3_660_000),
  ],
  [
    "one call takes one of a counter that is named twice",
    {
      version: "1",
      default: "deny",
      all_tools: { limits: [limit("shared", 2)] },
      tools: { send: { limits: [limit("shared", 2)] } },
    },
    pass(0),
    pass(0),
    stop(0, "/tools/send/limits/shared", 60),
  ],
  [
    "all tools together",
    {
      version: "1",
      default: "deny",
      all_tools: { limits: [limit("all_calls", 2, "hour")] },
      tools: { send: {}, list: {} },
    },
    pass(0),
    pass(0, { tool: "list" }),
    stop(0, "/all_tools/limits/all_calls", 3600),
    stop(0, "/all_tools/limits/all_calls", 3600, { tool: "list" }),
    pass(3_600_000),
  ],
  [
    "a call that the limit of all denies takes nothing of the tool's own",
    {
      version: "1",
      default: "deny",
      all_tools: { limits: [limit("all_calls", 1)] },
      tools: { send: { limits: [limit("send_rate", 1, "hour")] }, list: {} },
    },
    pass(0, { tool: "list" }),
    stop(0, "/all_tools/limits/all_calls", 60),
    pass(60_000),
  ],
  [
    "quota of a call that the upstream failed is given back",
    onTool(limit("send_rate", 1)),
    pass(0, { upstreamFails: true }),
    pass(1),
    stop(2, RATE, 60),
  ],
  [
    "what is given back is that call's, not another's",
    onTool(limit("send_rate", 2)),
    pass(0),
    pass(30_000, { upstreamFails: true }),
    pass(40_000),
    stop(50_000, RATE, 10),
    pass(60_000),
    stop(60_000, RATE, 40),
  ],
  [
    "quota is given back to every counter",
    {
      version: "1",
      default: "deny",
      all_tools: { limits: [limit("all_calls", 1)] },
      tools: { send: { limits: [limit("send_rate", 1)] } },
    },
    pass(0, { upstreamFails: true }),
    pass(0),
    stop(0, RATE, 60),
  ],
  [
    "a failure of another grant gives nothing back",
    onTool(limit("send_rate", 1)),
    pass(0),
    pass(0, { grant: "h", upstreamFails: true }),
    stop(0, RATE, 60),
  ],
  [
    "no argument lowers a counter",
    onTool(limit("send_rate", 1)),
    pass(0, { args: { amount: -5, count: -1, max: 1000, send_rate: -1 } }),
    stop(0, RATE, 60, { args: { amount: -5, count: -1 } }),
  ],
  [
    "a clock that is set back opens no new window",
    onTool(limit("send_rate", 1)),
    pass(60_000),
    stop(30_000, RATE, 90),
    stop(119_999, RATE, 1),
    pass(120_000),
  ],
  [
    "a call that is given back does not take the time back",
    onTool(limit("send_rate", 1)),
    pass(0),
    pass(60_000, { upstreamFails: true }),
    pass(30_000),
    stop(119_999, RATE, 1),
    pass(120_000),
  ],
  [
    "a counter whose name is escaped in the rule",
    onTool(limit("a/b~c", 1)),
    pass(0),
    stop(0, "/tools/send/limits/a~1b~0c", 60),
  ],
  [
    "times that are no whole milliseconds",
    onTool(limit("send_rate", 1)),
    pass(0.5),
    stop(60_000, RATE, 1),
    pass(60_000.5),
  ],
  ["a time before 1970", onTool(limit("send_rate", 1)), pass(-100_000), stop(-99_999, RATE, 60), pass(-40_000)],
];

export function listLimitVectors(): PolicyVector[] {
  return TABLE.map(([about, policy, ...steps], index) => ({ id: `limits-${index + 1}`, about, policy, steps }));
}
