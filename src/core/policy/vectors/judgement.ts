/** The order of judgement, names, groups of conditions: which rule a denial names. */
import type { Json, JsonObject } from "../../schema/json.ts";
import type { PolicyVector, VectorStep } from "./types.ts";

const holds = { path: "args.a", op: "exists", value: true };
const fails = { path: "args.b", op: "exists", value: true };
const guard = (...conditions: Json[]): JsonObject => ({ conditions, on_deny: "Denied by the vector." });
const limit = (counter: string, max: number, window = "minute"): JsonObject => ({
  counter,
  window,
  max,
  scope: "grant",
});
const tools = (rules: JsonObject, more: JsonObject = {}): JsonObject => ({
  version: "1",
  default: "deny",
  ...more,
  tools: rules,
});
const own = (key: string, value: Json): JsonObject => Object.fromEntries([[key, value]]);

/** Outcome: `allow`, or the rule that denies. Every call has the arguments `{"a": 1}`. */
type Row = readonly [about: string, policy: Json, tool: string, outcome: string];

const ROWS: Row[] = [
  ["no policy", null, "list", "(no policy)"],
  ["a hidden tool", { version: "1", default: "allow", hide: ["drop"] }, "drop", "(hidden)"],
  [
    "beside a hidden tool, where the rest is allowed",
    { version: "1", default: "allow", hide: ["drop"] },
    "list",
    "allow",
  ],
  [
    "beside a hidden tool, where the rest is denied",
    { version: "1", default: "deny", hide: ["drop"] },
    "list",
    "(default deny)",
  ],
  ["a hidden tool of another case", { version: "1", default: "allow", hide: ["drop"] }, "Drop", "allow"],
  ["a hidden tool with a space more", tools({}, { hide: ["drop"] }), "drop ", "(default deny)"],
  ["all hidden", { version: "1", default: "allow", hide: ["*"] }, "list", "(hidden)"],
  ["all hidden, listed ones too", tools({ list: {} }, { hide: ["*"] }), "list", "(hidden)"],
  [
    "a star among names hides no names that begin so",
    { version: "1", default: "allow", hide: ["drop*"] },
    "drop_all",
    "allow",
  ],
  ["hidden before its rules", tools({ drop: { deny_if: [guard()] } }, { hide: ["drop"] }), "drop", "(hidden)"],
  ["hidden before a requirement", tools({ drop: { require: [guard(fails)] } }, { hide: ["drop"] }), "drop", "(hidden)"],
  ["hidden, and listed as free", tools({ drop: {} }, { hide: ["drop"] }), "drop", "(hidden)"],
  ["not listed", tools({ list: {} }), "send", "(default deny)"],
  ["not listed, in a policy without tools", { version: "1", default: "deny" }, "list", "(default deny)"],
  ["not listed, by the default", { version: "1", default: "allow" }, "list", "allow"],
  [
    "not listed, by the default, beside listed ones",
    { version: "1", default: "allow", tools: { send: {} } },
    "list",
    "allow",
  ],
  ["listed, without a rule", tools({ list: {} }), "list", "allow"],
  ["listed in another case", tools({ List: {} }), "list", "(default deny)"],
  [
    "listed under rules, where the rest is allowed",
    { version: "1", default: "allow", tools: { send: { deny_if: [guard(holds)] } } },
    "send",
    "/tools/send/deny_if/0",
  ],
  ["a name from the prototype", tools({ list: {} }), "toString", "(default deny)"],
  ["the prototype itself", tools({ list: {} }), "__proto__", "(default deny)"],
  ["a tool called constructor", tools({ constructor: {} }), "constructor", "allow"],
  ["a tool called __proto__", tools(own("__proto__", {})), "__proto__", "allow"],
  ["a tool called *, listed", tools({ "*": {} }), "*", "allow"],
  ["a tool called *, which lists nothing else", tools({ "*": {} }), "list", "(default deny)"],
  [
    "a slash in the name is escaped in the rule",
    tools({ "a/b": { deny_if: [guard()] } }),
    "a/b",
    "/tools/a~1b/deny_if/0",
  ],
  [
    "a tilde in the name is escaped in the rule",
    tools({ "a~b": { deny_if: [guard()] } }),
    "a~b",
    "/tools/a~0b/deny_if/0",
  ],
  ["a dot in the name is no step", tools({ "a.b": { deny_if: [guard()] } }), "a.b", "/tools/a.b/deny_if/0"],
  ["an empty list of requirements", tools({ list: { require: [] } }), "list", "allow"],
  ["a requirement without conditions", tools({ list: { require: [guard()] } }), "list", "allow"],
  ["a requirement that holds", tools({ list: { require: [guard(holds)] } }), "list", "allow"],
  [
    "every requirement has to hold",
    tools({ list: { require: [guard(holds), guard(fails)] } }),
    "list",
    "/tools/list/require/1",
  ],
  [
    "the first requirement that fails is named",
    tools({ list: { require: [guard(fails), guard(fails)] } }),
    "list",
    "/tools/list/require/0",
  ],
  [
    "every condition of a requirement has to hold",
    tools({ list: { require: [guard(holds, fails)] } }),
    "list",
    "/tools/list/require/0",
  ],
  ["an empty list of denials", tools({ list: { deny_if: [] } }), "list", "allow"],
  ["a denial without conditions", tools({ list: { deny_if: [guard()] } }), "list", "/tools/list/deny_if/0"],
  ["one denial is enough", tools({ list: { deny_if: [guard(fails), guard(holds)] } }), "list", "/tools/list/deny_if/1"],
  [
    "the first denial that holds is named",
    tools({ list: { deny_if: [guard(holds), guard()] } }),
    "list",
    "/tools/list/deny_if/0",
  ],
  ["every condition of a denial has to hold", tools({ list: { deny_if: [guard(holds, fails)] } }), "list", "allow"],
  [
    "all conditions of a denial hold",
    tools({ list: { deny_if: [guard(holds, holds)] } }),
    "list",
    "/tools/list/deny_if/0",
  ],
  [
    "what cannot be judged holds in a denial, with others",
    tools({ list: { deny_if: [guard(holds, { path: "args.a", op: "regex", value: "x" })] } }),
    "list",
    "/tools/list/deny_if/0",
  ],
  [
    "a requirement before a denial",
    tools({ list: { deny_if: [guard()], require: [guard(fails)] } }),
    "list",
    "/tools/list/require/0",
  ],
];

