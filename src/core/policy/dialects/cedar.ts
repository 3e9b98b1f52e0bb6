/**
 * Cedar in ToolHive's form: a file for `--authz-config` with one `permit` a tool. ToolHive puts text, numbers and true or
 * false of the top level into `context` as `arg_<name>`, numbers as decimals; of lists, objects and null only
 * `arg_<name>_present`. An expression that errs denies the call there, which is what `cannot-judge` asks for in a denial.
 */
import type { Condition, Guard, Policy } from "../../schema/policy.ts";
import { formatJson } from "../format.ts";
import { formatNames, isEverythingHidden, listAccess, quoteName } from "./access.ts";
import { formatCedarCondition } from "./cedar-condition.ts";
import { isEncodable, quoteCedar } from "./quote.ts";
import type { Dialect } from "./types.ts";

const HEAD = 'principal, action == Action::"call_tool"';

export const cedar: Dialect = {
  id: "cedar",
  name: "Cedar (ToolHive)",
  ending: "cedar.json",
  language: "json",
  place: "The file of thv run --authz-config",
  source: { url: "https://docs.stacklok.com/toolhive/reference/authz-policy-reference", read: "2026-11-20" },
  export(policy) {
    const lost: string[] = [];
    const tools = listAccess(policy).filter(({ name }) => isEncodable(name));
    const hidden = isEverythingHidden(policy);
    const passing = hidden ? [] : tools.filter(({ access }) => access !== "denied");
    const permits = passing.map(({ name }) => formatPermit(policy, name, lost));
    const policies = [
      ...permits,
      ...(hidden
        ? []
        : formatDefault(
            policy,
            tools.map(({ name }) => name),
          )),
    ];
    const limits = passing.some(({ rule }) => rule.limits?.length) || policy.all_tools?.limits?.length;
    if (limits) lost.push("Limits: Cedar decides each call alone and counts nothing.");
    if (passing.some(({ access }) => access === "conditional"))
      lost.push("The messages for denied calls are not part of this format.");
    const unnamed = listAccess(policy)
      .map(({ name }) => name)
      .filter((name) => !isEncodable(name));
    if (unnamed.length > 0) lost.push(`Names that no file can hold fall under the default: ${formatNames(unnamed)}.`);
    // ToolHive refuses a file without policies.
    const config = { policies: policies.length > 0 ? policies : [`forbid(${HEAD}, resource);`], entities_json: "[]" };
    const notes = [
      "ToolHive denies what nothing permits: add permits for the server's prompts and resources if they are used.",
    ];
    const text = formatJson({ version: "1.0", type: "cedarv1", cedar: config }, ["", "/cedar", "/cedar/policies"]);
    return { text, lost, notes };
  },
};

function formatPermit(policy: Policy, name: string, lost: string[]): string {
  const rule = policy.tools?.[name] ?? {};
  const lose = (list: string, index: number) => {
    lost.push(
      `Tool ${quoteName(name)}: ${list}/${index} is left out, since Cedar or ToolHive cannot look at what it judges.`,
    );
  };
  const clauses: string[] = [];
  for (const [index, guard] of (rule.require ?? []).entries()) {
    const text = formatAll(guard.conditions, "require");
    if (text === undefined) lose("require", index);
    else if (guard.conditions.length > 0) clauses.push(`when { ${text} }`);
  }
  for (const [index, guard] of (rule.deny_if ?? []).entries()) {
    const text = formatDenial(guard, (sentence) => lost.push(`Tool ${quoteName(name)}: deny_if/${index}: ${sentence}`));
    if (text === undefined) lose("deny_if", index);
    else clauses.push(`unless { ${text} }`);
  }
  return [`permit(${HEAD}, resource == Tool::${quoteCedar(name)})`, ...clauses].join(" ").concat(";");
}

function formatDenial(guard: Guard, lose: (sentence: string) => void): string | undefined {
  // "not null" only lets null through; without it the denial is stricter, never weaker.
  const needed = guard.conditions.filter(({ op, value }) => !(op === "neq" && value === null));
  if (needed.length === 0) return undefined;
  if (needed.length < guard.conditions.length)
    lose("null is denied as well, since ToolHive does not tell it from a list.");
  if (needed.some(({ op }) => op === "contains"))
    lose("lists and objects cannot be looked into, so only text is judged.");
  if (needed.some(({ op }) => op.startsWith("gt") || op.startsWith("lt"))) {
    lose(
      "numbers are compared to four places, and ToolHive drops those beyond about 922 trillion, which are not judged.",
    );
  }
  return formatAll(needed, "deny_if");
}

function formatAll(conditions: readonly Condition[], list: "require" | "deny_if"): string | undefined {
  const texts = conditions.map((condition) => formatCedarCondition(condition, list));
  const known = texts.filter((text) => text !== undefined);
  if (known.length < texts.length) return undefined;
  // What cannot err comes first, so that it decides before what can.
  return known
    .sort((a, b) => Number(a.mayErr) - Number(b.mayErr))
    .map(({ text }) => `(${text})`)
    .join(" && ");
}

function formatDefault(policy: Policy, named: readonly string[]): string[] {
  if (policy.default === "deny") return [];
  if (named.length === 0) return [`permit(${HEAD}, resource);`];
  const list = named.map((name) => `Tool::${quoteCedar(name)}`).join(", ");
  return [`permit(${HEAD}, resource) unless { [${list}].contains(resource) };`];
}
