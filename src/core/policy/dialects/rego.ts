/**
 * OPA's Rego: every rule on names and arguments, in the order of judgement, with the same rule names. Quotas need memory
 * between calls, which a Rego policy has none of. `input` is `{"tool": …, "arguments": {…}}`. OPA 1.4.2 decided all single calls
 * of the vectors as our engine does (2026-11-20).
 */
import type { Json } from "../../schema/json.ts";
import type { Condition, Guard, Policy } from "../../schema/policy.ts";
import { parsePath } from "../path.ts";
import { escapePointer } from "../pointer.ts";
import { formatNames, isEverythingHidden, listAccess } from "./access.ts";
import { isEncodable, quoteJson } from "./quote.ts";
import { REGO_LIBRARY } from "./rego-library.ts";
import type { Dialect } from "./types.ts";

export const rego: Dialect = {
  id: "rego",
  name: "OPA Rego",
  ending: "rego",
  language: "rego",
  place: "A policy of OPA 0.59 or newer; ask for data.permitbook.decision",
  source: { url: "https://www.openpolicyagent.org/docs/policy-language", read: "2026-11-20" },
  export(policy, server) {
    const unnamed = listAccess(policy)
      .map(({ name }) => name)
      .filter((name) => !isEncodable(name));
    const listed = Object.keys(policy.tools ?? {}).filter(isEncodable);
    const hidden = (policy.hide ?? []).filter(isEncodable);
    const parts = [
      `# The policy of ${quoteJson(server)}. Input: {"tool": <name>, "arguments": {...}}. Ask for data.permitbook.decision.`,
      "package permitbook",
      "import rego.v1",
      `hidden := ${formatSet(hidden)}`,
      `listed := ${formatSet(listed)}`,
      formatDecision(policy),
      "allow := decision.allow",
      ...formatDenials(policy, listed),
      REGO_LIBRARY.trim(),
    ];
    const lost = listAccess(policy).some(({ rule }) => rule.limits?.length) || policy.all_tools?.limits?.length;
    return {
      text: `${parts.join("\n\n")}\n`,
      lost: [
        ...(lost ? ["Limits: Rego decides each call alone and counts nothing. Let the gateway limit the rate."] : []),
        ...(unnamed.length > 0 ? [`Names that no file can hold fall under the default: ${formatNames(unnamed)}.`] : []),
      ],
      notes: [],
    };
  },
};

function formatDecision(policy: Policy): string {
  const verdict = (allow: boolean, rule: string, message: string) =>
    `{"allow": ${allow}, "rule": ${quoteJson(rule)}, "message": ${quoteJson(message)}}`;
  const hides = isEverythingHidden(policy) ? "true" : "input.tool in hidden";
  const unlisted =
    policy.default === "allow"
      ? ` else := ${verdict(true, "(default allow)", "Allowed.")} if {\n\tis_string(input.tool)\n}`
      : "";
  return `default decision := ${verdict(false, "(default deny)", "The policy does not list this tool, and denies what it does not list.")}

decision := ${verdict(false, "(hidden)", "The policy hides this tool.")} if {
	${hides}
} else := denials[min(object.keys(denials))] if {
	count(denials) > 0
} else := ${verdict(true, "(listed)", "Allowed.")} if {
	input.tool in listed
}${unlisted}`;
}

function formatDenials(policy: Policy, listed: readonly string[]): string[] {
  // Something has to define the object even where no tool has a guard.
  const denials = ["denials[0] := {} if {\n\tfalse\n}"];
  for (const name of listed) {
    const rule = policy.tools?.[name];
    const pointer = `/tools/${escapePointer(name)}`;
    const add = (list: string, guard: Guard, index: number, body: string) => {
      const verdict = `{"allow": false, "rule": ${quoteJson(`${pointer}/${list}/${index}`)}, "message": ${quoteJson(guard.on_deny)}}`;
      denials.push(`denials[${denials.length}] := ${verdict} if {\n\tinput.tool == ${quoteJson(name)}\n\t${body}\n}`);
    };
    for (const [index, guard] of (rule?.require ?? []).entries())
      add("require", guard, index, `not all_hold(${formatJudgements(guard)})`);
    for (const [index, guard] of (rule?.deny_if ?? []).entries())
      add("deny_if", guard, index, `none_fails(${formatJudgements(guard)})`);
  }
  return denials;
}

function formatJudgements(guard: Guard): string {
  if (guard.conditions.length === 0) return "[]";
  return `[\n${guard.conditions.map((condition) => `\t\t${formatJudgement(condition)},\n`).join("")}\t]`;
}

function formatJudgement({ path, op, value }: Condition): string {
  const keys = parsePath(path) ?? [];
  return `judge([${keys.map(formatKey).join(", ")}], ${quoteJson(op)}, ${formatValue(value)})`;
}

/** A key as the set of what it may be in a document: text, or an index. */
function formatKey(key: string): string {
  return /^(?:0|[1-9][0-9]*)$/.test(key) ? `{${quoteJson(key)}, ${key}}` : `{${quoteJson(key)}}`;
}

function formatValue(value: Json): string {
  if (typeof value === "string") return quoteJson(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatValue).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${quoteJson(key)}: ${formatValue(item)}`)
    .join(", ")}}`;
}

function formatSet(names: readonly string[]): string {
  if (names.length === 0) return "set()";
  return `{\n${names.map((name) => `\t${quoteJson(name)},\n`).join("")}}`;
}