export function listJudgementVectors(): PolicyVector[] {
  const single = ROWS.map(
    ([about, policy, tool, outcome], index): PolicyVector => ({
      id: `judgement-${index + 1}`,
      about,
      policy,
      steps: [makeStep(tool, 0, outcome)],
    }),
  );
  return [...single, ...ORDER_WITH_LIMITS];
}

function makeStep(tool: string, now: number, outcome: string, retryAfterSeconds?: number): VectorStep {
  const denied = outcome !== "allow";
  return {
    tool,
    args: { a: 1 },
    grant: "g",
    now,
    decision: denied ? "deny" : "allow",
    ...(denied && { rule: outcome }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

const ORDER_WITH_LIMITS: PolicyVector[] = [
  {
    id: "judgement-denial-before-limit",
    about: "a denial is judged before a limit that is used up",
    policy: tools({
      send: { limits: [limit("send_rate", 1)], deny_if: [guard({ path: "args.a", op: "eq", value: 2 })] },
    }),
    steps: [
      makeStep("send", 0, "allow"),
      { ...makeStep("send", 1, "/tools/send/deny_if/0"), args: { a: 2 } },
      makeStep("send", 2, "/tools/send/limits/send_rate", 60),
    ],
  },
  {
    id: "judgement-own-limit-before-all",
    about: "the tool's own limit is judged before that of all tools",
    policy: tools(
      { send: { limits: [limit("send_rate", 1)] } },
      { all_tools: { limits: [limit("all_calls", 1, "hour")] } },
    ),
    steps: [makeStep("send", 0, "allow"), makeStep("send", 1, "/tools/send/limits/send_rate", 60)],
  },
  {
    id: "judgement-all-after-own-limit",
    about: "the limit of all tools holds where the tool's own would let the call pass",
    policy: tools(
      { send: { limits: [limit("send_rate", 5)] } },
      { all_tools: { limits: [limit("all_calls", 1, "hour")] } },
    ),
    steps: [makeStep("send", 0, "allow"), makeStep("send", 1000, "/all_tools/limits/all_calls", 3599)],
  },
  {
    id: "judgement-all-limits-unlisted",
    about: "the limit of all tools holds for tools that only the default allows",
    policy: { version: "1", default: "allow", all_tools: { limits: [limit("all_calls", 1)] } },
    steps: [makeStep("one", 0, "allow"), makeStep("two", 0, "/all_tools/limits/all_calls", 60)],
  },
  {
    id: "judgement-hidden-takes-no-quota",
    about: "calls that are denied take no quota",
    policy: tools(
      { list: {}, pay: { deny_if: [guard()] } },
      { hide: ["drop"], all_tools: { limits: [limit("all_calls", 1)] } },
    ),
    steps: [
      makeStep("drop", 0, "(hidden)"),
      makeStep("pay", 0, "/tools/pay/deny_if/0"),
      makeStep("other", 0, "(default deny)"),
      makeStep("list", 0, "allow"),
      makeStep("list", 0, "/all_tools/limits/all_calls", 60),
    ],
  },
];
