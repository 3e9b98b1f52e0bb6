/** A valid policy that may not do what its author thinks: warnings, each with what it really does. */
import type { Limit, Policy } from "../schema/policy.ts";
import type { Fault } from "./fault.ts";
import { escapePointer } from "./pointer.ts";

export function findDoubtfulRules(policy: Policy): Fault[] {
  const faults: Fault[] = [];
  const warn = (path: string, found: string, expected: string) =>
    faults.push({ severity: "warning", path, found, expected });
  const names = Object.keys(policy.tools ?? {});
  if (policy.default === "deny" && names.length === 0) {
    warn(
      "/default",
      '"deny" and no tool listed',
      "every tool that should keep working in tools: this denies every call",
    );
  }
  if (policy.hide?.includes("*")) warn("/hide", '"*"', "the names of single tools, unless every call is to be denied");
  const hidden = new Set(policy.hide);
  for (const name of names) {
    const path = `/tools/${escapePointer(name)}`;
    const rule = policy.tools?.[name];
    if (hidden.has(name))
      warn(path, "rules of a tool that is hidden", "one of both: a hidden tool is denied before its rules");
    const always = rule?.deny_if?.findIndex((guard) => guard.conditions.length === 0) ?? -1;
    if (always >= 0 && (rule?.limits || always + 1 < (rule?.deny_if?.length ?? 0))) {
      warn(`${path}/deny_if/${always}`, "a denial without conditions", "nothing after it: it denies every call");
    }
    warnOfTwins(rule?.limits, `${path}/limits`, warn);
  }
  warnOfTwins(policy.all_tools?.limits, "/all_tools/limits", warn);
  return faults;
}

function warnOfTwins(
  limits: readonly Limit[] | undefined,
  path: string,
  warn: (path: string, found: string, expected: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, { counter, window }] of (limits ?? []).entries()) {
    const key = JSON.stringify([counter, window]);
    if (seen.has(key))
      warn(`${path}/${index}`, "a second limit of one counter and window", "one: only the lower counts");
    seen.add(key);
  }
}
