/**
 * The engine: one call against one policy. No clock, no IO, no state of its own; the only thing that it changes is
 * `counters`, in which an allowed call takes its quota. Whoever forwards the call gives the reservation back when the
 * upstream fails (a JSON-RPC error, or a result with `isError: true`).
 */
import type { Limit, Policy } from "../schema/policy.ts";
import type { Counters, Reservation } from "./counters.ts";
import { type LoadedGuard, type LoadedPolicy, type LoadedTool, loadPolicy } from "./load.ts";

export interface Call {
  tool: string;
  /** The call's arguments, as `parseCall` gives them; absent means none. */
  args?: unknown;
  /** Whose quota it is: the key or session that the call came with. */
  grant: string;
  /** Milliseconds, of any clock that does not run backwards. */
  now: number;
}

export interface Allowed {
  decision: "allow";
  /** `/tools/<name>` or `(default allow)`. */
  rule: string;
  message: string;
  reservation: Reservation;
}

export interface Denied {
  decision: "deny";
  /** A JSON pointer into the policy, or `(no policy)`, `(hidden)`, `(default deny)`, `(malformed call)`. */
  rule: string;
  message: string;
  /** For a limit: whole seconds until the next call is possible. */
  retryAfterSeconds?: number;
}

export type Decision = Allowed | Denied;

/** Load the policy once (`loadPolicy`) to judge many calls; a plain one is loaded for this call alone. */
export function evaluateCall(policy: Policy | LoadedPolicy | undefined, call: Call, counters: Counters): Decision {
  if (policy === undefined)
    return deny("(no policy)", "There is no policy for this server, so nothing is let through.");
  if (!Number.isFinite(call.now)) return deny("(malformed call)", "The time of the call is not a number.");
  const loaded = "kind" in policy ? policy : loadPolicy(policy);
  if (loaded.hidesAll || loaded.hidden.has(call.tool)) {
    return deny("(hidden)", "The policy hides this tool.");
  }
  const tool = loaded.tools.get(call.tool) ?? loaded.unlisted;
  if (!tool) return deny("(default deny)", "The policy does not list this tool, and denies what it does not list.");
  return judgeGuards(tool, call.args ?? {}) ?? judgeLimits(tool, call, counters);
}

function judgeGuards(tool: LoadedTool, args: unknown): Denied | undefined {
  for (const guard of tool.require) {
    if (!guard.conditions.every((condition) => condition(args) === "holds")) return denyByGuard(guard);
  }
  for (const guard of tool.denyIf) {
    if (guard.conditions.every((condition) => condition(args) !== "fails")) return denyByGuard(guard);
  }
  return undefined;
}

function judgeLimits(tool: LoadedTool, call: Call, counters: Counters): Decision {
  const taken = counters.reserve(call.grant, tool.limits, call.now);
  if ("logs" in taken) return { decision: "allow", rule: tool.rule, message: "Allowed.", reservation: taken };
  const limit = tool.limits[taken.index];
  if (limit === undefined) throw new RangeError(`There is no limit ${taken.index}.`);
  const retryAfterSeconds = Math.ceil(taken.wait / 1000);
  return { ...deny(limit.rule, describeLimit(limit, retryAfterSeconds)), retryAfterSeconds };
}

function describeLimit(limit: Limit, seconds: number): string {
  const calls = limit.max === 1 ? "1 call" : `${limit.max} calls`;
  const wait = seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `The limit of ${calls} in any ${limit.window} is used up. The next call is possible in ${wait}.`;
}

function denyByGuard(guard: LoadedGuard): Denied {
  return deny(guard.rule, guard.message);
}

function deny(rule: string, message: string): Denied {
  return { decision: "deny", rule, message };
}

/** What a caller gets for a denied call: a tool's result, not a protocol error. */
export function formatDenial(denied: Denied) {
  const { rule, message, retryAfterSeconds } = denied;
  return {
    content: [{ type: "text" as const, text: `[POLICY DENIED] ${message}` }],
    isError: true as const,
    _meta: retryAfterSeconds === undefined ? { rule } : { rule, retryAfterSeconds },
  };
}
